package org.modelyard.backup.entity;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.modelyard.backup.model.ArchiveWriter;
import org.modelyard.backup.model.BackupManifest;

/** From a table of the database to one of an archive. */
public final class BackupTables {

    private BackupTables() {}

    /** @return what the manifest tells of it */
    public static BackupManifest.Table write(ConsistentRead read, ArchiveWriter archive, String table)
            throws SQLException, IOException {
        AtomicReference<ConsistentRead.@Nullable Dumped> dumped = new AtomicReference<>();
        AtomicReference<@Nullable SQLException> failure = new AtomicReference<>();
        ArchiveWriter.Entry entry = archive.table(table, out -> {
            try {
                dumped.set(read.write(table, out));
            } catch (SQLException e) {
                failure.set(e);
            }
        });
        SQLException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        ConsistentRead.Dumped rows = java.util.Objects.requireNonNull(dumped.get(), "written without a failure");
        return new BackupManifest.Table(table, rows.columns(), rows.rows(), entry.bytes(), entry.sha256());
    }
}
