package org.modelyard.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.modelyard.journal.Entry;
import org.modelyard.journal.Journal;
import org.modelyard.journal.JournalFull;
import org.modelyard.journal.JournalReader;
import org.modelyard.journal.JournalSettings;
import org.modelyard.ml.score.InputRow;
import org.modelyard.platform.model.Ids;
import org.modelyard.serving.model.ClassScores;
import org.modelyard.serving.model.InferenceEncoder;
import org.modelyard.serving.model.InferenceOutcome;
import org.modelyard.serving.model.InferenceRecord;
import org.modelyard.serving.model.RoutingReason;

/** The way from the journal into H2 against the loop that everybody writes first: one JDBC batch of single inserts. */
final class DrainBench {

    private static final int RECORDS = 200_000;
    private static final int BATCH = 1_000;
    private static final int STATEMENT_ROWS = 200;
    private static final String TABLE = "create table if not exists log%d (id binary(16) primary key, at bigint,"
            + " version bigint, label varchar(100), score double, inputs longtext)";

    private final Path folder;

    DrainBench(Path folder) {
        this.folder = folder;
    }

    /** Both insert the same rows; the journal's way also reads, checks and decodes them, and gives the space back. */
    List<Row> run() throws IOException, SQLException, InterruptedException {
        double plain = plainLoop(1);
        double drained = drain(2);
        plain = Math.max(plain, plainLoop(3));
        drained = Math.max(drained, drain(4));
        return List.of(
                Row.plain("plain JDBC batch loop into H2, 30 numbers a row", Row.format(plain) + " rows/s"),
                Row.plain("journal to H2: read, decode, multi-row insert", Row.format(drained) + " rows/s"),
                Row.plain("journal drain / plain JDBC batch loop", Row.format(drained / plain) + " ×"));
    }

    private double drain(int run) throws IOException, SQLException, InterruptedException {
        Path directory = Files.createDirectories(folder.resolve("journal" + run));
        try (Journal journal = Journal.open(directory, JournalSettings.defaults());
                Connection connection = open(run)) {
            InferenceEncoder encoder = new InferenceEncoder();
            SplittableRandom random = new SplittableRandom(run);
            for (int i = 0; i < RECORDS; i++) {
                append(journal, encoder.encode(record(random)));
            }
            JournalReader reader = journal.reader(org.modelyard.journal.Position.START);
            long start = System.nanoTime();
            int done = 0;
            while (done < RECORDS) {
                reader.await(BATCH, Duration.ofMillis(10));
                List<Entry> entries = reader.read(BATCH, 16 << 20);
                List<InferenceRecord> rows = entries.stream()
                        .map(entry -> InferenceRecord.decode(entry.payload()))
                        .toList();
                for (int from = 0; from < rows.size(); from += STATEMENT_ROWS) {
                    insertTogether(connection, run, rows.subList(from, Math.min(rows.size(), from + STATEMENT_ROWS)));
                }
                connection.commit();
                reader.release(entries.get(entries.size() - 1).next());
                done += rows.size();
            }
            return RECORDS / ((System.nanoTime() - start) / 1e9);
        }
    }

    private double plainLoop(int run) throws SQLException {
        SplittableRandom random = new SplittableRandom(run);
        try (Connection connection = open(run);
                PreparedStatement insert = connection.prepareStatement(sql(run, 1))) {
            long start = System.nanoTime();
            for (int i = 0; i < RECORDS; i++) {
                bind(insert, 1, record(random));
                insert.addBatch();
                if ((i + 1) % BATCH == 0) {
                    insert.executeBatch();
                    connection.commit();
                }
            }
            return RECORDS / ((System.nanoTime() - start) / 1e9);
        }
    }

    private Connection open(int run) throws SQLException {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:file:" + folder.resolve("drain"));
        Connection connection = h2.getConnection();
        connection.createStatement().execute(String.format(TABLE, run));
        connection.setAutoCommit(false);
        return connection;
    }

    private static void append(Journal journal, ByteBuffer payload) {
        try {
            journal.append(payload);
        } catch (JournalFull e) {
            throw new IllegalStateException("the journal's reserve is too small for this bench", e);
        }
    }

    private static String sql(int run, int rows) {
        return "insert into log" + run + " values (?,?,?,?,?,?)" + ",(?,?,?,?,?,?)".repeat(rows - 1);
    }

    private static void insertTogether(Connection connection, int run, List<InferenceRecord> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql(run, rows.size()))) {
            int at = 1;
            for (InferenceRecord row : rows) {
                at = bind(insert, at, row);
            }
            insert.executeUpdate();
        }
    }

    private static int bind(PreparedStatement insert, int first, InferenceRecord row) throws SQLException {
        insert.setBytes(first, bytes(row.inferenceId()));
        insert.setLong(first + 1, row.timeMicros());
        insert.setLong(first + 2, row.modelVersionId());
        insert.setString(first + 3, row.label());
        insert.setDouble(first + 4, row.score());
        insert.setString(first + 5, java.util.Arrays.toString(row.inputs().numbers()));
        return first + 6;
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static InferenceRecord record(SplittableRandom random) {
        InputRow inputs = InputRow.empty(Sample.FEATURES);
        for (int i = 0; i < Sample.FEATURES; i++) {
            inputs.numbers()[i] = Math.rint(random.nextDouble() * 10_000) / 10_000;
        }
        return new InferenceRecord(
                Ids.next(),
                System.currentTimeMillis() * 1_000,
                1,
                2,
                3,
                4,
                null,
                RoutingReason.DEPLOYMENT,
                "user-42",
                InferenceOutcome.ANSWERED,
                inputs,
                1,
                "yes",
                0.73,
                ClassScores.NONE,
                120,
                null,
                null,
                null,
                InferenceRecord.UNSAID);
    }
}
