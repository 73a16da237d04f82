package org.modelyard.experiment.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.modelyard.experiment.analysis.Sample;
import org.modelyard.experiment.model.ExperimentMetric;
import org.modelyard.experiment.model.MetricKind;
import org.modelyard.experiment.model.MetricSource;
import org.modelyard.ml.score.InputRow;
import org.modelyard.platform.entity.MigratedDatabase;
import org.modelyard.platform.entity.UuidColumn;
import org.modelyard.serving.model.ClassScores;
import org.modelyard.serving.model.ExperimentArm;
import org.modelyard.serving.model.InferenceOutcome;
import org.modelyard.serving.model.InferenceRecord;
import org.modelyard.serving.model.RoutingReason;

/** An experiment whose units are answered, what is said of the answers, and another experiment. */
abstract class AnswersFloor {

    static final long EXPERIMENT = 7;
    static final long ORGANISATION = 1;
    static final long WINDOW = 1_000;

    @SuppressWarnings("NullAway.Init")
    Connection connection;

    @SuppressWarnings("NullAway.Init")
    ExperimentSums sums;

    private long feedback = 1_000;

    @BeforeEach
    void tables() throws SQLException {
        connection = MigratedDatabase.open().getConnection();
        sums = new ExperimentSums(() -> connection);
        try (Statement insert = connection.createStatement()) {
            insert.execute("insert into organisation select " + ORGANISATION
                    + ", 'tested', timestamp '2026-01-01 00:00:00' where not exists (select 1 from organisation where id = "
                    + ORGANISATION + ")");
            for (long experiment = EXPERIMENT; experiment <= EXPERIMENT + 1; experiment++) {
                insert.execute(
                        "insert into experiment (id, public_id, organisation_id, name, state, traffic, slot_from, salt, plan,"
                                + " created_by, created_at, changes) values (" + experiment + ", random_uuid(), "
                                + ORGANISATION + ", 'e" + experiment
                                + "', 'RUNNING', 10000, 0, 's', '{}', 'a', timestamp '2026-01-01 00:00:00', 1)");
            }
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    void plan(String json) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update experiment set plan = ?")) {
            update.setString(1, json);
            update.executeUpdate();
        }
    }

    static ExperimentMetric metric(MetricKind kind, String event, @Nullable String below) {
        return new ExperimentMetric(kind, event, below, null, false, MetricSource.FEEDBACK);
    }

    Sample sample(ExperimentMetric metric) throws SQLException {
        return Objects.requireNonNull(
                sums.samples(EXPERIMENT, metric, WINDOW, 100).get(0));
    }

    void store(InferenceRecord... inferences) throws SQLException {
        store(new ExperimentAnswers(), inferences);
    }

    void store(ExperimentAnswers answers, InferenceRecord... inferences) throws SQLException {
        answers.insert(connection, List.of(inferences));
        answers.expose(connection);
    }

    void told(InferenceRecord of, String column, boolean value, long atMillis) throws SQLException {
        told(of, column, value, atMillis, ORGANISATION);
    }

    void told(InferenceRecord of, String column, boolean value, long atMillis, long organisation) throws SQLException {
        insert(of, column, value, atMillis, organisation);
    }

    void rated(InferenceRecord of, double rating, long atMillis) throws SQLException {
        insert(of, "rating", rating, atMillis, ORGANISATION);
    }

    void worth(InferenceRecord of, double value, long atMillis) throws SQLException {
        insert(of, "number_value", value, atMillis, ORGANISATION);
    }

    private void insert(InferenceRecord of, String column, Object value, long atMillis, long organisation)
            throws SQLException {
        try (Statement free = connection.createStatement()) {
            free.execute("set referential_integrity false"); // feedback of organisations that are no rows here
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into feedback (id, public_id, organisation_id, inference_id, observed_at, created_at, created_by, state, "
                        + column + ") values (?, random_uuid(), ?, ?, ?, ?, 'a', 'JOINED', ?)")) {
            LocalDateTime at = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC).plusNanos(atMillis * 1_000_000);
            insert.setLong(1, feedback++);
            insert.setLong(2, organisation);
            insert.setBytes(3, UuidColumn.bytes(of.inferenceId()));
            insert.setObject(4, at);
            insert.setObject(5, at);
            insert.setObject(6, value);
            insert.executeUpdate();
        }
    }

    long one(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                java.sql.ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        }
    }

    static InferenceRecord outcome(InferenceRecord of, InferenceOutcome outcome) {
        return record(of.unit(), Objects.requireNonNull(of.arm()), of.timeMicros(), of.latencyMicros(), outcome);
    }

    static InferenceRecord answer(String unit, int place, long atMillis, long latencyMicros) {
        return record(
                unit,
                new ExperimentArm(EXPERIMENT, place),
                atMillis * 1_000 + 7,
                latencyMicros,
                InferenceOutcome.ANSWERED);
    }

    static InferenceRecord saying(InferenceRecord of, @Nullable String attributes, @Nullable String dimensions) {
        return record(
                of.unit(),
                Objects.requireNonNull(of.arm()),
                of.timeMicros(),
                of.latencyMicros(),
                of.outcome(),
                attributes,
                dimensions);
    }

    private static InferenceRecord record(
            @Nullable String unit, ExperimentArm arm, long timeMicros, long latencyMicros, InferenceOutcome outcome) {
        return record(unit, arm, timeMicros, latencyMicros, outcome, null, null);
    }

    private static InferenceRecord record(
            @Nullable String unit,
            ExperimentArm arm,
            long timeMicros,
            long latencyMicros,
            InferenceOutcome outcome,
            @Nullable String attributes,
            @Nullable String dimensions) {
        return new InferenceRecord(
                        UUID.randomUUID(),
                        timeMicros,
                        ORGANISATION,
                        2,
                        3,
                        4,
                        "v",
                        RoutingReason.EXPERIMENT,
                        unit,
                        outcome,
                        InputRow.empty(0),
                        0,
                        "yes",
                        1,
                        ClassScores.NONE,
                        latencyMicros,
                        dimensions,
                        null,
                        attributes,
                        InferenceRecord.UNSAID)
                .in(arm);
    }
}
