package org.modelyard.rollout.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.modelyard.testdata.SimulatedRuns;

/**
 * How often what answers are worth speaks against a candidate that is no worse, and how often one that is worse by the tolerance passes, while values grow to
 * three times what they were or fall so, and its share grows from 1 to 50 % in five steps. One answer in ten is worth anything, lognormally (sigma 1).
 */
class WorthSimulationTest {

    private static final double[] SHARES = {0.01, 0.05, 0.1, 0.25, 0.5};
    private static final int MINUTES_A_STEP = 288;
    private static final int PER_MINUTE = 60;

    /** Its mean is 0.165 at first, or at last. */
    private static final double SOME = 0.1;

    private static final double TOLERANCE = 0.05;

    private static final JudgementPlan PLAN =
            new JudgementPlan(List.of(RolloutMetric.VALUE), 0.05, 100, 0.95, Map.of(RolloutMetric.VALUE, TOLERANCE));

    @Test
    void who_is_no_worse_is_rarely_rolled_back_and_who_is_worse_rarely_passes() {
        simulated(60, 10);
    }

    @Tag("long")
    @Test
    void who_is_no_worse_is_rarely_rolled_back_and_who_is_worse_rarely_passes_in_a_thousand_days() {
        simulated(1_000, 1);
    }

    @Test
    void a_fifth_less_is_found() {
        found(60, 10);
    }

    @Tag("long")
    @Test
    void a_fifth_less_is_found_in_a_thousand_days() {
        found(1_000, 1);
    }

    /** @param every minutes between two looks */
    private static void simulated(int all, int every) {
        SimulatedRuns runs = SimulatedRuns.of(all);
        int bound = runs.most(PLAN.alpha());
        for (double last : new double[] {1, 3, 1 / 3.0}) {
            int failed = runs.count(run -> new Day(run, last, 1, 0).ever(every, RolloutVerdict.Fail.class));
            int passed =
                    runs.count(run -> new Day(50_000 + run, last, 1, TOLERANCE).ever(every, RolloutVerdict.Pass.class));
            runs.tell(
                    "values become %.2f times, looked at every %d minutes for 24 h, %d runs: alike, rolled back %d; worth less by the"
                            + " tolerance, passed %d (bound %d)",
                    last, every, runs.runs(), failed, passed, bound);
            assertThat(failed).isLessThanOrEqualTo(bound);
            assertThat(passed).isLessThanOrEqualTo(bound);
        }
    }

    private static void found(int all, int every) {
        SimulatedRuns runs = SimulatedRuns.of(all);
        int found = runs.count(run -> new Day(100_000 + run, 1, 0.8, 0).ever(every, RolloutVerdict.Fail.class));
        int passed = runs.count(run -> new Day(150_000 + run, 1, 1, 0).ever(every, RolloutVerdict.Pass.class));
        runs.tell(
                "looked at every %d minutes for 24 h, %d runs: a fifth less, rolled back %d; alike, passed %d",
                every, runs.runs(), found, passed);
        assertThat(found).isGreaterThanOrEqualTo((int) Math.ceil(0.8 * runs.runs()));
        assertThat(passed).isGreaterThanOrEqualTo((int) Math.ceil(0.8 * runs.runs()));
    }

    /** 24 hours of values. */
    private static final class Day {
        private final SplittableRandom random;
        private final double last;
        private final double times;
        private final double less;
        private final List<Worth> champions = new ArrayList<>();
        private final List<Worth> candidates = new ArrayList<>();

        /**
         * @param last how many times the values are at the end what they were at the beginning
         * @param times so many times the champion's are the candidate's
         * @param less and so much less
         */
        Day(long seed, double last, double times, double less) {
            random = new SplittableRandom(seed);
            this.last = last;
            this.times = times;
            this.less = less;
        }

        boolean ever(int every, Class<? extends RolloutVerdict> outcome) {
            int minutes = SHARES.length * MINUTES_A_STEP;
            for (int minute = 0; minute < minutes; minute++) {
                int step = minute / MINUTES_A_STEP;
                if (step == champions.size()) {
                    champions.add(Worth.NONE);
                    candidates.add(Worth.NONE);
                }
                pass(step, 1 + (last - 1) * minute / minutes);
                if (minute % every == every - 1
                        && outcome.isInstance(new WorthEvidence(PLAN, champions, candidates).verdict())) {
                    return true;
                }
            }
            return false;
        }

        private void pass(int step, double level) {
            Worth champion = champions.get(step);
            Worth candidate = candidates.get(step);
            for (int i = 0; i < PER_MINUTE; i++) {
                double value = random.nextDouble() < SOME ? level * Math.exp(random.nextGaussian()) : 0;
                if (random.nextDouble() < SHARES[step]) {
                    candidate = candidate.plus(value * times - less);
                } else {
                    champion = champion.plus(value);
                }
            }
            champions.set(step, champion);
            candidates.set(step, candidate);
        }
    }
}
