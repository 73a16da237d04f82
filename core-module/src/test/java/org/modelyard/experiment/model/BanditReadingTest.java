package org.modelyard.experiment.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modelyard.experiment.analysis.Sample;
import org.modelyard.experiment.analysis.SampleRatio;

class BanditReadingTest {

    private static final ExperimentPlan PLAN = BanditPlans.of(2, 0.05);
    private static final SampleRatio FINE = new SampleRatio(0, 1);

    @Test
    void a_bandit_never_names_a_winner_however_clear_it_seems() {
        ExperimentReport report = ExperimentAnalysis.report(PLAN, figures(500, 10_000, 5_000, 10_000), true, FINE);
        assertThat(report.verdict()).isInstanceOf(ExperimentVerdict.Information.class);
        assertThat(report.verdict().code()).isEqualTo("INFORMATION");
        assertThat(report.verdict().words())
                .contains("No winner is claimed", "'b' is the best", "100.0 %", "states no error rate", "off policy");
        assertThat(report.comparisons())
                .allSatisfy(one -> assertThat(one.better() || one.worse()).isFalse());
        assertThat(report.comparisons().get(0).p()).isNull();
        ExperimentPlan fixed = ExperimentAnalysisTest.plan(AnalysisRule.BAYESIAN, null);
        assertThat(ExperimentAnalysis.report(fixed, figures(500, 10_000, 5_000, 10_000), true)
                        .verdict()
                        .code())
                .as("the same figures of fixed shares")
                .isEqualTo("WINNER");
    }

    @Test
    void without_judged_units_nothing_is_said_and_what_loses_units_is_named() {
        assertThat(ExperimentAnalysis.report(PLAN, figures(0, 0, 0, 0), true, FINE)
                        .verdict()
                        .code())
                .isEqualTo("NO_DATA");
        ExperimentReport lost =
                ExperimentAnalysis.report(PLAN, figures(50, 1_000, 50, 1_000), true, new SampleRatio(40, 1e-9));
        assertThat(lost.verdict().code()).isEqualTo("UNTRUSTED");
        assertThat(lost.sampleRatioP()).isEqualTo(1e-9);
    }

    @Test
    void units_are_checked_against_the_shares_of_their_rounds() {
        BanditRound first = BanditRound.first(PLAN, 0);
        BanditRound second = first.next(PLAN, BanditRoundTest.seen(1_000, 50, 1_000, 200), 10);
        assertThat(second.propensity(1)).isEqualTo(0.95);
        List<BanditRound> rounds = List.of(first, second, second.next(PLAN, BanditRoundTest.seen(9, 1, 9, 2), 20));
        Map<Integer, long[]> fair = Map.of(1, new long[] {500, 500}, 2, new long[] {50, 950});
        assertThat(BanditReading.ratio(rounds, fair).p()).isCloseTo(1, within(1e-9));
        assertThat(SampleRatio.of(new long[] {550, 1_450}, new double[] {1, 1}).mismatch())
                .as("by the plan's shares it would ring")
                .isTrue();
        assertThat(BanditReading.ratio(rounds, Map.of(1, new long[] {500, 500}, 2, new long[] {150, 850}))
                        .mismatch())
                .isTrue();
        assertThat(BanditReading.ratio(rounds, Map.of()).p()).isNaN();
    }

    @Test
    void chances_are_of_the_judged_units() {
        ExperimentReport report = ExperimentAnalysis.report(PLAN, figures(50, 1_000, 0, 0), true, FINE);
        List<Double> chances = report.chances();
        assertThat(chances.get(0) + chances.get(1)).isCloseTo(1, within(1e-9));
        assertThat(chances.get(1))
                .as("of one that nobody has seen, a uniform prior")
                .isCloseTo(0.949, within(0.001));
        assertThat(ExperimentAnalysis.report(
                                ExperimentAnalysisTest.plan(AnalysisRule.BAYESIAN, null),
                                figures(50, 1_000, 0, 0),
                                true)
                        .chances())
                .as("of fixed shares")
                .isEmpty();
    }

    @Test
    void it_says_what_it_believes_though_the_control_has_no_judged_unit() {
        ExperimentVerdict verdict = ExperimentAnalysis.report(PLAN, figures(0, 0, 10, 100), true, FINE)
                .verdict();
        assertThat(verdict.code()).isEqualTo("INFORMATION");
        assertThat(verdict.words()).contains("'a' is the best");
        ExperimentPlan fixed = ExperimentAnalysisTest.plan(AnalysisRule.SEQUENTIAL, null);
        ExperimentVerdict alone = ExperimentAnalysis.report(fixed, figures(0, 0, 10, 100), true, FINE)
                .verdict();
        assertThat(alone.code()).isEqualTo("NO_DATA");
        assertThat(alone.words())
                .contains("no unit of the control 'a' is judged yet")
                .doesNotContain("nothing of");
    }

    private static List<VariantFigures> figures(long a, long ofA, long b, long ofB) {
        return List.of(figure("a", a, ofA), figure("b", b, ofB));
    }

    private static VariantFigures figure(String name, long successes, long n) {
        return new VariantFigures(
                name, Math.max(1, n), n == 0 ? VariantFigures.NOTHING : Sample.proportion(successes, n), List.of());
    }
}
