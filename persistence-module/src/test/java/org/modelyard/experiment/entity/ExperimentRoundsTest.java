package org.modelyard.experiment.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modelyard.experiment.analysis.Sums;
import org.modelyard.experiment.model.BanditRound;
import org.modelyard.experiment.model.ExperimentMetric;
import org.modelyard.experiment.model.MetricKind;
import org.modelyard.experiment.model.OffPolicyReading;
import org.modelyard.experiment.model.OutcomeEvent;
import org.modelyard.platform.entity.MigratedDatabase;

class ExperimentRoundsTest {

    private static final ExperimentMetric CLICK =
            new ExperimentMetric(MetricKind.PROPORTION, "click", null, null, false);

    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    @SuppressWarnings("NullAway.Init")
    private ExperimentRounds rounds;

    @SuppressWarnings("NullAway.Init")
    private BanditExposures exposures;

    @BeforeEach
    void tables() throws SQLException {
        connection = MigratedDatabase.open().getConnection();
        rounds = new ExperimentRounds(() -> connection);
        exposures = new BanditExposures(() -> connection);
        try (Statement insert = connection.createStatement()) {
            insert.execute("insert into organisation (id, name, created_at) values (8, 'mine', now())");
            for (int id = 1; id <= 3; id++) {
                insert.execute(
                        "insert into experiment (id, public_id, organisation_id, name, state, traffic, slot_from,"
                                + " salt, plan, created_by, created_at, changes) values (" + id
                                + ", random_uuid(), 8, 'e" + id
                                + "', '" + (id == 2 ? "STOPPED" : "RUNNING")
                                + "', 10000, 0, 's', '{}', 'a', now(), 1)");
            }
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void the_newest_round_divides_and_says_when_the_next_is_due() throws SQLException {
        assertThat(rounds.latest(1)).isEmpty();
        assertThat(rounds.before(1, Long.MAX_VALUE, 5)).isEmpty();
        BanditRound first = round(1, 10, 5_000);
        BanditRound second = round(2, 20, 500);
        rounds.begin(1, first, 100);
        rounds.begin(2, first, 100);
        assertThat(rounds.latest(1)).contains(new ExperimentRounds.Stored(first, 100L));
        rounds.begin(1, second, 200);
        rounds.begin(1, round(3, 30, 700), 300);
        assertThat(rounds.latest(1)).contains(new ExperimentRounds.Stored(round(3, 30, 700), 300L));
        assertThat(rounds.all(1)).containsExactly(first, second, round(3, 30, 700));
        assertThat(rounds.before(1, Long.MAX_VALUE, 2))
                .containsExactly(
                        new ExperimentRounds.Stored(round(3, 30, 700), 300L),
                        new ExperimentRounds.Stored(second, null));
        assertThat(rounds.before(1, 2, 2)).containsExactly(new ExperimentRounds.Stored(first, null));
        assertThat(rounds.before(1, 1, 2)).isEmpty();
        assertThatThrownBy(() -> rounds.begin(1, second, 400))
                .as("no node stores a round again")
                .isInstanceOf(SQLIntegrityConstraintViolationException.class);
    }

    @Test
    void only_what_runs_is_due_and_it_may_be_put_off() throws SQLException {
        rounds.begin(1, round(1, 10, 5_000), 100);
        rounds.begin(2, round(1, 10, 5_000), 100);
        assertThat(rounds.due(99)).isEmpty();
        assertThat(rounds.due(100)).containsExactly(1L);
        rounds.begin(3, round(1, 10, 5_000), 90);
        assertThat(rounds.due(100)).as("the longest due first").containsExactly(3L, 1L);
        rounds.close(3, 1);
        rounds.postpone(1, 1, 150);
        assertThat(rounds.due(149)).isEmpty();
        assertThat(rounds.due(150)).containsExactly(1L);
        assertThat(rounds.latest(1).orElseThrow().dueMillis()).isEqualTo(150);
        rounds.begin(1, round(2, 20, 500), 300);
        assertThat(rounds.due(299)).as("what has been followed is due no more").isEmpty();
        assertThat(rounds.due(300)).containsExactly(1L);
        rounds.close(1, 2);
        assertThat(rounds.due(Long.MAX_VALUE)).isEmpty();
        assertThat(rounds.latest(1).orElseThrow().dueMillis()).isNull();
    }

    /** As two starts at once: an update that finds nothing locks, on MariaDB, what the other one inserts into. */
    @Test
    void a_first_round_updates_nothing() throws SQLException {
        List<String> statements = new ArrayList<>();
        Connection watched = (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, given) -> {
                    if (method.getName().equals("prepareStatement")) {
                        statements.add(String.valueOf(given[0]));
                    }
                    return method.invoke(connection, given);
                });
        ExperimentRounds those = new ExperimentRounds(() -> watched);
        those.begin(1, round(1, 10, 5_000), 100);
        assertThat(statements).singleElement().asString().startsWith("insert");
        those.begin(1, round(2, 20, 500), 200);
        assertThat(statements).hasSize(3).element(1).asString().contains("round_number = ?");
        assertThat(rounds.due(100)).isEmpty();
    }

    @Test
    void a_unit_keeps_what_it_was_given_first() throws SQLException {
        BanditExposures.Given first = new BanditExposures.Given(1, 1, 5_000);
        assertThat(exposures.of(1, "u")).isEmpty();
        assertThat(exposures.add(1, "u", first, 100, 2.5)).isTrue();
        assertThat(exposures.add(1, "u", new BanditExposures.Given(0, 2, 9_500), 200, null))
                .isFalse();
        assertThat(exposures.of(1, "u")).contains(first);
        assertThat(exposures.of(1, "U")).isEmpty();
        assertThat(exposures.of(2, "u")).isEmpty();
        new ExperimentRows(() -> connection).expose(1, "out", -1, 100);
        assertThat(exposures.of(1, "out")).isEmpty();
        exposures.add(1, "v", new BanditExposures.Given(0, 2, 9_500), 200, null);
        exposures.add(1, "w", new BanditExposures.Given(0, 2, 9_500), 200, null);
        Map<Integer, long[]> units = rounds.units(1, 2);
        assertThat(units).containsOnlyKeys(1, 2);
        assertThat(units.get(1)).containsExactly(0, 1);
        assertThat(units.get(2)).containsExactly(2, 0);
        assertThat(rounds.units(2, 2)).isEmpty();
    }

    @Test
    void outcomes_come_with_the_propensity_that_was_logged() throws SQLException {
        ExperimentRows rows = new ExperimentRows(() -> connection);
        ExperimentSums sums = new ExperimentSums(() -> connection);
        exposures.add(1, "a", new BanditExposures.Given(0, 1, 5_000), 100, null);
        exposures.add(1, "b", new BanditExposures.Given(1, 1, 5_000), 100, null);
        exposures.add(1, "c", new BanditExposures.Given(1, 70_000, 9_500), 200, null);
        exposures.add(1, "d", new BanditExposures.Given(1, 70_000, 9_500), 200, null);
        exposures.add(1, "open", new BanditExposures.Given(1, 70_000, 9_500), 900, null);
        rows.insert(
                1, List.of(event("1", "b", 100), event("2", "c", 250), event("3", "c", 260), event("late", "d", 700)));
        JudgedUnits judged = new JudgedUnits(1, 500, 500);
        assertThat(sums.logged(judged, CLICK, new int[] {1, 9_999}))
                .containsExactlyInAnyOrder(
                        logged(1, 0, 5_000, 1, 0), logged(1, 1, 5_000, 1, 1), logged(70_000, 1, 9_500, 2, 1));
        rows.expose(2, "x", 1, 100);
        rows.insert(2, List.of(event("1", "x", 100)));
        assertThat(sums.logged(new JudgedUnits(2, 500, 500), CLICK, new int[] {1_000, 9_000}))
                .as("where shares are fixed they are the propensities")
                .containsExactly(logged(0, 1, 9_000, 1, 1));
    }

    @Test
    void rounds_go_with_their_experiment() throws SQLException {
        ExperimentRemains remains = new ExperimentRemains(() -> connection);
        for (int number = 1; number <= 7; number++) {
            rounds.begin(1, round(number, number, 5_000), 100);
            rounds.begin(2, round(number, number, 5_000), 100);
        }
        remains.mark(8, 1, 1_000);
        int more = 0;
        while (remains.sweep(8, 4, 2_000)) {
            assertThat(++more).isLessThan(10);
        }
        assertThat(more).isGreaterThan(2);
        assertThat(rounds.all(1)).isEmpty();
        assertThat(rounds.all(2)).hasSize(7);
        try (Statement statement = connection.createStatement();
                ResultSet left = statement.executeQuery("select count(*) from experiment_gone")) {
            left.next();
            assertThat(left.getInt(1)).isZero();
        }
    }

    private static OffPolicyReading.Logged logged(int round, int variant, int buckets, long units, long clicks) {
        return new OffPolicyReading.Logged(round, variant, buckets, new Sums(units, clicks, 0, clicks, 0, 0));
    }

    private static OutcomeEvent event(String id, String unit, long at) {
        return new OutcomeEvent(id, unit, "click", 1, at);
    }

    private static BanditRound round(int number, long from, int first) {
        return new BanditRound(
                number,
                from,
                List.of(
                        new BanditRound.Arm(first, 0.25, 10L * number, number),
                        new BanditRound.Arm(10_000 - first, 0.75, 20L * number, number)));
    }
}
