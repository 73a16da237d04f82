package org.modelyard.experiment.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.modelyard.experiment.analysis.Sample;
import org.modelyard.testdata.SimulatedRuns;

/** Segments that are watched where there is no effect anywhere, three attributes of four values that are seen one after the other. */
class SegmentSimulationTest {

    private static final ExperimentPlan SEQUENTIAL = ExperimentAnalysisTest.plan(AnalysisRule.SEQUENTIAL, null);

    @Test
    void segments_of_nothing_seldom_stand_out() {
        watched(400, 20, 400);
    }

    @Tag("long")
    @Test
    void segments_of_nothing_stand_out_in_one_of_twenty_at_most_over_a_thousand_looks() {
        watched(2_000, 1_000, 100);
    }

    private static void watched(int all, int looks, int block) {
        SimulatedRuns runs = SimulatedRuns.of(all);
        int[] found = runs.count(2, run -> stands(new SplittableRandom(20_261_130L + run), looks, block));
        int most = runs.most(0.05);
        runs.tell(
                "| segments, 3 attributes of 4 values | confidence sequence, Holm | %,d looks | %d stood out, %d differed at the last look | at most %d |",
                looks, found[0], found[1], most);
        assertThat(found[0]).isLessThanOrEqualTo(most);
        assertThat(found[1]).isBetween(1, most);
    }

    /** Whether any segment ever stood out, and whether any attribute's differed at the last look: Cochran's Q is a test of one look. */
    private static boolean[] stands(SplittableRandom random, int looks, int block) {
        long[][][] successes = new long[3][4][2];
        long[][][] units = new long[3][4][2];
        boolean stands = false;
        boolean differs = false;
        for (int look = 0; look < looks; look++) {
            for (int unit = 0; unit < block; unit++) {
                int side = unit % 2;
                boolean success = random.nextDouble() < 0.3;
                for (int a = 0; a < 3; a++) {
                    int value = random.nextInt(Math.min(4, 1 + 6 * look / looks));
                    units[a][value][side]++;
                    successes[a][value][side] += success ? 1 : 0;
                }
            }
            List<SegmentReport> reports = SegmentAnalysis.of(SEQUENTIAL, figures(successes, units), true);
            stands |= reports.stream()
                    .flatMap(one -> one.effects().stream())
                    .anyMatch(one -> one.pHolm() != null && one.pHolm() <= 0.05);
            differs = reports.stream()
                    .flatMap(one -> one.tests().stream())
                    .anyMatch(one -> one.p() != null && one.p() <= 0.05); // null in the first looks: too few units
        }
        return new boolean[] {stands, differs};
    }

    private static Map<String, List<SegmentFigures>> figures(long[][][] successes, long[][][] units) {
        Map<String, List<SegmentFigures>> all = new LinkedHashMap<>();
        for (int a = 0; a < units.length; a++) {
            List<SegmentFigures> values = new ArrayList<>();
            for (int v = 0; v < units[a].length; v++) {
                values.add(new SegmentFigures(
                        "v" + v,
                        List.of(
                                Sample.proportion(successes[a][v][0], units[a][v][0]),
                                Sample.proportion(successes[a][v][1], units[a][v][1]))));
            }
            all.put("attribute-" + a, values);
        }
        return all;
    }
}
