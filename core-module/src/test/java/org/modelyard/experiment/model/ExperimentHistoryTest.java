package org.modelyard.experiment.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.modelyard.experiment.analysis.Sums;

class ExperimentHistoryTest {

    private static final long DAY = 86_400_000;

    @Test
    void sixty_steps_at_most_fill_the_time() {
        assertThat(ExperimentHistory.step(0)).isEqualTo(1_000);
        assertThat(ExperimentHistory.step(59_999)).isEqualTo(1_000);
        assertThat(ExperimentHistory.step(60_000)).isEqualTo(60_000);
        assertThat(ExperimentHistory.step(28 * DAY)).isEqualTo(DAY);
        assertThat(ExperimentHistory.step(365 * DAY)).isEqualTo(7 * DAY);
        for (long days : new long[] {1_799, 1_800, 1_801, 40_000}) {
            assertThat(days * DAY / ExperimentHistory.step(days * DAY))
                    .as("%d days", days)
                    .isLessThan(60);
        }
    }

    @Test
    void each_point_counts_all_units_until_then() {
        ExperimentPlan plan = ExperimentAnalysisTest.plan(AnalysisRule.SEQUENTIAL, null);
        ExperimentHistory history = ExperimentHistory.of(
                plan, 5_000, 1_000, List.of(step(10, 1, 10, 2), step(5_000, 250, 5_000, 350), step(7, 0, 0, 0)), true);
        assertThat(history.points()).hasSize(3);
        ExperimentHistory.Point first = history.points().get(0);
        assertThat(first.untilMillis()).isEqualTo(6_000);
        assertThat(first.effects().get(0).difference()).isCloseTo(0.1, within(1e-12));
        assertThat(first.effects().get(0).low()).as("too few to say").isNull();
        ExperimentHistory.Point second = history.points().get(1);
        assertThat(second.assigned()).containsExactly(5_010L, 5_010L);
        assertThat(second.effects().get(0).low()).isPositive();
        ExperimentReport report = ExperimentAnalysis.report(
                plan,
                List.of(
                        new VariantFigures("a", 5_010, plain(251, 5_010), List.of()),
                        new VariantFigures("b", 5_010, plain(352, 5_010), List.of())),
                true);
        assertThat(second.effects().get(0).low())
                .as("the verdict's own interval")
                .isEqualTo(report.comparisons().get(0).low());
        assertThat(history.points().get(2).assigned()).containsExactly(5_017L, 5_010L);
    }

    @Test
    void a_fixed_horizon_has_one_interval_when_it_is_due_and_none_before() {
        ExperimentPlan plan = ExperimentAnalysisTest.plan(AnalysisRule.FIXED_HORIZON, 10_000L);
        List<ExperimentHistory.Step> steps = List.of(step(5_000, 250, 5_000, 350), step(1, 0, 1, 0));
        assertThat(ExperimentHistory.of(plan, 0, 1_000, steps, true).points())
                .extracting(one -> one.effects().get(0).low() == null)
                .containsExactly(true, false);
        assertThat(ExperimentHistory.of(plan, 0, 1_000, steps, false).points())
                .extracting(one -> one.effects().get(0).low() == null)
                .containsExactly(true, true);
    }

    private static org.modelyard.experiment.analysis.Sample plain(long successes, long n) {
        return org.modelyard.experiment.analysis.Sample.proportion(successes, n);
    }

    private static ExperimentHistory.Step step(long a, long successesA, long b, long successesB) {
        return new ExperimentHistory.Step(List.of(a, b), List.of(sums(a, successesA), sums(b, successesB)));
    }

    private static MetricSums sums(long n, long successes) {
        return new MetricSums(
                new Sums(n, successes, successes, successes, successes, successes), successes, successes, Sums.NONE);
    }
}
