package org.modelyard.experiment.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.experiment.analysis.Sample;

/** When nothing may be said, and what must be. */
class ExperimentVerdictTest {

    private static final long UNITS = 10_000;
    private static final Sample NOTHING = new Sample(0, Double.NaN, Double.NaN);
    private static final Sample LATENCY = new Sample(UNITS, 100, 400);

    private static final ExperimentWish.Metric BOUGHT =
            new ExperimentWish.Metric(MetricKind.PROPORTION, "bought", null, null, null);
    private static final ExperimentWish.Metric FAST =
            new ExperimentWish.Metric(MetricKind.MEAN, "latency", null, null, true);
    private static final ExperimentWish.Guard GUARD = new ExperimentWish.Guard(FAST, 0.05);

    @Test
    void a_mean_or_a_ratio_needs_units_that_have_done_something() {
        ExperimentWish.Metric ratio = new ExperimentWish.Metric(MetricKind.RATIO, "wait", "page", null, true);
        for (ExperimentWish.Metric metric : List.of(FAST, ratio)) {
            for (AnalysisRule rule :
                    List.of(AnalysisRule.SEQUENTIAL, AnalysisRule.FIXED_HORIZON, AnalysisRule.BAYESIAN)) {
                ExperimentPlan plan = plan(rule, metric, null);
                Sample fast = new Sample(UNITS, 90, 400);
                ExperimentVerdict few = verdict(plan, List.of(LATENCY.withActive(24), fast));
                assertThat(few.code()).as(rule.name()).isEqualTo("INCONCLUSIVE");
                assertThat(few.words()).contains("too few");
                assertThat(verdict(plan, List.of(LATENCY, fast.withActive(24))).code())
                        .isEqualTo("INCONCLUSIVE");
                assertThat(verdict(plan, List.of(LATENCY.withActive(25), fast.withActive(25)))
                                .code())
                        .isEqualTo("WINNER");
            }
        }
    }

    @Test
    void a_quantile_needs_a_tail_and_values_that_differ() {
        ExperimentPlan plan = plan(
                AnalysisRule.SEQUENTIAL,
                new ExperimentWish.Metric(MetricKind.QUANTILE, "wait", null, 0.99, true),
                null);
        assertThat(verdict(plan, List.of(new Sample(9_999, 100, 400), new Sample(9_999, 90, 400)))
                        .code())
                .isEqualTo("INCONCLUSIVE");
        assertThat(verdict(plan, List.of(new Sample(10_001, 100, 400), new Sample(10_001, 90, 400)))
                        .code())
                .isEqualTo("WINNER");
        assertThat(verdict(plan, List.of(new Sample(10_001, 100, 400), new Sample(10_001, 90, 0)))
                        .code())
                .isEqualTo("INCONCLUSIVE");
    }

    @Test
    void a_comparison_of_which_nothing_is_known_belongs_to_the_family() {
        ExperimentPlan two = plan(AnalysisRule.FIXED_HORIZON, BOUGHT, null);
        ExperimentPlan three = plan(AnalysisRule.FIXED_HORIZON, BOUGHT, null, "a", "b", "c");
        Sample control = Sample.proportion(500, UNITS);
        Sample variant = Sample.proportion(565, UNITS);
        ExperimentReport alone = report(two, figures(List.of(control, variant), List.of()));
        ExperimentReport early = report(three, figures(List.of(control, variant, NOTHING), List.of()));
        Double p = alone.comparisons().get(0).p();
        assertThat(p).isNotNull().isBetween(0.025, 0.05);
        assertThat(early.comparisons().get(0).p()).isEqualTo(2 * p);
        assertThat(early.comparisons().get(1).p()).isNull();
        assertThat(alone.verdict().code()).isEqualTo("WINNER");
        assertThat(early.verdict().code()).isEqualTo("INCONCLUSIVE");
    }

    @Test
    void an_interval_over_zero_is_not_quoted_as_proof() {
        ExperimentPlan plan = plan(AnalysisRule.FIXED_HORIZON, FAST, null, "a", "b", "c");
        Sample wide = new Sample(UNITS, 80, 846_000);
        ExperimentReport report = report(plan, figures(List.of(LATENCY, new Sample(UNITS, 90, 400), wide), List.of()));
        assertThat(report.verdict())
                .isInstanceOfSatisfying(ExperimentVerdict.Winner.class, winner -> assertThat(winner.variant())
                        .isEqualTo("c"));
        assertThat(report.comparisons().get(1).high()).isNotNull().isPositive();
        assertThat(report.verdict().words())
                .contains("corrected for 2 comparisons")
                .doesNotContain("true difference");
    }

    @Test
    void a_loss_relative_to_nearly_nothing_is_unknown() {
        ExperimentPlan plan = plan(AnalysisRule.SEQUENTIAL, BOUGHT, GUARD);
        for (double mean : new double[] {-100, 0, 0.99}) {
            Sample near = new Sample(UNITS, mean, 400);
            ExperimentReport report =
                    report(plan, figures(List.of(share(500), share(700)), List.of(near, new Sample(UNITS, 90, 400))));
            GuardrailReading reading = report.guardrails().get(0);
            assertThat(reading.state()).isEqualTo(GuardrailReading.State.UNKNOWN);
            assertThat(reading.loss()).isNull();
            assertThat(reading.reason()).contains("not above 0 by 5 standard errors");
            assertThat(report.verdict().code()).isEqualTo("INCONCLUSIVE");
            assertThat(report.verdict().words()).contains("has not been shown yet", "5 standard errors");
        }
        Sample far = new Sample(UNITS, 1.01, 400);
        assertThat(report(plan, figures(List.of(share(500), share(700)), List.of(far, far)))
                        .guardrails()
                        .get(0)
                        .reason())
                .isNull();
    }

    @Test
    void a_guardrail_that_breaks_is_told_beside_a_promising_variant_and_a_winner() {
        ExperimentPlan plan = plan(AnalysisRule.SEQUENTIAL, BOUGHT, GUARD, "a", "b", "c");
        List<Sample> metric = List.of(share(500), share(700), share(500));
        Sample slow = new Sample(UNITS, 120, 400);
        ExperimentVerdict promising =
                report(plan, figures(metric, List.of(LATENCY, NOTHING, slow))).verdict();
        assertThat(promising.code()).isEqualTo("GUARDRAIL_BROKEN");
        assertThat(promising.words()).startsWith("Stop 'c'").contains("'b' is better", "Too few units");
        ExperimentVerdict winner =
                report(plan, figures(metric, List.of(LATENCY, LATENCY, slow))).verdict();
        assertThat(winner.code()).isEqualTo("WINNER");
        assertThat(winner.words())
                .startsWith("Use 'b'")
                .endsWith("Stop 'c': it harms the mean of 'latency' a unit"
                        + " by more than the 5 % that were let pass.");
    }

    @Test
    void a_winner_is_the_best_of_those_that_harm_nothing() {
        ExperimentPlan plan = plan(AnalysisRule.SEQUENTIAL, BOUGHT, GUARD, "a", "b", "c");
        ExperimentReport report =
                report(plan, figures(List.of(share(500), share(700), share(800)), List.of(LATENCY, LATENCY, NOTHING)));
        assertThat(report.verdict())
                .isInstanceOfSatisfying(ExperimentVerdict.Winner.class, winner -> assertThat(winner.variant())
                        .isEqualTo("b"));
    }

    @Test
    void too_few_to_check_are_not_untrusted() {
        ExperimentPlan plan = plan(AnalysisRule.EXACT, BOUGHT, null);
        ExperimentReport report = report(
                plan,
                List.of(
                        new VariantFigures("a", 0, NOTHING, List.of()),
                        new VariantFigures("b", 9, Sample.proportion(4, 9), List.of())));
        assertThat(report.sampleRatioP()).isNull();
        assertThat(report.verdict().code()).isEqualTo("NO_DATA");
    }

    private static Sample share(long successes) {
        return Sample.proportion(successes, UNITS);
    }

    private static ExperimentReport report(ExperimentPlan plan, List<VariantFigures> figures) {
        return ExperimentAnalysis.report(plan, figures, true);
    }

    private static ExperimentVerdict verdict(ExperimentPlan plan, List<Sample> metric) {
        return report(plan, figures(metric, List.of())).verdict();
    }

    /** @param guarded one a variant, or none at all */
    private static List<VariantFigures> figures(List<Sample> metric, List<Sample> guarded) {
        List<VariantFigures> figures = new ArrayList<>();
        for (int i = 0; i < metric.size(); i++) {
            figures.add(new VariantFigures(
                    String.valueOf((char) ('a' + i)),
                    UNITS,
                    metric.get(i),
                    guarded.isEmpty() ? List.of() : List.of(guarded.get(i))));
        }
        return figures;
    }

    private static ExperimentPlan plan(
            AnalysisRule rule, ExperimentWish.Metric metric, ExperimentWish.@Nullable Guard guard, String... names) {
        return new ExperimentWish(
                        null,
                        ExperimentAnalysisTest.variants(names.length == 0 ? List.of("a", "b") : List.of(names)),
                        null,
                        null,
                        null,
                        null,
                        metric,
                        guard == null ? null : List.of(guard),
                        rule,
                        null,
                        null,
                        rule == AnalysisRule.FIXED_HORIZON ? 2 * UNITS : null,
                        null,
                        null)
                .plan();
    }
}
