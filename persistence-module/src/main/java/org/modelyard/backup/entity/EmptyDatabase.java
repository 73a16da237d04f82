package org.modelyard.backup.entity;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.modelyard.backup.model.ArchiveReader;
import org.modelyard.backup.model.BackupManifest;
import org.modelyard.backup.model.BrokenArchive;
import org.modelyard.platform.entity.InstantColumn;

/**
 * A database that an archive's rows are restored into: empty, or left half-filled by a restore that was cut off. Tables
 * of the batch repository are let alone.
 */
public final class EmptyDatabase {

    /** Work that a restored server has no execution of: its ids would be another's. */
    static final List<String> EXECUTIONS = List.of(
            "training_job.execution_id",
            "version_evaluation.execution_id",
            "version_comparison.execution_id",
            "text_measurement.execution_id",
            "scoring.execution_id",
            "version_import.execution_id",
            "drift_check.execution_id",
            "upkeep.execution_id");

    private final Connection connection;
    private final Vendor vendor;

    /** @param connection stays the caller's */
    public EmptyDatabase(Connection connection) throws SQLException {
        this.connection = connection;
        this.vendor = Vendor.of(connection);
    }

    /** Whether there is no table of the product, not even one that a restore has made. */
    public boolean isEmpty() throws SQLException {
        return ours().isEmpty();
    }

    /** Before anything is written: from now on no server starts on it. */
    public void mark(String manifestSha) throws SQLException {
        RestoreMark.write(connection, manifestSha);
    }

    /** Takes away what an earlier restore has made, under the mark. */
    public void clear() throws SQLException {
        vendor.referencesAreChecked(connection, false);
        for (String table : ours()) {
            if (!table.toLowerCase(Locale.ROOT).equals(RestoreMark.TABLE)) {
                vendor.dropTable(connection, table);
            }
        }
        for (String sequence : vendor.sequences(connection).keySet()) {
            if (DumpedTables.ours(sequence)) {
                Vendor.run(connection, "drop sequence " + sequence);
            }
        }
        vendor.referencesAreChecked(connection, true);
    }

    /**
     * Fills the tables, which the archive's own migrations have made.
     *
     * @throws BrokenArchive when the archive has a table or column that these migrations do not make
     */
    public void fill(ArchiveReader archive) throws SQLException, IOException {
        BackupManifest manifest = archive.manifest();
        Set<String> there = DumpedTables.of(connection, true);
        boolean before = connection.getAutoCommit();
        vendor.referencesAreChecked(connection, false);
        connection.setAutoCommit(false);
        try {
            for (BackupManifest.Table table : manifest.tables()) {
                if (!there.contains(table.name())) {
                    throw new BrokenArchive("there is no table " + table.name() + " at its own schema version");
                }
                SqlReading load = new SqlReading(connection, table);
                archive.table(table, load);
                load.rethrow();
            }
            forgetExecutions(there);
            connection.commit();
        } finally {
            connection.setAutoCommit(before);
            vendor.referencesAreChecked(connection, true);
        }
        Set<String> known = vendor.sequences(connection).keySet();
        for (Map.Entry<String, Long> sequence : manifest.sequences().entrySet()) {
            if (known.contains(sequence.getKey())) {
                vendor.restart(connection, sequence.getKey(), sequence.getValue());
            }
        }
    }

    /** Writes to the audit of the first organisation where these rows came from. */
    public void tell(String archive) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into audit_entry (id, organisation_id, at, actor, address, action, subject, outcome, detail) select"
                        + " next value for audit_entry_seq, o.id, ?, 'server', 'server', 'backup.restore', 'server', 'DONE',"
                        + " ? from organisation o where o.id = (select min(p.id) from organisation p)")) {
            insert.setObject(1, InstantColumn.local(Instant.now()));
            insert.setString(2, archive);
            insert.executeUpdate();
        }
    }

    /** Last of all: the restore is whole. */
    public void unmark() throws SQLException {
        RestoreMark.remove(connection);
    }

    private void forgetExecutions(Set<String> there) throws SQLException {
        for (String column : EXECUTIONS) {
            int dot = column.indexOf('.');
            if (there.contains(column.substring(0, dot))) {
                Vendor.run(
                        connection,
                        "update " + column.substring(0, dot) + " set " + column.substring(dot + 1) + " = null");
            }
        }
        Vendor.run(connection, "update epoch set number = number + 1");
    }

    private Set<String> ours() throws SQLException {
        return vendor.tableNames(connection).stream().filter(DumpedTables::ours).collect(Collectors.toSet());
    }

    /** A reading of an entry that may fail in the database. */
    private static final class SqlReading implements ArchiveReader.Reading {
        private final Connection connection;
        private final BackupManifest.Table table;
        private @org.jspecify.annotations.Nullable SQLException failure;

        SqlReading(Connection connection, BackupManifest.Table table) {
            this.connection = connection;
            this.table = table;
        }

        @Override
        public void read(java.io.InputStream in) throws IOException {
            try {
                TableLoad.load(connection, table, in);
            } catch (SQLException e) {
                failure = e;
            }
        }

        void rethrow() throws SQLException {
            if (failure != null) {
                throw failure;
            }
        }
    }
}
