package org.modelyard.experiment.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.experiment.analysis.Sample;

class ExperimentAnalysisTest {

    private static final ExperimentWish.Metric BOUGHT =
            new ExperimentWish.Metric(MetricKind.PROPORTION, "bought", null, null, null);
    private static final ExperimentWish.Metric LATENCY =
            new ExperimentWish.Metric(MetricKind.MEAN, "latency", null, null, true);

    @Test
    void no_data_is_not_fine() {
        ExperimentReport none = report(plan(AnalysisRule.SEQUENTIAL, null), shares(0, 0, 0, 0));
        assertThat(none.verdict().code()).isEqualTo("NO_DATA");
        assertThat(none.sampleRatioP()).isNull();
        ExperimentReport silent = report(plan(AnalysisRule.SEQUENTIAL, null), shares(0, 3_000, 0, 3_000));
        assertThat(silent.verdict().code()).isEqualTo("INCONCLUSIVE");
        assertThat(silent.verdict().words()).contains("too few");
    }

    @Test
    void units_that_are_not_divided_as_planned_are_not_compared() {
        ExperimentReport report = report(plan(AnalysisRule.SEQUENTIAL, null), shares(500, 10_000, 900, 11_000));
        assertThat(report.verdict().code()).isEqualTo("UNTRUSTED");
        assertThat(report.verdict().words()).contains("Do not use these figures", "10,000 / 11,000");
    }

    @Test
    void a_winner_is_named_by_the_rules_that_may_be_watched() {
        for (AnalysisRule rule : List.of(AnalysisRule.SEQUENTIAL, AnalysisRule.EXACT, AnalysisRule.BAYESIAN)) {
            ExperimentReport report = report(plan(rule, null), shares(500, 10_000, 700, 10_000));
            assertThat(report.verdict()).as(rule.name()).isInstanceOf(ExperimentVerdict.Winner.class);
            assertThat(report.verdict().words()).contains("Use 'b'", "0.07", "40 % more");
            assertThat(report.comparisons().get(0).better()).isTrue();
            ExperimentReport even = report(plan(rule, null), shares(500, 10_000, 510, 10_000));
            assertThat(even.verdict().code()).as(rule.name()).isEqualTo("INCONCLUSIVE");
        }
    }

    @Test
    void a_worse_variant_is_no_better() {
        ExperimentReport report = report(plan(AnalysisRule.SEQUENTIAL, null), shares(700, 10_000, 500, 10_000));
        assertThat(report.verdict().code()).isEqualTo("NO_BETTER");
        assertThat(report.verdict().words()).contains("Keep 'a'");
    }

    @Test
    void a_fixed_horizon_says_nothing_before_its_time() {
        ExperimentPlan plan = plan(AnalysisRule.FIXED_HORIZON, 20_000L);
        ExperimentReport early = ExperimentAnalysis.report(plan, shares(400, 9_000, 700, 9_000), false);
        assertThat(early.verdict().code()).isEqualTo("INCONCLUSIVE");
        assertThat(early.verdict().words()).contains("20,000 units", "Go on");
        assertThat(early.comparisons().get(0).p()).isNull();
        ExperimentReport more = ExperimentAnalysis.report(plan, shares(500, 10_000, 700, 10_000), false);
        assertThat(more.verdict().code())
                .as("the planned units are there, and may still buy")
                .isEqualTo("INCONCLUSIVE");
        ExperimentReport due = report(plan, shares(500, 10_000, 700, 10_000));
        assertThat(due.verdict().code()).isEqualTo("WINNER");
        ExperimentReport nothing = report(plan, shares(500, 10_000, 505, 10_000));
        assertThat(nothing.verdict().words()).contains("would probably have shown");
    }

    @Test
    void several_variants_share_the_error_rate() {
        ExperimentPlan two = plan(AnalysisRule.FIXED_HORIZON, 1L);
        ExperimentReport alone = report(two, shares(500, 10_000, 565, 10_000));
        assertThat(alone.verdict().code()).isEqualTo("WINNER");
        ExperimentPlan four = wish(AnalysisRule.FIXED_HORIZON, 1L, List.of("a", "b", "c", "d"), null)
                .plan();
        ExperimentReport among = report(four, shares(500, 10_000, 565, 10_000, 500, 10_000, 505, 10_000));
        assertThat(among.verdict().code()).isEqualTo("INCONCLUSIVE");
        assertThat(among.comparisons().get(0).p())
                .isGreaterThan(alone.comparisons().get(0).p());
    }

    @Test
    void a_guardrail_stops_a_winner_that_harms_and_holds_back_one_that_may() {
        ExperimentWish.Guard guard = new ExperimentWish.Guard(LATENCY, 0.05);
        ExperimentPlan plan =
                wish(AnalysisRule.SEQUENTIAL, null, List.of("a", "b"), guard).plan();
        Sample control = new Sample(10_000, 100, 400);
        assertThat(guarded(plan, control, new Sample(10_000, 100.5, 400)).code())
                .isEqualTo("WINNER");
        assertThat(guarded(plan, control, new Sample(10_000, 120, 400)).code()).isEqualTo("GUARDRAIL_BROKEN");
        ExperimentVerdict open = guarded(plan, control, new Sample(10_000, 105, 400));
        assertThat(open.code()).isEqualTo("INCONCLUSIVE");
        assertThat(open.words()).contains("has not been shown yet", "latency");
        assertThat(guarded(plan, control, new Sample(0, Double.NaN, Double.NaN)).code())
                .isEqualTo("INCONCLUSIVE");
    }

    private static ExperimentVerdict guarded(ExperimentPlan plan, Sample control, Sample variant) {
        return report(
                        plan,
                        List.of(
                                new VariantFigures("a", 10_000, Sample.proportion(500, 10_000), List.of(control)),
                                new VariantFigures("b", 10_000, Sample.proportion(700, 10_000), List.of(variant))))
                .verdict();
    }

    @Test
    void lower_is_better_where_the_metric_says_so() {
        ExperimentWish wish = new ExperimentWish(
                null,
                variants(List.of("a", "b")),
                null,
                null,
                null,
                null,
                LATENCY,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        ExperimentReport report = report(
                wish.plan(),
                List.of(
                        new VariantFigures("a", 5_000, new Sample(5_000, 100, 400), List.of()),
                        new VariantFigures("b", 5_000, new Sample(5_000, 90, 400), List.of())));
        assertThat(report.verdict().code()).isEqualTo("WINNER");
        assertThat(report.verdict().words()).contains("10 % less");
    }

    private static ExperimentReport report(ExperimentPlan plan, List<VariantFigures> figures) {
        return ExperimentAnalysis.report(plan, figures, true);
    }

    static ExperimentPlan plan(AnalysisRule rule, @Nullable Long planned) {
        return wish(rule, planned, List.of("a", "b"), null).plan();
    }

    static ExperimentWish wish(
            AnalysisRule rule, @Nullable Long planned, List<String> names, ExperimentWish.@Nullable Guard guard) {
        return new ExperimentWish(
                null,
                variants(names),
                null,
                null,
                null,
                null,
                BOUGHT,
                guard == null ? null : List.of(guard),
                rule,
                null,
                null,
                planned,
                Duration.ofDays(14),
                null);
    }

    static List<ExperimentWish.Variant> variants(List<String> names) {
        return names.stream()
                .map(name -> new ExperimentWish.Variant(name, null, null))
                .toList();
    }

    private static List<VariantFigures> shares(long... successesAndUnits) {
        java.util.List<VariantFigures> figures = new java.util.ArrayList<>();
        for (int i = 0; i < successesAndUnits.length; i += 2) {
            long n = successesAndUnits[i + 1];
            figures.add(new VariantFigures(
                    String.valueOf((char) ('a' + i / 2)),
                    n,
                    n == 0 ? new Sample(0, Double.NaN, Double.NaN) : Sample.proportion(successesAndUnits[i], n),
                    List.of()));
        }
        return figures;
    }
}
