package org.modelyard.experiment.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.modelyard.experiment.analysis.Effect;
import org.modelyard.experiment.analysis.FixedHorizon;
import org.modelyard.experiment.analysis.Sample;
import org.modelyard.experiment.analysis.Scale;
import org.modelyard.experiment.analysis.Side;

class SegmentAnalysisTest {

    private static final int RUNS = 400;
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

    /** No effect anywhere, three attributes of four values that are seen one after the other, watched twenty times: the chance that any segment ever stands out. */
    @Test
    void watched_segments_of_nothing_stand_out_no_more_often_than_alpha() {
        SplittableRandom random = new SplittableRandom(20_261_130);
        int found = 0;
        int differing = 0;
        for (int run = 0; run < RUNS; run++) {
            long[][][] successes = new long[3][4][2];
            long[][][] units = new long[3][4][2];
            boolean stands = false;
            boolean differs = false;
            for (int look = 0; look < 20; look++) {
                for (int unit = 0; unit < 400; unit++) {
                    int side = unit % 2;
                    boolean success = random.nextDouble() < 0.3;
                    for (int a = 0; a < 3; a++) {
                        int value = random.nextInt(Math.min(4, 1 + look / 3));
                        units[a][value][side]++;
                        successes[a][value][side] += success ? 1 : 0;
                    }
                }
                List<SegmentReport> reports = SegmentAnalysis.of(SEQUENTIAL, figures(successes, units), true);
                stands |= reports.stream()
                        .flatMap(one -> one.effects().stream())
                        .anyMatch(one -> one.pHolm() != null && one.pHolm() <= 0.05);
                // Cochran's Q is a test of one look: the last
                differs = reports.stream()
                        .flatMap(one -> one.tests().stream())
                        .anyMatch(one -> one.p() != null && one.p() <= 0.05); // null in the first looks: too few units
            }
            found += stands ? 1 : 0;
            differing += differs ? 1 : 0;
        }
        int most = BinomialDistribution.of(RUNS, 0.05).inverseCumulativeProbability(0.99);
        assertThat(found).isLessThanOrEqualTo(most);
        assertThat(differing).isBetween(1, most);
    }

    private static Map<String, List<SegmentFigures>> figures(long[][][] successes, long[][][] units) {
        Map<String, List<SegmentFigures>> all = new LinkedHashMap<>();
        for (int a = 0; a < units.length; a++) {
            List<SegmentFigures> values = new ArrayList<>();
            for (int v = 0; v < units[a].length; v++) {
                values.add(shares("v" + v, successes[a][v][0], units[a][v][0], successes[a][v][1], units[a][v][1]));
            }
            all.put("attribute-" + a, values);
        }
        return all;
    }

    private static SegmentReport one(ExperimentPlan plan, SegmentFigures... values) {
        return SegmentAnalysis.of(plan, Map.of("country", List.of(values)), true)
                .get(0);
    }

    private static SegmentFigures shares(String value, long a, long ofA, long b, long ofB) {
        return new SegmentFigures(value, List.of(Sample.proportion(a, ofA), Sample.proportion(b, ofB)));
    }
}
