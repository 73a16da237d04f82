package org.modelyard.experiment.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modelyard.experiment.analysis.Effect;
import org.modelyard.experiment.analysis.FixedHorizon;
import org.modelyard.experiment.analysis.Sample;
import org.modelyard.experiment.analysis.Scale;
import org.modelyard.experiment.analysis.Side;

class SegmentAnalysisTest {

    private static final ExperimentPlan SEQUENTIAL = ExperimentAnalysisTest.plan(AnalysisRule.SEQUENTIAL, null);
    private static final ExperimentPlan FIXED = ExperimentAnalysisTest.plan(AnalysisRule.FIXED_HORIZON, 1L);

    @Test
    void an_effect_that_differs_is_told_with_a_warning() {
        SegmentReport report =
                one(SEQUENTIAL, shares("de", 500, 10_000, 900, 10_000), shares("at", 500, 10_000, 500, 10_000));
        SegmentReport.Effect de = report.effects().get(0);
        assertThat(de.value()).isEqualTo("de");
        assertThat(de.units()).isEqualTo(20_000);
        assertThat(de.difference()).isCloseTo(0.04, within(1e-12));
        assertThat(de.low()).isBetween(0.0, 0.04);
        assertThat(de.pHolm()).isLessThan(0.001);
        assertThat(report.effects().get(1).pHolm()).isGreaterThan(0.5);
        SegmentReport.Test test = report.tests().get(0);
        assertThat(test.segments()).isEqualTo(2);
        assertThat(test.p()).isLessThan(0.001);
        assertThat(report.words()).contains("differs between the segments of 'country'", "A segment is no verdict");
    }

    @Test
    void effects_that_are_alike_are_not_called_equal() {
        SegmentReport report =
                one(SEQUENTIAL, shares("de", 500, 10_000, 700, 10_000), shares("at", 500, 10_000, 705, 10_000));
        assertThat(report.words()).contains("Nothing shows", "not to say that it is the same", "no verdict");
        assertThat(report.tests().get(0).p()).isGreaterThan(0.5);
    }

    @Test
    void too_few_units_are_no_likeness() {
        SegmentReport report = one(SEQUENTIAL, shares("de", 5, 100, 7, 100), shares("at", 500, 10_000, 600, 10_000));
        assertThat(report.effects().get(0).pHolm()).isNull();
        assertThat(report.effects().get(0).low()).isNull();
        assertThat(report.effects().get(0).difference()).isCloseTo(0.02, within(1e-12));
        assertThat(report.tests().get(0).p()).isNull();
        assertThat(report.words()).contains("Too few judged units", "no verdict");
    }

    /** Those that cannot speak yet count: else the early ones would share alpha among fewer. */
    @Test
    void every_effect_of_every_attribute_is_corrected_together() {
        Map<String, List<SegmentFigures>> figures = new LinkedHashMap<>();
        figures.put("country", List.of(shares("de", 500, 10_000, 600, 10_000), shares("at", 1, 9, 1, 9)));
        figures.put("age", List.of(shares("30", 500, 10_000, 600, 10_000), shares("40", 500, 10_000, 500, 10_000)));
        List<SegmentReport> reports = SegmentAnalysis.of(FIXED, figures, true);
        double p = FixedHorizon.test(
                        Effect.of(Sample.proportion(500, 10_000), Sample.proportion(600, 10_000), Scale.ABSOLUTE)
                                .orElseThrow(),
                        Side.BOTH,
                        0.05)
                .p();
        assertThat(reports.get(0).effects().get(0).pHolm()).isCloseTo(4 * p, within(1e-12));
        assertThat(reports.get(0).effects().get(0).pFalseDiscovery()).isCloseTo(2 * p, within(1e-12));
        assertThat(reports.get(1).effects().get(0).pHolm()).isCloseTo(4 * p, within(1e-12));
        assertThat(reports.get(1).effects().get(1).pAgainstOthers())
                .isEqualTo(reports.get(1).effects().get(0).pAgainstOthers());
    }

    @Test
    void a_fixed_horizon_is_silent_of_segments_before_its_time() {
        List<SegmentFigures> figures =
                List.of(shares("de", 500, 10_000, 900, 10_000), shares("at", 500, 10_000, 500, 10_000));
        SegmentReport early =
                SegmentAnalysis.of(FIXED, Map.of("country", figures), false).get(0);
        assertThat(early.effects()).allSatisfy(one -> assertThat(one.pHolm()).isNull());
        assertThat(early.tests().get(0).p()).isNull();
    }

    @Test
    void a_rule_without_an_error_rate_tells_segments_by_the_sequence() {
        ExperimentPlan bayesian = ExperimentAnalysisTest.plan(AnalysisRule.BAYESIAN, null);
        SegmentFigures de = shares("de", 500, 10_000, 900, 10_000);
        assertThat(one(bayesian, de).effects()).isEqualTo(one(SEQUENTIAL, de).effects());
    }

    private static SegmentReport one(ExperimentPlan plan, SegmentFigures... values) {
        return SegmentAnalysis.of(plan, Map.of("country", List.of(values)), true)
                .get(0);
    }

    private static SegmentFigures shares(String value, long a, long ofA, long b, long ofB) {
        return new SegmentFigures(value, List.of(Sample.proportion(a, ofA), Sample.proportion(b, ofB)));
    }
}
