package org.modelyard.experiment.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modelyard.experiment.analysis.Sample;
import org.modelyard.experiment.analysis.Sums;
import org.modelyard.experiment.model.ExperimentMetric;
import org.modelyard.experiment.model.KnownBefore;
import org.modelyard.experiment.model.MetricKind;
import org.modelyard.experiment.model.MetricSums;
import org.modelyard.experiment.model.OutcomeEvent;
import org.modelyard.platform.entity.MigratedDatabase;

class ExperimentSumsTest {

    private static final ExperimentMetric REVENUE = metric(MetricKind.MEAN, "buy", null, null);
    private static final JudgedUnits JUDGED = new JudgedUnits(1, 1_000, 10_000);

    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    @SuppressWarnings("NullAway.Init")
    private ExperimentRows rows;

    @SuppressWarnings("NullAway.Init")
    private ExperimentSums sums;

    @BeforeEach
    void tables() throws SQLException {
        connection = MigratedDatabase.open().getConnection();
        rows = new ExperimentRows(() -> connection);
        sums = new ExperimentSums(() -> connection);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void several_metrics_are_added_up_together_step_by_step() throws SQLException {
        rows.expose(1, "a", 0, 5_000);
        rows.expose(1, "b", 0, 5_999);
        rows.expose(1, "c", 0, 7_000);
        rows.expose(1, "d", 1, 7_001);
        rows.expose(1, "out", -1, 7_001);
        rows.insert(
                1,
                List.of(
                        event("1", "a", "buy", 10, 5_000),
                        event("2", "a", "view", 3, 5_500),
                        event("3", "b", "view", 2, 6_000),
                        event("4", "d", "buy", 5, 7_002),
                        event("late", "d", "buy", 5, 8_001)));
        ExperimentMetric perView = metric(MetricKind.RATIO, "buy", "view", null);
        List<ExperimentSums.Tally> tallies = sums.tallies(JUDGED, List.of(REVENUE, perView), 5_000, 1_000);
        assertThat(tallies).hasSize(6);
        MetricSums first = tally(tallies, 0, 0, 0);
        assertThat(first.metric()).isEqualTo(new Sums(2, 10, 10, 100, 100, 100));
        assertThat(first.active()).isEqualTo(1);
        assertThat(tally(tallies, 1, 0, 0).metric()).isEqualTo(new Sums(2, 10, 5, 100, 13, 30));
        assertThat(tally(tallies, 1, 0, 0).activeBelow()).isEqualTo(2);
        assertThat(tally(tallies, 0, 0, 2).metric().n()).isEqualTo(1);
        assertThat(tally(tallies, 0, 1, 2).metric().sumY()).isEqualTo(5);
        assertThat(first.plus(tally(tallies, 0, 0, 2)).sample(MetricKind.MEAN))
                .isEqualTo(sums.samples(1, REVENUE, 1_000, 10_000).get(0));
        assertThat(sums.assigned(1, 5_000, 1_000))
                .containsExactlyInAnyOrder(
                        new ExperimentSums.Assigned(0, 0, 2),
                        new ExperimentSums.Assigned(0, 2, 1),
                        new ExperimentSums.Assigned(1, 2, 1),
                        new ExperimentSums.Assigned(-1, 2, 1));
    }

    @Test
    void what_was_known_before_is_summed_of_the_units_that_have_it_and_the_first_time_counts() throws SQLException {
        rows.expose(1, "a", 0, 100, new KnownBefore(List.of(), 3.0));
        rows.expose(1, "a", 0, 200, new KnownBefore(List.of(), 9.0));
        rows.expose(1, "b", 0, 100, new KnownBefore(List.of(), -1.0));
        rows.expose(1, "c", 0, 100, KnownBefore.NONE);
        rows.insert(1, List.of(event("1", "a", "buy", 10, 100), event("2", "c", "buy", 4, 100)));
        MetricSums found = tally(sums.tallies(JUDGED, List.of(REVENUE), 0, 1_000), 0, 0, 0);
        assertThat(found.metric().n()).isEqualTo(3);
        assertThat(found.before()).isEqualTo(new Sums(2, 10, 2, 100, 10, 30));
    }

    @Test
    void segments_are_told_apart_by_their_most_frequent_values() throws SQLException {
        String[] countries = {"de", "de", "de", "at", "at", "DE", null};
        for (int i = 0; i < countries.length; i++) {
            rows.expose(1, "u" + i, i % 2, 100, new KnownBefore(Arrays.asList("x", countries[i]), null));
            rows.insert(1, List.of(event("e" + i, "u" + i, "buy", 1, 100)));
        }
        List<String> values = sums.segmentValues(1, 1, 2);
        assertThat(values).containsExactly("de", "at");
        List<ExperimentSums.Tally> tallies = sums.bySegment(JUDGED, REVENUE, 1, values);
        assertThat(tally(tallies, 0, 0, 0).metric().n()).isEqualTo(2);
        assertThat(tally(tallies, 0, 1, 0).metric().n()).isEqualTo(1);
        assertThat(tally(tallies, 0, 1, 1).metric().sumY()).isEqualTo(1);
        assertThat(tally(tallies, 0, 1, 2).metric().n()).as("other").isEqualTo(1);
        assertThat(tally(tallies, 0, 0, -1).metric().n()).as("none").isEqualTo(1);
        assertThat(tallies).hasSize(6);
        assertThat(sums.segmentValues(1, 4, 10)).isEmpty();
        assertThat(sums.bySegment(JUDGED, REVENUE, 4, List.of()))
                .extracting(ExperimentSums.Tally::key)
                .containsOnly(-1L);
    }

    @Test
    void a_funnel_counts_what_lies_within_the_window() throws SQLException {
        for (int i = 0; i < 4; i++) {
            rows.expose(1, "u" + i, 0, 100);
        }
        rows.expose(1, "open", 0, 10_001);
        rows.insert(
                1,
                List.of(
                        event("1", "u0", "buy", 1, 100),
                        event("2", "u0", "view", 1, 100),
                        event("3", "u1", "view", 1, 200),
                        event("4", "u2", "buy", 1, 1_100)));
        assertThat(sums.funnel(JUDGED, REVENUE)).containsExactly(new ExperimentSums.Funnel(0, 4, 2, 1));
    }

    @Test
    void a_quantile_is_that_of_all_units_though_few_values_leave_the_database() throws SQLException {
        SplittableRandom random = new SplittableRandom(3);
        for (int n : new int[] {1, 2, 3, 997}) {
            double[] values = new double[n];
            List<OutcomeEvent> events = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                values[i] = Math.rint(100 * random.nextGaussian());
                rows.expose(n, "u" + i, 1, 100);
                events.add(event("a" + i, "u" + i, "wait", values[i] - 1, 100));
                events.add(event("b" + i, "u" + i, "wait", 1, 200));
            }
            rows.expose(n, "nothing", 1, 100);
            rows.insert(n, events);
            for (double q : new double[] {0.01, 0.5, 0.95, 0.999}) {
                Sample told = sums.samples(n, metric(MetricKind.QUANTILE, "wait", null, q), 1_000, 10_000)
                        .get(1);
                Sample whole = Sample.quantile(values, q);
                assertThat(told).isNotNull();
                assertThat(told.n()).isEqualTo(n);
                if (n == 1) {
                    assertThat(told.mean()).isNaN();
                } else {
                    assertThat(told.mean()).as("%s of %s", q, n).isCloseTo(whole.mean(), within(1e-9));
                    assertThat(told.variance()).isCloseTo(whole.variance(), within(1e-6));
                }
            }
        }
        assertThat(sums.samples(4, metric(MetricKind.QUANTILE, "wait", null, 0.5), 1_000, 10_000))
                .isEqualTo(Map.of());
    }

    @Test
    void the_rows_of_an_experiment_that_is_no_more_go_some_at_a_time() throws SQLException {
        ExperimentRemains remains = new ExperimentRemains(() -> connection);
        for (int i = 0; i < 25; i++) {
            rows.expose(1, "u" + i, 0, 100);
            rows.expose(2, "u" + i, 0, 100);
            rows.insert(1, List.of(event("e" + i, "u" + i, "buy", 1, 100), event("f" + i, "u" + i, "buy", 1, 100)));
            rows.insert(2, List.of(event("e" + i, "u" + i, "buy", 1, 100)));
        }
        assertThat(remains.sweep(7, 10, 900)).as("nothing is marked").isFalse();
        remains.mark(7, 1, 1_000);
        assertThat(remains.sweep(8, 10, 900)).as("another organisation's").isFalse();
        assertThat(remains.sweep(7, 10, 900)).isTrue();
        assertThat(count("experiment_event where experiment_id = 1")).isEqualTo(40);
        assertThat(count("experiment_exposure where experiment_id = 1")).isEqualTo(15);
        int more = 0;
        while (remains.sweep(7, 10, 900)) {
            assertThat(++more).isLessThan(20);
        }
        assertThat(count("experiment_event where experiment_id = 1")).isZero();
        assertThat(count("experiment_exposure where experiment_id = 1")).isZero();
        assertThat(count("experiment_gone")).as("too young").isOne();
        rows.expose(1, "late", 0, 100);
        assertThat(remains.sweep(7, 10, 2_000)).as("what was on its way").isTrue();
        assertThat(count("experiment_exposure where experiment_id = 1")).isZero();
        assertThat(remains.sweep(7, 10, 2_000)).isFalse();
        assertThat(count("experiment_gone")).isZero();
        assertThat(count("experiment_event where experiment_id = 2")).isEqualTo(25);
        assertThat(count("experiment_exposure where experiment_id = 2")).isEqualTo(25);
    }

    private int count(String from) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select count(*) from " + from)) {
            found.next();
            return found.getInt(1);
        }
    }

    private static MetricSums tally(List<ExperimentSums.Tally> all, int metric, int variant, long key) {
        return all.stream()
                .filter(one -> one.metric() == metric && one.variant() == variant && one.key() == key)
                .map(ExperimentSums.Tally::sums)
                .findFirst()
                .orElseThrow(() -> new AssertionError("none of " + metric + ", " + variant + ", " + key + ": " + all));
    }

    private static ExperimentMetric metric(
            MetricKind kind, String event, @Nullable String below, @Nullable Double quantile) {
        return new ExperimentMetric(kind, event, below, quantile, false);
    }

    private static OutcomeEvent event(String id, String unit, String name, double value, long at) {
        return new OutcomeEvent(id, unit, name, value, at);
    }
}
