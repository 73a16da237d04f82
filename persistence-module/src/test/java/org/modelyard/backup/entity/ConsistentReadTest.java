package org.modelyard.backup.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelyard.backup.model.ArchiveReader;
import org.modelyard.backup.model.ArchiveWriter;
import org.modelyard.backup.model.BackupManifest;
import org.modelyard.backup.model.BrokenArchive;
import org.modelyard.backup.model.WrittenArchive;
import org.modelyard.platform.entity.MigratedDatabase;

class ConsistentReadTest {

    private static final int ACCOUNTS = 200;
    /** Long enough that H2 keeps it outside of the row. */
    private static final String LONG_TEXT = "Ünïcode 😀 \"quoted\"\n".repeat(100);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void all_tables_are_read_as_of_one_moment_while_others_write() throws Exception {
        JdbcDataSource database = file("busy");
        try (Connection keep = database.getConnection()) {
            Vendor.run(
                    keep,
                    "create table epoch (name varchar(40) primary key, number bigint)",
                    "insert into epoch values ('routing', 1)",
                    "create table giver (id bigint primary key, amount bigint, story clob)",
                    "create table taker (id bigint primary key, amount bigint, story clob)");
            for (int i = 0; i < ACCOUNTS; i++) {
                insert(keep, "giver", i, 1_000);
                insert(keep, "taker", i, 0);
            }
            AtomicBoolean stop = new AtomicBoolean();
            CountDownLatch written = new CountDownLatch(50);
            ExecutorService writers = Executors.newFixedThreadPool(2);
            try {
                List<Future<Integer>> busy = new ArrayList<>();
                for (int w = 0; w < 2; w++) {
                    int first = w;
                    busy.add(writers.submit(() -> moveUntil(database, first, stop, written)));
                }
                written.await();
                long sum;
                long again;
                try (ConsistentRead read = ConsistentRead.begin(database)) {
                    sum = amounts(read, "giver");
                    waitForMore(database, 100);
                    sum += amounts(read, "taker");
                    again = amounts(read, "giver") + amounts(read, "taker");
                }
                stop.set(true);
                int moved = 0;
                for (Future<Integer> one : busy) {
                    moved += one.get();
                }
                assertThat(moved).as("moves while it was read").isGreaterThan(100);
                assertThat(sum).isEqualTo(ACCOUNTS * 1_000L);
                assertThat(again).isEqualTo(sum);
            } finally {
                stop.set(true);
                writers.shutdownNow();
            }
        }
    }

    @Test
    void every_table_of_the_product_goes_out_and_comes_back_into_an_empty_database() throws Exception {
        JdbcDataSource source = MigratedDatabase.open();
        long sumOfEpochs;
        try (Connection connection = source.getConnection()) {
            Vendor.run(connection, "set referential_integrity false");
            OneRowEach.fill(connection, LONG_TEXT);
            for (String column : EmptyDatabase.EXECUTIONS) { // which a restored server does not have
                int dot = column.indexOf('.');
                Vendor.run(
                        connection,
                        "update " + column.substring(0, dot) + " set " + column.substring(dot + 1) + " = null");
            }
            Vendor.run(connection, "select next value for model_seq");
            sumOfEpochs = one(connection, "select sum(number) from epoch");
        }
        Path archive = folder.resolve("all.zip");
        archive(source, archive);
        JdbcDataSource target = MigratedDatabase.open();
        try (Connection connection = target.getConnection();
                ArchiveReader reader = ArchiveReader.open(archive)) {
            EmptyDatabase database = new EmptyDatabase(connection);
            assertThat(database.isEmpty()).isFalse();
            database.mark("x");
            assertThat(RestoreMark.read(connection)).contains("x");
            database.fill(reader);
            database.unmark();
            assertThat(RestoreMark.read(connection)).isEmpty();
            for (BackupManifest.Table table : reader.manifest().tables()) {
                if (!table.name().equals("epoch")) { // raised, so that every node reads anew
                    assertThat(rows(target, table.name()))
                            .as(table.name())
                            .isEqualTo(rows(source, table.name()))
                            .isNotEmpty();
                }
            }
            assertThat(Vendor.H2.sequences(connection)).containsEntry("model_seq", 100L);
            assertThat(one(connection, "select next value for model_seq")).isEqualTo(100);
            assertThat(one(connection, "select sum(number) - count(*) from epoch"))
                    .as("each is raised by one")
                    .isEqualTo(sumOfEpochs);
        }
    }

    @Test
    void secrets_of_requests_and_what_belongs_to_a_process_stay_behind() throws SQLException {
        try (Connection connection = MigratedDatabase.open().getConnection()) {
            assertThat(DumpedTables.of(connection, false))
                    .contains("app_user", "api_token", "model_version", "audit_entry", "feedback")
                    .doesNotContain(
                            "inference",
                            "idempotency_key",
                            "setup_link",
                            "job_lease",
                            "shedlock",
                            "batch_execution",
                            "journal_position",
                            "backup",
                            "flyway_schema_history");
            assertThat(DumpedTables.of(connection, true)).contains("inference");
        }
    }

    @Test
    void what_a_restore_left_is_taken_away() throws SQLException {
        try (Connection connection = MigratedDatabase.open().getConnection()) {
            EmptyDatabase database = new EmptyDatabase(connection);
            Vendor.run(connection, "create table JB_JOBSTATUS (id bigint)");
            database.mark("y");
            database.clear();
            assertThat(Vendor.H2.tableNames(connection))
                    .containsExactlyInAnyOrder("JB_JOBSTATUS", "UNFINISHED_RESTORE");
            assertThat(Vendor.H2.sequences(connection)).isEmpty();
            database.unmark();
            assertThat(database.isEmpty()).isTrue();
        }
    }

    @Test
    void rows_that_do_not_fit_are_refused() throws Exception {
        try (Connection connection = MigratedDatabase.open().getConnection()) {
            connection.setAutoCommit(false);
            for (String lines : List.of("[1]\n", "[1,2,3]\n", "[\"x\",1]\n", "{}\n", "")) {
                BackupManifest.Table epoch = new BackupManifest.Table(
                        "epoch",
                        List.of(
                                new BackupManifest.Column("name", org.modelyard.backup.model.ColumnKind.TEXT),
                                new BackupManifest.Column("number", org.modelyard.backup.model.ColumnKind.LONG)),
                        2,
                        lines.length(),
                        "");
                assertThatThrownBy(() -> TableLoad.load(
                                connection, epoch, new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8))))
                        .as(lines)
                        .isInstanceOf(BrokenArchive.class);
            }
        }
    }

    /** As the product writes an archive, with no artifact. */
    private static WrittenArchive archive(JdbcDataSource source, Path file) throws SQLException, IOException {
        try (ConsistentRead read = ConsistentRead.begin(source);
                ArchiveWriter writer = new ArchiveWriter(file)) {
            List<BackupManifest.Table> tables = new ArrayList<>();
            for (String name : read.tables(true)) {
                tables.add(BackupTables.write(read, writer, name));
            }
            Map<String, Long> sequences = read.sequences();
            ArchiveWriter.Entry list = writer.artifactList(out -> {});
            return writer.finish(new BackupManifest(
                    1,
                    "test",
                    "h2",
                    List.of(),
                    "2026-01-31T12:00:00Z",
                    true,
                    0,
                    tables,
                    sequences,
                    new BackupManifest.Artifacts(0, 0, list.bytes(), list.sha256())));
        }
    }

    private static List<String> rows(JdbcDataSource database, String table) throws SQLException, IOException {
        try (ConsistentRead read = ConsistentRead.begin(database)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            read.write(table, out);
            return out.toString(StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static long amounts(ConsistentRead read, String table) throws SQLException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(read.write(table, out).rows()).isEqualTo(ACCOUNTS);
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .mapToLong(line -> Long.parseLong(line.split(",", 3)[1]))
                .sum();
    }

    /** Moves one from giver to taker, with texts of their own, again and again; each move is a transaction. */
    private static int moveUntil(JdbcDataSource database, int first, AtomicBoolean stop, CountDownLatch written)
            throws SQLException {
        int moved = 0;
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            for (int i = first; !stop.get(); i = (i + 2) % ACCOUNTS) {
                move(connection, "giver", -1, i, moved);
                move(connection, "taker", 1, i, moved);
                connection.commit();
                moved++;
                written.countDown();
            }
        }
        return moved;
    }

    private static void move(Connection connection, String table, int by, int id, int round) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update " + table + " set amount = amount + ?, story = ? where id = ?")) {
            update.setInt(1, by);
            update.setString(2, LONG_TEXT + round);
            update.setInt(3, id);
            update.executeUpdate();
        }
    }

    /** Until the committed sum has grown by so many moves. */
    private static void waitForMore(JdbcDataSource database, long moves) throws SQLException {
        try (Connection connection = database.getConnection()) {
            long first = one(connection, "select sum(amount) from taker");
            while (one(connection, "select sum(amount) from taker") < first + moves) {
                Thread.onSpinWait();
            }
        }
    }

    private static long one(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void insert(Connection connection, String table, int id, long amount) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into " + table + " values (?, ?, ?)")) {
            insert.setInt(1, id);
            insert.setLong(2, amount);
            insert.setString(3, LONG_TEXT);
            insert.executeUpdate();
        }
    }

    private JdbcDataSource file(String name) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:file:" + folder.resolve(name) + ";WRITE_DELAY=0");
        return database;
    }
}
