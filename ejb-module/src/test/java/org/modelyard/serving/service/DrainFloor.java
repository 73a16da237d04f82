package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.journal.Journal;
import org.modelyard.journal.JournalFull;
import org.modelyard.journal.JournalSettings;
import org.modelyard.journal.Position;
import org.modelyard.journal.WhenFull;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Signature;
import org.modelyard.monitoring.model.ProfileLayout;
import org.modelyard.platform.entity.UuidColumn;
import org.modelyard.platform.model.Ids;
import org.modelyard.serving.entity.HourCountsTable;
import org.modelyard.serving.entity.JournalPositions;
import org.modelyard.serving.model.Accounting;
import org.modelyard.serving.model.ClassScores;
import org.modelyard.serving.model.HourCounts;
import org.modelyard.serving.model.HourKey;
import org.modelyard.serving.model.InferenceEncoder;
import org.modelyard.serving.model.InferenceOutcome;
import org.modelyard.serving.model.InferenceRecord;
import org.modelyard.serving.model.RoutingReason;
import org.modelyard.serving.model.VersionShape;

/** A journal on disk and a database that it is drained into. */
abstract class DrainFloor {

    static final String NODE = "7c0e0f5e-6f0e-4b53-9c57-0a4f1f9f2b11";
    static final FeatureSpec AGE = new FeatureSpec("age", FeatureType.NUMERIC);
    static final Signature SIGNATURE =
            new Signature(Task.CLASSIFICATION, List.of(new Signature.Input(AGE, true)), List.of("no", "yes"));
    static final long HOUR_MICROS = 3_600_000_000L;

    @SuppressWarnings("NullAway.Init")
    @TempDir
    Path dir;

    final JdbcDataSource database = new JdbcDataSource();
    final ProfileLayout layout = layout();
    final VersionShape shape = new VersionShape(9, SIGNATURE, layout);

    @Nullable
    Accounting accounting;

    @BeforeEach
    void migrate() {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        Flyway.configure(getClass().getClassLoader())
                .dataSource(database)
                .locations("classpath:db/migration/common", "classpath:db/migration/h2")
                .load()
                .migrate();
    }

    Journal open() throws IOException, SQLException {
        JournalSettings settings =
                new JournalSettings(1 << 20, 64 << 20, Duration.ofMillis(20), false, WhenFull.REFUSE);
        return Journal.open(dir.resolve("journal"), settings, stored());
    }

    Position stored() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return new JournalPositions(NODE).load(connection);
        }
    }

    InferenceDrain drain(Journal journal, DataSource source) {
        return new InferenceDrain(
                source, journal, NODE, id -> Optional.of(shape), id -> accounting, 500, Clock.systemUTC());
    }

    static int drainAll(Journal journal, InferenceDrain drain) throws Exception {
        int all = 0;
        do {
            all += drain.drain(Duration.ZERO);
        } while (journal.stats().undrainedRecords() > 0);
        drain.close();
        return all;
    }

    static List<UUID> append(Journal journal, int rows, long micros) throws JournalFull {
        InferenceEncoder encoder = new InferenceEncoder();
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            InferenceRecord record = record(micros + i, i % 100);
            ids.add(record.inferenceId());
            journal.append(encoder.encode(record));
        }
        return ids;
    }

    static InferenceRecord record(long micros, double age) {
        return new InferenceRecord(
                Ids.next(),
                micros,
                50,
                100,
                150,
                200,
                "main",
                RoutingReason.DEPLOYMENT,
                null,
                InferenceOutcome.ANSWERED,
                new InputRow(new double[] {age}, new String[1]),
                1,
                "yes",
                0.75,
                new ClassScores(new int[] {1, 0}, new float[] {0.75f, 0.25f}),
                120,
                null,
                null,
                "{\"vip\":true}",
                micros - HOUR_MICROS);
    }

    HourCounts hour(long micros) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return new HourCountsTable(NODE)
                    .load(connection, HourKey.of(record(micros, 0), 9), layout)
                    .orElseThrow();
        }
    }

    Set<UUID> ids() throws SQLException {
        Set<UUID> ids = new TreeSet<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select id from inference")) {
            while (row.next()) {
                assertThat(ids.add(UuidColumn.of(row.getBytes(1)))).isTrue();
            }
        }
        return ids;
    }

    String one(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    void update(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    static ProfileLayout layout() {
        double[] ages = new double[1_000];
        int[] labels = new int[1_000];
        for (int i = 0; i < ages.length; i++) {
            ages[i] = i / 10.0;
            labels[i] = i % 2;
        }
        return ProfileLayout.of(table(ages, labels), List.of("no", "yes"));
    }

    static Table table(double[] ages, int[] labels) {
        return new Table(
                new Schema(Task.CLASSIFICATION, "label", List.of(AGE)),
                List.of(new Column.Numbers(ages)),
                new Column.Categories(labels, new String[] {"no", "yes"}));
    }
}
