package org.modelyard.serving.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modelyard.ml.score.InputRow;
import org.modelyard.platform.entity.MigratedDatabase;
import org.modelyard.platform.model.Ids;
import org.modelyard.serving.model.ClassScores;
import org.modelyard.serving.model.InferenceOutcome;
import org.modelyard.serving.model.InferenceRecord;
import org.modelyard.serving.model.LoggedInference;
import org.modelyard.serving.model.RoutingReason;

/** What was logged of a unit is found in all runs, the newest first, as it would be without runs. */
class UnitLookupTest {

    private static final int MOST = 1_000;

    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = MigratedDatabase.open().getConnection();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void rows_of_many_runs_come_newest_first_and_not_more_than_wanted() throws SQLException {
        for (int run = 0; run < 100; run++) { // more than are looked through at once
            write(row("user-" + run % 2, 1_000 + run, 5, "main"), row("other", 1_000 + run, 5, "main"));
        }
        assertThat(one("select count(distinct unit_run) from inference")).isEqualTo(100);
        assertThat(times(UnitLookup.all(connection, 1, "user-1", MOST))).containsExactlyElementsOf(odd(1_001, 1_100));
        assertThat(times(UnitLookup.all(connection, 1, "user-1", 3))).containsExactly(1_099L, 1_097L, 1_095L);
        assertThat(UnitLookup.all(connection, 1, "nobody", MOST)).isEmpty();
        assertThat(UnitLookup.all(connection, 2, "user-1", MOST)).isEmpty();
    }

    @Test
    void what_was_written_late_stands_where_its_time_is() throws SQLException {
        write(row("u", 100, 5, "main"), row("u", 500, 5, "main")); // a clock was set back in between
        for (int i = 0; i < 40; i++) {
            write(row("u", 200 + i, 5, "main"));
        }
        assertThat(times(UnitLookup.all(connection, 1, "u", 2))).containsExactly(500L, 239L);
        assertThat(times(UnitLookup.all(connection, 1, "u", MOST)))
                .hasSize(42)
                .isSortedAccordingTo(Collections.reverseOrder())
                .endsWith(200L, 100L);
    }

    @Test
    void rows_without_a_run_are_found_too() throws SQLException {
        write(row("u", 300, 5, "main"));
        write(row("u", 200, 5, "main"), row("u", 900, 5, "main"));
        try (Statement update = connection.createStatement()) { // as they were before there were runs, or are restored
            update.executeUpdate("update inference set unit_run = 0 where at >= timestamp '1970-01-01 00:00:00.0009'");
        }
        assertThat(times(UnitLookup.all(connection, 1, "u", MOST))).containsExactly(900L, 300L, 200L);
        assertThat(times(answered("u", null, 0, 1_000, MOST))).containsExactly(900L, 300L, 200L);
    }

    @Test
    void answers_are_those_of_the_window_and_the_model_without_shadows_and_failures() throws SQLException {
        for (int i = 0; i < 30; i++) {
            write(
                    row("u", 100 + 10 * i, 5 + i % 2, null),
                    row("u", 101 + 10 * i, 5, "shadow"),
                    row("u", 102 + 10 * i, 5, InferenceOutcome.FAILED, "main"));
        }
        assertThat(times(answered("u", null, 110, 140, MOST))).containsExactly(140L, 130L, 120L, 110L);
        assertThat(times(answered("u", 6L, 110, 140, MOST))).containsExactly(130L, 110L);
        assertThat(times(answered("u", null, 0, 1_000, 2))).containsExactly(390L, 380L);
        assertThat(answered("u", 7L, 0, 1_000, MOST)).isEmpty();
    }

    @Test
    void a_unit_is_found_by_the_index_of_units_alone() throws SQLException {
        write(row("u", 100, 5, "main"));
        try (Statement explain = connection.createStatement();
                ResultSet plan = explain.executeQuery("explain select e.id from table(k bigint = array[1, 2]) w join"
                        + " inference e on e.organisation_id = 1 and e.unit_run = w.k and e.unit = 'u' and e.at >="
                        + " timestamp '2026-01-01 00:00:00' order by e.at desc limit 10")) {
            plan.next();
            String index = plan.getString(1).replaceAll("\\s+", " ");
            assertThat(index).contains("PUBLIC.INFERENCE_UNIT: ORGANISATION_ID").contains("AND UNIT_RUN = W.K */");
        }
    }

    @Test
    void a_run_ends_when_it_is_full_and_a_failed_one_is_not_gone_on_with() throws SQLException {
        InferenceLogWriter log = new InferenceLogWriter();
        for (int batch = 0; batch < 5; batch++) {
            log.insert(
                    connection,
                    IntStream.range(0, 1_000)
                            .mapToObj(i -> row("u" + i, 100, 5, "main"))
                            .toList());
        }
        assertThat(one("select count(distinct unit_run) from inference")).isEqualTo(2);
        log.forget();
        log.insert(connection, List.of(row("u", 100, 5, "main")));
        assertThat(one("select max(unit_run) from inference")).isEqualTo(3);
        assertThat(one("select count(*) from inference_run where from_micros = 100 and until_micros = 100"))
                .isEqualTo(3);
    }

    @Test
    void runs_go_with_their_last_rows() throws SQLException {
        write(row(idOf(1), "u", 1_000, 5, InferenceOutcome.ANSWERED, "main"));
        write(row(idOf(2), "u", 2_000, 5, InferenceOutcome.ANSWERED, "main"));
        int deleted = new InferenceRetention().deleteSome(connection, Instant.EPOCH.plusMillis(2));
        assertThat(deleted).isEqualTo(1);
        assertThat(one("select count(*) from inference_run")).isEqualTo(1);
        assertThat(times(UnitLookup.all(connection, 1, "u", MOST))).containsExactly(2_000L);
    }

    private List<UnitLookup.Found> answered(String unit, @Nullable Long model, long from, long to, int most)
            throws SQLException {
        return UnitLookup.answered(
                connection,
                1,
                unit,
                model,
                Instant.EPOCH.plusNanos(1_000 * from),
                Instant.EPOCH.plusNanos(1_000 * to),
                most);
    }

    /** In microseconds. */
    private static List<Long> times(List<UnitLookup.Found> found) {
        return found.stream().map(one -> one.at().getNano() / 1_000L).toList();
    }

    /** From the higher to the lower. */
    private static List<Long> odd(int from, int to) {
        List<Long> odd = new ArrayList<>();
        for (long i = from; i < to; i += 2) {
            odd.add(0, i);
        }
        return odd;
    }

    /** A run of its own. */
    private void write(LoggedInference... rows) throws SQLException {
        new InferenceLogWriter().insert(connection, List.of(rows));
    }

    private static LoggedInference row(String unit, long micros, long model, @Nullable String variant) {
        return row(unit, micros, model, InferenceOutcome.ANSWERED, variant);
    }

    private static LoggedInference row(
            String unit, long micros, long model, InferenceOutcome outcome, @Nullable String variant) {
        return row(Ids.next(), unit, micros, model, outcome, variant);
    }

    private static UUID idOf(long millis) {
        return new UUID(millis << 16 | 0x7000, 0x8000000000000001L);
    }

    private static LoggedInference row(
            UUID id, String unit, long micros, long model, InferenceOutcome outcome, @Nullable String variant) {
        InferenceRecord record = new InferenceRecord(
                id,
                micros,
                1,
                100,
                150,
                200,
                variant,
                RoutingReason.DEPLOYMENT,
                unit,
                outcome,
                InputRow.empty(0),
                -1,
                null,
                Double.NaN,
                ClassScores.NONE,
                120,
                null,
                null,
                null,
                InferenceRecord.UNSAID);
        return new LoggedInference(record, model, "{}", null, null);
    }

    private long one(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
