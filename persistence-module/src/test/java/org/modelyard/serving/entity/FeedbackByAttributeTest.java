package org.modelyard.serving.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.entity.MigratedDatabase;
import org.modelyard.platform.entity.UuidColumn;
import org.modelyard.serving.entity.FeedbackTallies.Matter;
import org.modelyard.serving.entity.FeedbackTallies.Tally;

class FeedbackByAttributeTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    /** All of the JSON object before its first comma, as {@code {"plan":"free"}. */
    private static final Function<String, @Nullable String> PLAN =
            json -> json.startsWith("{\"plan\"") ? json.substring(0, json.indexOf(',')) : null;

    private static final Function<String, @Nullable String> WHOLE = json -> json;

    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    private long id;

    @BeforeEach
    void tables() throws SQLException {
        connection = MigratedDatabase.open().getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("set referential_integrity false");
            statement.execute("delete from feedback");
            statement.execute("delete from inference");
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void units_of_many_sessions_are_told_apart_by_their_plan_alone() throws SQLException {
        for (int i = 0; i < FeedbackTallies.MOST_GROUPS + 50; i++) {
            told(answer("{\"plan\":\"" + (i % 2 == 0 ? "free" : "Free") + "\",\"session\":" + i + "}"), i % 4 == 0, 0);
        }
        told(answer("{\"session\":1}"), true, 0);
        told(answer(null), true, 0);
        assertThat(tallies(Matter.HELPFUL, 0, PLAN))
                .containsExactlyInAnyOrder(
                        new Tally("{\"plan\":\"free\"", 5_025, 2_513), new Tally("{\"plan\":\"Free\"", 5_025, 0));
        assertThat(tallies(Matter.USED, 0, PLAN)).isEmpty();
        assertThat(tallies(Matter.HELPFUL, 9, PLAN))
                .as("of another environment")
                .isEmpty();
        assertThat(found(0, PLAN, FeedbackTallies.MOST_ROWS).tooManyGroups()).isFalse();
        assertThat(found(0, WHOLE, FeedbackTallies.MOST_ROWS).tooManyGroups()).isTrue();
    }

    @Test
    void the_latest_word_counts() throws SQLException {
        UUID answer = answer("{\"plan\":\"free\",\"session\":1}");
        told(answer, true, 0);
        told(answer, false, 1);
        assertThat(tallies(Matter.HELPFUL, 0, PLAN)).containsExactly(new Tally("{\"plan\":\"free\"", 1, 0));
    }

    /** Each matter has a last word of its own, and all are found in one pass. */
    @Test
    void a_later_word_on_something_else_changes_nothing() throws SQLException {
        UUID answer = answer("{\"plan\":\"free\",\"session\":1}");
        told(answer, true, 0);
        told(answer, "accepted", false, 1);
        told(answer, "used", true, 2);
        told(answer, "correct", false, 3);
        FeedbackTallies.ByAttribute found = found(0, PLAN, FeedbackTallies.MOST_ROWS);
        assertThat(found.of(Matter.HELPFUL)).containsExactly(new Tally("{\"plan\":\"free\"", 1, 1));
        assertThat(found.of(Matter.USED)).containsExactly(new Tally("{\"plan\":\"free\"", 1, 1));
        assertThat(found.of(Matter.CORRECT)).containsExactly(new Tally("{\"plan\":\"free\"", 1, 0));
    }

    @Test
    void more_words_than_may_be_read_are_told() throws SQLException {
        for (int i = 0; i < 4; i++) {
            told(answer("{\"plan\":\"free\",\"session\":1}"), true, 0);
        }
        assertThat(found(0, PLAN, 3).tooManyRows()).isTrue();
        assertThat(found(0, PLAN, 4).tooManyRows()).isFalse();
    }

    @Test
    void two_things_are_counted_together_by_the_last_word() throws SQLException {
        UUID free = answer("{\"plan\":\"free\",\"session\":1}");
        told(free, true, 0);
        told(free, "used", true, 1);
        told(free, false, 2);
        told(answer("{\"plan\":\"paid\",\"session\":1}"), true, 0);
        told(answer("{\"session\":1}"), true, 0);
        told(answer(null), true, 0);
        List<String> counted = new ArrayList<>();
        assertThat(crossed(6, counted)).isTrue();
        assertThat(counted)
                .containsExactlyInAnyOrder(
                        "{\"plan\":\"free\" 2026-01-31T12:00:00Z USED 1 1",
                        "{\"plan\":\"free\" 2026-01-31T12:00:00Z HELPFUL 1 0",
                        "{\"plan\":\"paid\" 2026-01-31T12:00:00Z HELPFUL 1 1");
        assertThat(crossed(5, counted)).as("more than may be read").isFalse();
    }

    /** Only so many groups are read: those without a name must not be among them. */
    @Test
    void groups_of_which_one_is_not_said_take_no_place_of_the_others() throws SQLException {
        for (int i = 0; i < 4; i++) {
            told(answer(null), i > 0, 0);
        }
        List<String> counted = new ArrayList<>();
        String sql = FeedbackTallies.crossed(Matter.HELPFUL, "f.label", "f.variant", 0);
        try (Statement statement = connection.createStatement();
                PreparedStatement select = connection.prepareStatement(sql)) {
            statement.execute("update feedback set label = case when id < 3 then 'yes' end,"
                    + " variant = case when id in (1, 2, 3) then 'main' end");
            select.setLong(1, 1);
            select.setLong(2, 3);
            select.setObject(3, at(-60));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    counted.add(rows.getString(1) + " " + rows.getString(2) + " " + rows.getLong(3) + " "
                            + rows.getLong(4));
                }
            }
        }
        assertThat(counted).containsExactly("yes main 2 1");
    }

    private boolean crossed(int mostRows, List<String> counted) throws SQLException {
        return new FeedbackRows(connection, mostRows)
                .crossed(
                        1,
                        3,
                        0,
                        NOON.minusSeconds(60),
                        row -> row.attributes() == null ? null : PLAN.apply(row.attributes()),
                        row -> row.at().toString(),
                        (first, second, matter, told, positive) ->
                                counted.add(first + " " + second + " " + matter + " " + told + " " + positive));
    }

    private List<Tally> tallies(Matter matter, long environment, Function<String, @Nullable String> value)
            throws SQLException {
        return found(environment, value, FeedbackTallies.MOST_ROWS).of(matter);
    }

    private FeedbackTallies.ByAttribute found(long environment, Function<String, @Nullable String> value, int mostRows)
            throws SQLException {
        return new FeedbackByAttribute(connection, mostRows)
                .of(1, 3, environment, NOON.minusSeconds(60), FeedbackTallies.Said.ATTRIBUTES, value);
    }

    private static LocalDateTime at(long seconds) {
        return LocalDateTime.ofInstant(NOON.plusSeconds(seconds), ZoneOffset.UTC);
    }

    private UUID answer(@Nullable String attributes) throws SQLException {
        UUID inference = UUID.randomUUID();
        try (PreparedStatement insert = connection.prepareStatement("insert into inference (id, organisation_id,"
                + " model_id, model_version_id, deployment_id, environment_id, reason, at, outcome, inputs,"
                + " latency_micros, attributes) values (?, 1, 3, 1, 1, 1, 'DEPLOYMENT', ?, 'ANSWERED', '{}', 1, ?)")) {
            insert.setBytes(1, UuidColumn.bytes(inference));
            insert.setObject(2, at(0));
            insert.setString(3, attributes);
            insert.executeUpdate();
        }
        return inference;
    }

    private void told(UUID inference, boolean helpful, long seconds) throws SQLException {
        told(inference, "helpful", helpful, seconds);
    }

    private void told(UUID inference, String column, boolean value, long seconds) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into feedback (id, public_id,"
                + " organisation_id, inference_id, model_id, environment_id, " + column
                + ", inference_at, observed_at, created_at,"
                + " created_by, state) values (?, random_uuid(), 1, ?, 3, 1, ?, ?, ?, ?, 'a', 'JOINED')")) {
            insert.setLong(1, ++id);
            insert.setBytes(2, UuidColumn.bytes(inference));
            insert.setBoolean(3, value);
            insert.setObject(4, at(0));
            insert.setObject(5, at(seconds));
            insert.setObject(6, at(seconds));
            insert.executeUpdate();
        }
    }
}
