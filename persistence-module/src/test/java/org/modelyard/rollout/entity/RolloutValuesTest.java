package org.modelyard.rollout.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.entity.MigratedDatabase;
import org.modelyard.rollout.model.Repeats;
import org.modelyard.rollout.model.RolloutEvidence;
import org.modelyard.rollout.model.Worth;

class RolloutValuesTest {

    private static final long CHAMPION = 10;
    private static final long CANDIDATE = 11;
    private static final int UNITS = 30;
    private static final RolloutCounts.Compared COMPARED = new RolloutCounts.Compared(1, 3, CHAMPION, CANDIDATE);

    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    private long id;

    @BeforeEach
    void tables() throws SQLException {
        connection = MigratedDatabase.open().getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("set referential_integrity false");
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void values_are_added_up_by_side_and_step() throws SQLException {
        told(CHAMPION, 1_000, "a", 2.0);
        told(CHAMPION, 1_500, "b", 0.0);
        told(CHAMPION, 1_600, "c", null);
        told(CANDIDATE, 9_999, "d", -3.0);
        told(CANDIDATE, 12_000, "e", 4.0);
        told(99, 1_000, "f", 100.0);
        RolloutValues.Sides sides = sides(List.of(1_000L, 10_000L));
        assertThat(sides.champion()).containsExactly(new Worth(2, 1, 2, 4), Worth.NONE);
        assertThat(sides.candidate()).containsExactly(new Worth(1, 1, -3, 9), new Worth(1, 1, 4, 16));
    }

    /** Whoever names the champion, or is sent there by an experiment, could not have got the candidate. */
    @Test
    void what_was_never_divided_does_not_count() throws SQLException {
        told(CHAMPION, 1_000, "a", 2.0);
        told(CHAMPION, "main", 1_000, "b", 100.0, null);
        told(CHAMPION, "green", 1_000, "c", 100.0, null);
        assertThat(sides(List.of(1_000L)).champion()).containsExactly(new Worth(1, 1, 2, 4));
    }

    @Test
    void the_latest_word_on_an_answer_counts() throws SQLException {
        told(CHAMPION, 1_000, "a", 2.0);
        told(CHAMPION, 1_000, "a", 5.0);
        told(CHAMPION, 1_000, "a", null);
        assertThat(sides(List.of(1_000L)).champion()).containsExactly(new Worth(1, 1, 5, 25));
    }

    @Test
    void values_beyond_all_measure_count_as_the_most() throws SQLException {
        told(CHAMPION, 1_000, "a", 1e300);
        told(CANDIDATE, 1_000, "b", -1e300);
        RolloutValues.Sides sides = sides(List.of(1_000L));
        assertThat(sides.champion()).containsExactly(new Worth(1, 1, RolloutValues.MOST, 1e24));
        assertThat(sides.candidate()).containsExactly(new Worth(1, 1, -RolloutValues.MOST, 1e24));
    }

    /** By the old share on one node and by the new one on the other: it says nothing about either. */
    @Test
    void what_is_answered_before_every_node_has_heard_of_a_share_belongs_to_no_step() throws SQLException {
        told(CHAMPION, 9_999, "before", 1.0);
        told(CHAMPION, 10_000, "changing", 1.0);
        told(CHAMPION, 10_000 + RolloutEvidence.HEARD_MILLIS, "after", 2.0);
        assertThat(sides(List.of(1_000L, 10_000L)).champion())
                .containsExactly(new Worth(1, 1, 1, 1), new Worth(1, 1, 2, 4));
        assertThat(StepTimes.of(List.of(1_000L, 10_000L, 10_100L)))
                .as("a step that is passed before anybody has heard of it has no time")
                .extracting(StepTimes::from, StepTimes::until)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(at(1_000), at(10_000)),
                        org.assertj.core.api.Assertions.tuple(at(11_000), at(11_000)),
                        org.assertj.core.api.Assertions.tuple(at(11_100), null));
    }

    /** Each unit is asked twice and yields the same twice; who names none is a unit of its own. */
    @Test
    void units_that_come_back_are_told_from_those_that_do_not() throws SQLException {
        for (int i = 0; i < UNITS; i++) {
            told(CHAMPION, 1_000, "a" + i, (double) (i % 3), "unit-" + i);
            told(CHAMPION, 2_000, "b" + i, (double) (i % 3), "unit-" + i);
            told(CANDIDATE, 1_500, "c" + i, (double) (i % 3), null);
        }
        RolloutValues.Sides sides = sides(List.of(1_000L));
        alike(Objects.requireNonNull(sides.championRepeats()));
        Repeats alone = Objects.requireNonNull(sides.candidateRepeats());
        assertThat(alone.units()).isEqualTo(UNITS);
        assertThat(alone.alike()).isCloseTo(UNITS, within(1e-9));
        assertThat(alone.inflation()).isCloseTo(1, within(1e-9));
    }

    @Test
    void a_unit_that_comes_back_in_another_step_is_the_same() throws SQLException {
        for (int i = 0; i < UNITS; i++) {
            told(CHAMPION, 1_000, "a" + i, (double) (i % 3), "unit-" + i);
            told(CHAMPION, 12_000, "b" + i, (double) (i % 3), "unit-" + i);
            told(CANDIDATE, 1_500, "c" + i, 1.0 + i % 2, "other-" + i);
            told(CANDIDATE, 12_500, "d" + i, 1.0 + i % 2, "else-" + i);
            told(CHAMPION, 10_500, "e" + i, 100.0, "unit-" + i);
        }
        RolloutValues.Sides sides = sides(List.of(1_000L, 10_000L));
        alike(Objects.requireNonNull(sides.championRepeats()));
        Repeats other = Objects.requireNonNull(sides.candidateRepeats());
        assertThat(other.units()).isEqualTo(2 * UNITS);
        assertThat(other.inflation()).isCloseTo(1, within(1e-9));
    }

    @Test
    void nothing_is_said_of_units_while_no_step_can_be_compared() throws SQLException {
        for (int i = 0; i < UNITS; i++) {
            told(CHAMPION, 1_000, "a" + i, 1.0, "unit");
        }
        assertThat(sides(List.of(1_000L)).championRepeats()).isNull();
    }

    private static void alike(Repeats pairs) {
        assertThat(pairs.units()).isEqualTo(UNITS);
        assertThat(pairs.active()).isEqualTo(UNITS * 2 / 3);
        assertThat(pairs.alike()).isCloseTo(UNITS, within(1e-9));
        double answers = 2.0 * UNITS;
        assertThat(pairs.inflation()).isCloseTo(2 * (UNITS / (UNITS - 1.0)) / (answers / (answers - 1)), within(1e-9));
    }

    private static Instant at(long millis) {
        return Instant.ofEpochMilli(millis);
    }

    private RolloutValues.Sides sides(List<Long> began) throws SQLException {
        return new RolloutValues(() -> connection).sides(COMPARED, StepTimes.of(began));
    }

    private void told(long deployment, long answeredAt, String inference, @Nullable Double value) throws SQLException {
        told(deployment, answeredAt, inference, value, null);
    }

    private void told(long deployment, long answeredAt, String inference, @Nullable Double value, @Nullable String unit)
            throws SQLException {
        told(deployment, deployment == CANDIDATE ? "candidate" : "champion", answeredAt, inference, value, unit);
    }

    /** Each a moment after the one before. */
    private void told(
            long deployment,
            String variant,
            long answeredAt,
            String inference,
            @Nullable Double value,
            @Nullable String unit)
            throws SQLException {
        id++;
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into feedback (id, public_id, organisation_id, inference_id, number_value, observed_at, created_at,"
                        + " created_by, state, model_id, deployment_id, inference_at, unit, variant)"
                        + " values (?, ?, 1, ?, ?, ?, ?, 'app', 'JOINED', 3, ?, ?, ?, ?)")) {
            insert.setLong(1, id);
            insert.setBytes(2, key("feedback" + id));
            insert.setBytes(3, key(inference));
            insert.setObject(4, value);
            insert.setObject(5, local(id));
            insert.setObject(6, local(id));
            insert.setLong(7, deployment);
            insert.setObject(8, local(answeredAt));
            insert.setString(9, unit);
            insert.setString(10, variant);
            insert.executeUpdate();
        }
    }

    private static LocalDateTime local(long millis) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    }

    private static byte[] key(String name) {
        return java.util.Arrays.copyOf(name.getBytes(java.nio.charset.StandardCharsets.UTF_8), 16);
    }
}
