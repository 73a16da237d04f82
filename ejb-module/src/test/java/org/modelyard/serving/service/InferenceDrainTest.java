package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
import org.modelyard.serving.model.ClassScores;
import org.modelyard.serving.model.HourCounts;
import org.modelyard.serving.model.HourKey;
import org.modelyard.serving.model.InferenceEncoder;
import org.modelyard.serving.model.InferenceOutcome;
import org.modelyard.serving.model.InferenceRecord;
import org.modelyard.serving.model.RefusedRequest;
import org.modelyard.serving.model.RoutingReason;
import org.modelyard.serving.model.VersionShape;

class InferenceDrainTest {

    private static final String NODE = "7c0e0f5e-6f0e-4b53-9c57-0a4f1f9f2b11";
    private static final FeatureSpec AGE = new FeatureSpec("age", FeatureType.NUMERIC);
    private static final Signature SIGNATURE =
            new Signature(Task.CLASSIFICATION, List.of(new Signature.Input(AGE, true)), List.of("no", "yes"));
    private static final long HOUR_MICROS = 3_600_000_000L;

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path dir;

    private final JdbcDataSource database = new JdbcDataSource();
    private final ProfileLayout layout = layout();
    private final VersionShape shape = new VersionShape(9, SIGNATURE, layout);

    @BeforeEach
    void migrate() {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        Flyway.configure(getClass().getClassLoader())
                .dataSource(database)
                .locations("classpath:db/migration/common", "classpath:db/migration/h2")
                .load()
                .migrate();
    }

    @Test
    void every_record_becomes_one_row_with_its_names_and_scores() throws Exception {
        try (Journal journal = open()) {
            List<UUID> ids = append(journal, 2_500, 0);
            assertThat(drainAll(journal, drain(journal, database))).isEqualTo(2_500);
            assertThat(ids()).containsExactlyInAnyOrderElementsOf(ids);
        }
        assertThat(one("select inputs from inference order by at fetch first row only"))
                .isEqualTo("{\"age\":0}");
        assertThat(one("select scores from inference order by at fetch first row only"))
                .isEqualTo("{\"yes\":0.75,\"no\":0.25}");
        assertThat(one("select count(*) from inference where model_id = 9 and label = 'yes' and score = 0.75"))
                .isEqualTo("2500");
        assertThat(one("select count(*) from inference where attributes = '{\"vip\":true}'"
                        + " and occurred_at = dateadd(hour, -1, at)"))
                .isEqualTo("2500");
    }

    @Test
    void a_request_that_was_refused_as_a_whole_is_a_row_and_counts_for_no_version() throws Exception {
        try (Journal journal = open()) {
            InferenceRecord refused = new RefusedRequest("no \"such\" model", 404, "nothing answers there")
                    .record(Ids.next(), 7, 50, 120);
            journal.append(new InferenceEncoder().encode(refused));
            assertThat(drainAll(journal, drain(journal, database))).isEqualTo(1);
            assertThat(ids()).containsExactly(refused.inferenceId());
        }
        assertThat(
                        one(
                                "select dimensions from inference where outcome = 'REFUSED' and reason = 'NONE' and model_version_id = 0"))
                .isEqualTo(
                        "{\"model\":\"no \\\"such\\\" model\",\"status\":404,\"problem\":\"nothing answers there\"}");
        assertThat(one("select count(*) from histogram_hour")).isEqualTo("0");
    }

    @Test
    void a_process_that_dies_after_the_commit_leaves_no_row_twice() throws Exception {
        List<UUID> ids;
        try (Journal journal = open()) {
            ids = append(journal, 700, 0);
            InferenceDrain dying =
                    drain(journal, new FlakyDataSource(database, FlakyDataSource.Call.AFTER_COMMIT).database());
            assertThatThrownBy(() -> dying.drain(Duration.ZERO)).isInstanceOf(SQLException.class);
            dying.close();
        }
        try (Journal journal = open()) {
            ids.addAll(append(journal, 50, 0));
            drainAll(journal, drain(journal, database));
        }
        assertThat(ids()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(one("select requests from histogram_hour")).isEqualTo("750");
    }

    @Test
    void a_commit_whose_end_was_never_learnt_is_not_repeated_by_the_same_process() throws Exception {
        try (Journal journal = open()) {
            List<UUID> ids = append(journal, 700, 0);
            FlakyDataSource flaky = new FlakyDataSource(database, FlakyDataSource.Call.AFTER_COMMIT);
            InferenceDrain drain = drain(journal, flaky.database());
            assertThatThrownBy(() -> drain.drain(Duration.ZERO)).isInstanceOf(SQLException.class);
            flaky.heal();
            drainAll(journal, drain);
            assertThat(ids()).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(one("select requests from histogram_hour")).isEqualTo("700");
        }
    }

    @Test
    void a_process_that_dies_before_the_commit_loses_nothing() throws Exception {
        List<UUID> ids;
        try (Journal journal = open()) {
            ids = append(journal, 700, 0);
            InferenceDrain dying =
                    drain(journal, new FlakyDataSource(database, FlakyDataSource.Call.BEFORE_COMMIT).database());
            assertThatThrownBy(() -> dying.drain(Duration.ZERO)).isInstanceOf(SQLException.class);
            dying.close();
            assertThat(ids()).isEmpty();
        }
        try (Journal journal = open()) {
            drainAll(journal, drain(journal, database));
        }
        assertThat(ids()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(one("select requests from histogram_hour")).isEqualTo("700");
    }

    @Test
    void hours_are_added_up_over_batches_and_restarts() throws Exception {
        try (Journal journal = open()) {
            append(journal, 1_000, 0);
            append(journal, 300, HOUR_MICROS);
            drainAll(journal, drain(journal, database));
        }
        try (Journal journal = open()) {
            append(journal, 200, 0);
            drainAll(journal, drain(journal, database));
        }
        HourCounts first = hour(0);
        assertThat(first.requests()).isEqualTo(1_200);
        assertThat(first.histograms()).isNotNull();
        assertThat(first.histograms().rows()).isEqualTo(1_200);
        assertThat(first.histograms().labelCounts()).containsExactly(0, 0, 1_200, 0);
        assertThat(hour(HOUR_MICROS).requests()).isEqualTo(300);
    }

    @Test
    void rows_of_a_version_that_is_gone_are_kept_by_position() throws Exception {
        try (Journal journal = open()) {
            append(journal, 3, 0);
            InferenceDrain drain =
                    new InferenceDrain(database, journal, NODE, id -> Optional.empty(), 500, Clock.systemUTC());
            drainAll(journal, drain);
        }
        assertThat(one("select count(*) from inference where inputs like '{\"0\":%'"))
                .isEqualTo("3");
    }

    @Test
    void the_thread_stops_cleanly_and_drains_what_is_left() throws Exception {
        try (Journal journal = open()) {
            DrainThread draining = new DrainThread(drain(journal, database));
            Thread thread = new Thread(draining);
            thread.start();
            append(journal, 2_000, 0);
            draining.stop();
            thread.join();
            assertThat(draining.rows()).isEqualTo(2_000);
            assertThat(journal.stats().undrainedRecords()).isZero();
        }
    }

    private Journal open() throws IOException, SQLException {
        JournalSettings settings =
                new JournalSettings(1 << 20, 64 << 20, Duration.ofMillis(20), false, WhenFull.REFUSE);
        return Journal.open(dir.resolve("journal"), settings, stored());
    }

    private Position stored() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return new JournalPositions(NODE).load(connection);
        }
    }

    private InferenceDrain drain(Journal journal, DataSource source) {
        return new InferenceDrain(source, journal, NODE, id -> Optional.of(shape), 500, Clock.systemUTC());
    }

    private static int drainAll(Journal journal, InferenceDrain drain) throws Exception {
        int all = 0;
        do {
            all += drain.drain(Duration.ZERO);
        } while (journal.stats().undrainedRecords() > 0);
        drain.close();
        return all;
    }

    private static List<UUID> append(Journal journal, int rows, long micros) throws JournalFull {
        InferenceEncoder encoder = new InferenceEncoder();
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            InferenceRecord record = record(micros + i, i % 100);
            ids.add(record.inferenceId());
            journal.append(encoder.encode(record));
        }
        return ids;
    }

    private static InferenceRecord record(long micros, double age) {
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

    private HourCounts hour(long micros) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return new HourCountsTable(NODE)
                    .load(connection, HourKey.of(record(micros, 0), 9), layout)
                    .orElseThrow();
        }
    }

    private Set<UUID> ids() throws SQLException {
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

    private String one(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    private static ProfileLayout layout() {
        double[] ages = new double[1_000];
        int[] labels = new int[1_000];
        for (int i = 0; i < ages.length; i++) {
            ages[i] = i / 10.0;
            labels[i] = i % 2;
        }
        return ProfileLayout.of(table(ages, labels), List.of("no", "yes"));
    }

    private static Table table(double[] ages, int[] labels) {
        return new Table(
                new Schema(Task.CLASSIFICATION, "label", List.of(AGE)),
                List.of(new Column.Numbers(ages)),
                new Column.Categories(labels, new String[] {"no", "yes"}));
    }
}
