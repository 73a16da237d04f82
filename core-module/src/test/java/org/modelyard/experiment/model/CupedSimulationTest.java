package org.modelyard.experiment.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.modelyard.experiment.analysis.Finding;
import org.modelyard.experiment.analysis.Sample;
import org.modelyard.experiment.analysis.Sums;
import org.modelyard.testdata.SimulatedRuns;

/** Means less what was known before, whose slope is estimated anew at each look: how often a difference is ever called where there is none. The covariate is known of four units in five. */
class CupedSimulationTest {

    private static final double ALPHA = 0.05;
    private static final int BLOCK = 50;
    private static final double KNOWN = 0.8;
    private static final ExperimentPlan PLAN = CupedReadingTest.plan(true);

    @Test
    void adjusted_means_of_no_effect_seldom_differ() {
        noEffect(100, 100);
    }

    @Tag("long")
    @Test
    void adjusted_means_of_no_effect_differ_in_one_of_twenty_at_most_over_a_thousand_looks() {
        noEffect(2_000, 1_000);
    }

    private static void noEffect(int all, int looks) {
        SimulatedRuns runs = SimulatedRuns.of(all);
        int found = runs.count(run -> differs(new SplittableRandom(8_000_000L + run), looks));
        runs.tell(
                "| mean adjusted by CUPED (correlation 0.8) | confidence sequence | %,d looks | %d | at most %d |",
                looks, found, runs.most(ALPHA));
        assertThat(found).isLessThanOrEqualTo(runs.most(ALPHA));
    }

    private static boolean differs(SplittableRandom random, int looks) {
        RuleLook look = new RuleLook(PLAN, AnalysisRule.SEQUENTIAL, true);
        List<MetricSums> sums = new ArrayList<>(List.of(MetricSums.NONE, MetricSums.NONE));
        for (int i = 0; i < looks; i++) {
            for (int side = 0; side < 2; side++) {
                sums.set(side, sums.get(side).plus(block(random)));
            }
            List<Sample> samples = CupedReading.samples(PLAN, sums);
            Finding finding = look.finding(ALPHA, samples.get(0), samples.get(1));
            if (finding != null && finding.p() <= ALPHA) {
                return true;
            }
        }
        return false;
    }

    private static MetricSums block(SplittableRandom random) {
        double[] y = new double[BLOCK];
        double[] x = new double[BLOCK];
        double[] with = new double[BLOCK];
        int known = 0;
        for (int i = 0; i < BLOCK; i++) {
            double before = random.nextGaussian();
            y[i] = 10 + 0.8 * before + 0.6 * random.nextGaussian();
            if (random.nextDouble() < KNOWN) {
                x[known] = before;
                with[known++] = y[i];
            }
        }
        Sums before = Sums.of(java.util.Arrays.copyOf(with, known), java.util.Arrays.copyOf(x, known));
        return new MetricSums(Sums.of(y, y), BLOCK, BLOCK, before);
    }
}
