package org.modelyard.experiment.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modelyard.experiment.analysis.Sample;
import org.modelyard.experiment.model.AnalysisRule;
import org.modelyard.experiment.model.ExperimentLook;
import org.modelyard.experiment.model.ExperimentMetric;
import org.modelyard.experiment.model.ExperimentPlan;
import org.modelyard.experiment.model.ExperimentWish;
import org.modelyard.experiment.model.KnownBefore;
import org.modelyard.experiment.model.MetricKind;
import org.modelyard.experiment.model.OutcomeEvent;
import org.modelyard.platform.entity.MigratedDatabase;
import org.modelyard.serving.model.ExperimentArm;

class ExperimentRowsTest {

    private static final long WINDOW = 1_000;

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
    void a_unit_is_exposed_once_and_keeps_its_first_time() throws SQLException {
        rows.expose(1, "u", 0, 100);
        rows.expose(1, "u", 1, 900);
        rows.expose(1, "U", 1, 100);
        rows.expose(2, "u", -1, 100);
        assertThat(sums.units(1)).isEqualTo(Map.of(0, 1L, 1, 1L));
        assertThat(sums.units(2)).isEqualTo(Map.of(-1, 1L));
        assertThat(rows.exposed(1, Set.of("u", "v"))).containsExactly("u");
    }

    @Test
    void many_units_are_exposed_at_once_and_who_is_known_keeps_the_first_time() throws SQLException {
        rows.expose(1, "u3", 0, 50);
        Map<String, ExperimentRows.First> first = new HashMap<>();
        for (int i = 0; i < 600; i++) {
            first.put("u" + i, new ExperimentRows.First(new ExperimentArm(1, 1), 100, () -> KnownBefore.NONE));
        }
        rows.exposeAll(1, first);
        rows.exposeAll(1, first);
        assertThat(sums.units(1)).isEqualTo(Map.of(0, 1L, 1, 599L));
    }

    @Test
    void an_event_that_comes_three_times_is_stored_once() throws SQLException {
        List<OutcomeEvent> events = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            events.add(event("e" + i, "u", "click", 1, 100));
        }
        events.add(event("e0", "u", "click", 7, 100));
        assertThat(rows.insert(1, events)).isEqualTo(600);
        assertThat(rows.insert(1, events)).isZero();
        events.add(event("more", "u", "click", 1, 100));
        assertThat(rows.insert(1, events)).isEqualTo(1);
    }

    @Test
    void each_kind_of_metric_is_added_up_a_unit_and_within_its_window() throws SQLException {
        for (int i = 0; i < 4; i++) {
            rows.expose(1, "a" + i, 0, 100);
            rows.expose(1, "b" + i, 1, 100);
        }
        List<OutcomeEvent> events = new ArrayList<>(List.of(
                event("1", "a0", "buy", 10, 100),
                event("2", "a0", "buy", 20, 1_099),
                event("3", "a1", "buy", 6, 200),
                event("early", "a2", "buy", 1_000, 99),
                event("late", "a2", "buy", 1_000, 1_100),
                event("other", "a2", "view", 5, 200),
                event("4", "b0", "buy", 8, 300)));
        for (int i = 0; i < 4; i++) {
            events.add(event("va" + i, "a" + i, "view", 4, 100));
        }
        rows.insert(1, events);
        assertThat(sample(0, MetricKind.PROPORTION, null, null)).isEqualTo(Sample.proportion(2, 4));
        assertThat(sample(1, MetricKind.PROPORTION, null, null)).isEqualTo(Sample.proportion(1, 4));
        Sample mean = sample(0, MetricKind.MEAN, null, null);
        assertThat(mean.mean()).isEqualTo(9);
        assertThat(mean.variance()).isCloseTo((21 * 21 + 9 + 81 + 81) / 3.0, within(1e-9));
        assertThat(sample(0, MetricKind.RATIO, "view", null).mean()).isCloseTo(36 / 21.0, within(1e-12));
        assertThat(sample(1, MetricKind.RATIO, "view", null).mean()).isNaN();
        Sample median = sample(0, MetricKind.QUANTILE, null, 0.5);
        assertThat(median.n()).isEqualTo(2);
        assertThat(median.mean()).isEqualTo(18);
    }

    @Test
    void units_are_active_that_have_done_what_is_measured() throws SQLException {
        for (int i = 0; i < 4; i++) {
            rows.expose(1, "u" + i, 0, 100);
        }
        rows.insert(
                1,
                List.of(
                        event("1", "u0", "buy", 10, 100),
                        event("2", "u0", "buy", 20, 200),
                        event("3", "u1", "buy", 0, 200),
                        event("4", "u1", "view", 1, 200),
                        event("5", "u2", "view", 1, 200),
                        event("6", "u3", "view", 1, 200)));
        assertThat(sample(0, MetricKind.MEAN, null, null).active()).isEqualTo(2);
        assertThat(sample(0, MetricKind.RATIO, "view", null).active())
                .as("the fewer of those above the line and of those below")
                .isEqualTo(2);
        assertThat(sample(0, MetricKind.PROPORTION, null, null).active()).isEqualTo(2);
    }

    @Test
    void units_are_judged_that_were_assigned_up_to_a_time() throws SQLException {
        rows.expose(1, "a", 0, 100);
        rows.expose(1, "b", 0, 200);
        rows.expose(1, "out", -1, 250);
        rows.insert(1, List.of(event("1", "a", "buy", 1, 100), event("2", "b", "buy", 1, 200)));
        assertThat(sums.after(1, 100)).isEqualTo(1);
        assertThat(sums.after(1, 99)).isEqualTo(2);
        ExperimentMetric bought = new ExperimentMetric(MetricKind.PROPORTION, "buy", null, null, false);
        assertThat(sums.samples(1, bought, WINDOW, 199)).isEqualTo(Map.of(0, Sample.proportion(1, 1)));
        assertThat(sums.samples(1, bought, WINDOW, 200)).isEqualTo(Map.of(0, Sample.proportion(2, 2)));
        assertThat(sums.samples(1, bought, WINDOW, 99)).isEmpty();
    }

    /** One look: who asks again later, with more units there, is told the same. */
    @Test
    void a_fixed_horizon_is_not_moved_by_units_beyond_those_that_were_planned() throws SQLException {
        ExperimentPlan plan = fixed(4);
        assertThat(plan.windowMillis()).isEqualTo(WINDOW);
        rows.expose(1, "out", -1, 50);
        for (int i = 0; i < 3; i++) {
            rows.expose(1, "u" + i, i % 2, 100L + i);
        }
        assertThat(sums.assignedAt(1, 4)).isEmpty();
        assertThat(look(plan, 9_000).due()).isFalse();
        rows.expose(1, "u3", 1, 500);
        assertThat(sums.assignedAt(1, 4)).hasValue(500);
        assertThat(sums.assignedAt(1, 1)).hasValue(100);
        assertThat(look(plan, 1_499)).isEqualTo(new ExperimentLook(499, false));
        Map<Integer, Sample> once = judged(plan, 1_500);
        rows.expose(1, "u4", 1, 501);
        rows.insert(1, List.of(event("1", "u4", "buy", 1, 600)));
        for (long later : new long[] {1_500, 1_501, 90_000}) {
            assertThat(look(plan, later)).isEqualTo(new ExperimentLook(500, true));
            assertThat(judged(plan, later))
                    .isEqualTo(once)
                    .isEqualTo(Map.of(0, Sample.proportion(0, 2), 1, Sample.proportion(0, 2)));
        }
    }

    private ExperimentLook look(ExperimentPlan plan, long now) throws SQLException {
        return ExperimentLook.at(plan, now, sums.assignedAt(1, plan.plannedUnits()));
    }

    private Map<Integer, Sample> judged(ExperimentPlan plan, long now) throws SQLException {
        return sums.samples(
                1, plan.metric(), plan.windowMillis(), look(plan, now).upToMillis());
    }

    private static ExperimentPlan fixed(long units) {
        return new ExperimentWish(
                        null,
                        List.of(
                                new ExperimentWish.Variant("a", null, null),
                                new ExperimentWish.Variant("b", null, null)),
                        null,
                        null,
                        null,
                        null,
                        new ExperimentWish.Metric(null, "buy", null, null, null),
                        null,
                        AnalysisRule.FIXED_HORIZON,
                        null,
                        null,
                        units,
                        null,
                        Duration.ofMillis(WINDOW))
                .plan();
    }

    private Sample sample(
            int variant,
            MetricKind kind,
            @org.jspecify.annotations.Nullable String denominator,
            @org.jspecify.annotations.Nullable Double quantile)
            throws SQLException {
        Map<Integer, Sample> all =
                sums.samples(1, new ExperimentMetric(kind, "buy", denominator, quantile, false), WINDOW, 100);
        return java.util.Objects.requireNonNull(all.get(variant));
    }

    private static OutcomeEvent event(String id, String unit, String name, double value, long at) {
        return new OutcomeEvent(id, unit, name, value, at);
    }
}
