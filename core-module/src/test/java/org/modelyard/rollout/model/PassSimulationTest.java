package org.modelyard.rollout.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.modelyard.testdata.SimulatedRuns;

/**
 * How often a candidate passes while the traffic gets easier, or harder, and its share grows from 1 to 50 % in five steps, looked at every ten minutes.
 * A pass is asked for by itself: that such a candidate would mostly have been rolled back before does not help it.
 */
class PassSimulationTest {

    private static final double[] SHARES = {0.01, 0.05, 0.1, 0.25, 0.5};
    private static final int MINUTES_A_STEP = 60;
    private static final int PER_MINUTE = 100;
    private static final int LOOK = 10;
    private static final double TOLERANCE = 0.05;

    private static final JudgementPlan JUDGEMENT =
            new JudgementPlan(List.of(RolloutMetric.ERRORS), 0.05, 100, 0.95, Map.of(RolloutMetric.ERRORS, TOLERANCE));

    @Test
    void who_is_worse_rarely_passes_and_who_is_not_does() {
        passes(100);
    }

    @Tag("long")
    @Test
    void who_is_worse_rarely_passes_and_who_is_not_does_in_two_thousand_rollouts() {
        passes(2_000);
    }

    private static void passes(int all) {
        SimulatedRuns runs = SimulatedRuns.of(all);
        int bound = runs.most(JUDGEMENT.alpha());
        for (boolean easier : new boolean[] {true, false}) {
            int[] worse = passed(runs, easier, TOLERANCE);
            int[] alike = passed(runs, easier, 0);
            runs.tell(
                    "traffic gets %s, %d runs: worse by the tolerance, passed by steps %d (bound %d), by sums %d; alike, passed by"
                            + " steps %d, by sums %d",
                    easier ? "easier" : "harder", runs.runs(), worse[0], bound, worse[1], alike[0], alike[1]);
            assertThat(worse[0]).isLessThanOrEqualTo(bound);
            assertThat(alike[0])
                    .as("more than half: no promise, but a test that never passes anybody would be of no use")
                    .isGreaterThan(runs.runs() / 2);
            if (easier) {
                assertThat(worse[1]).as("the sums are led astray").isGreaterThan(runs.runs() / 2);
            }
        }
    }

    /** By steps, and by sums. */
    private static int[] passed(SimulatedRuns runs, boolean easier, double worse) {
        return runs.count(
                2, run -> run(new SplittableRandom(run * 4L + (easier ? 2 : 0) + (worse > 0 ? 1 : 0)), easier, worse));
    }

    /** Whether it ever passed: by its steps, and as if all were one step. */
    private static boolean[] run(SplittableRandom random, boolean easier, double worse) {
        Strata steps = Strata.NONE;
        Strata sums = Strata.NONE;
        boolean[] passed = new boolean[2];
        int minutes = SHARES.length * MINUTES_A_STEP;
        for (int minute = 0; minute < minutes; minute++) {
            int step = minute / MINUTES_A_STEP;
            double gone = minute / (double) minutes;
            double rate = 0.05 + 0.3 * (easier ? 1 - gone : gone);
            long[] seen = new long[4];
            for (int i = 0; i < PER_MINUTE; i++) {
                int side = random.nextDouble() < SHARES[step] ? 2 : 0;
                seen[side]++;
                seen[side + 1] += random.nextDouble() < rate + (side == 2 ? worse : 0) ? 1 : 0;
            }
            Arm champion = new Arm(seen[0], seen[1]);
            Arm candidate = new Arm(seen[2], seen[3]);
            steps = steps.with(step, steps.step(step).plus(champion, candidate));
            sums = sums.with(0, sums.step(0).plus(champion, candidate));
            if (minute % LOOK == LOOK - 1) {
                passed[0] |= within(steps, SHARES.length);
                passed[1] |= within(sums, 1);
            }
        }
        return passed;
    }

    private static boolean within(Strata strata, int planned) {
        return strata.candidates().trials() >= JUDGEMENT.minimum()
                && strata.difference(JUDGEMENT.share(), planned, 1) <= TOLERANCE;
    }
}
