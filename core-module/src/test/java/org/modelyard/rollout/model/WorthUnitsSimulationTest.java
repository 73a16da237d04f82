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
 * The same as {@link WorthSimulationTest} where units come back: 4,000 of them are asked some forty times in a day, some more often than others. One unit in ten yields
 * anything, each about as much every time, lognormally between units (sigma 1) and within them (sigma 0.3): answers of a unit are hardly less alike than copies.
 */
class WorthUnitsSimulationTest {

    private static final double[] SHARES = {0.01, 0.05, 0.1, 0.25, 0.5};
    private static final int MINUTES_A_STEP = 288;
    private static final int PER_MINUTE = 120;
    private static final int UNITS = 4_000;
    private static final double BUYERS = 0.1;

    /** Of a mean of 0.17 at first. */
    private static final double TOLERANCE = 0.05;

    private static final JudgementPlan PLAN =
            new JudgementPlan(List.of(RolloutMetric.VALUE), 0.05, 100, 0.95, Map.of(RolloutMetric.VALUE, TOLERANCE));

    @Test
    void who_is_no_worse_is_rarely_rolled_back_though_units_come_back() {
        simulated(40, 30);
    }

    @Tag("long")
    @Test
    void who_is_no_worse_is_rarely_rolled_back_though_units_come_back_in_a_thousand_days() {
        simulated(1_000, 10);
    }

    @Test
    void who_is_worth_a_tenth_is_found() {
        SimulatedRuns runs = SimulatedRuns.of(20);
        int found = runs.count(run -> new Day(200_000 + run, 1, 0.1, 0).watched(30).failed);
        runs.tell("units come back, worth a tenth, %d runs: rolled back %d", runs.runs(), found);
        assertThat(found).isGreaterThanOrEqualTo(runs.runs() / 2);
    }

    /** @param every minutes between two looks */
    private static void simulated(int all, int every) {
        SimulatedRuns runs = SimulatedRuns.of(all);
        int bound = runs.most(PLAN.alpha());
        int aloneInAll = 0;
        for (double last : new double[] {1, 3}) {
            int[] ever = runs.count(3, run -> {
                long seed = Math.round(1_000_000 * last) + run;
                Day day = new Day(seed, last, 1, 0).watched(every);
                boolean passed = new Day(50_000 + seed, last, 1, TOLERANCE).watched(every).passed;
                return new boolean[] {day.failed, passed, day.failedAlone};
            });
            runs.tell(
                    "units come back, values become %.2f times, looked at every %d minutes for 24 h, %d runs: alike, rolled back %d (by"
                            + " answers as if each were alone %d); worth less by the tolerance, passed %d (bound %d)",
                    last, every, runs.runs(), ever[0], ever[2], ever[1], bound);
            assertThat(ever[0]).isLessThanOrEqualTo(bound);
            assertThat(ever[1]).isLessThanOrEqualTo(bound);
            aloneInAll += ever[2];
        }
        assertThat(aloneInAll).as("else units need not be told apart").isGreaterThan(2 * bound);
    }

    /** 24 hours of values. */
    private static final class Day {
        private final SplittableRandom random;
        private final double last;
        private final double times;
        private final double less;
        /** Of each unit; 0 of those that never yield anything. */
        private final double[] usual = new double[UNITS];

        private final double[] bucket = new double[UNITS];
        /** By step, side (the candidate's is 1) and unit. */
        private final double[][][] sums = new double[SHARES.length][2][UNITS];

        private final int[][][] told = new int[SHARES.length][2][UNITS];
        private final List<Worth> champions = new ArrayList<>();
        private final List<Worth> candidates = new ArrayList<>();
        private boolean failed;
        private boolean failedAlone;
        private boolean passed;

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
            for (int i = 0; i < UNITS; i++) {
                bucket[i] = random.nextDouble();
                usual[i] = random.nextDouble() < BUYERS ? Math.exp(random.nextGaussian()) : 0;
            }
        }

        /** What was ever said in the whole day. */
        Day watched(int every) {
            int minutes = SHARES.length * MINUTES_A_STEP;
            for (int minute = 0; minute < minutes; minute++) {
                int step = minute / MINUTES_A_STEP;
                if (step == champions.size()) {
                    champions.add(Worth.NONE);
                    candidates.add(Worth.NONE);
                }
                pass(step, 1 + (last - 1) * minute / minutes);
                if (minute % every == every - 1) {
                    look();
                }
            }
            return this;
        }

        private void pass(int step, double level) {
            Worth champion = champions.get(step);
            Worth candidate = candidates.get(step);
            for (int i = 0; i < PER_MINUTE; i++) {
                int unit = Math.max(random.nextInt(UNITS), random.nextInt(UNITS));
                double value = usual[unit] == 0 ? 0 : level * usual[unit] * Math.exp(0.3 * random.nextGaussian());
                boolean chosen = bucket[unit] < SHARES[step];
                double seen = chosen ? value * times - less : value;
                candidate = chosen ? candidate.plus(seen) : candidate;
                champion = chosen ? champion : champion.plus(seen);
                sums[step][chosen ? 1 : 0][unit] += seen;
                told[step][chosen ? 1 : 0][unit]++;
            }
            champions.set(step, champion);
            candidates.set(step, candidate);
        }

        private void look() {
            List<WorthInfluence> influences = WorthInfluence.of(champions, candidates);
            if (influences.isEmpty()) {
                return;
            }
            RolloutVerdict verdict = new WorthEvidence(
                            PLAN, champions, candidates, repeats(influences, false), repeats(influences, true))
                    .verdict();
            failed |= verdict instanceof RolloutVerdict.Fail;
            passed |= verdict instanceof RolloutVerdict.Pass;
            failedAlone |= new WorthEvidence(PLAN, champions, candidates).verdict() instanceof RolloutVerdict.Fail;
        }

        /** As the database adds it up. */
        private Repeats repeats(List<WorthInfluence> influences, boolean candidate) {
            int side = candidate ? 1 : 0;
            long units = 0;
            long active = 0;
            double answers = 0;
            double squared = 0;
            double between = 0;
            for (int unit = 0; unit < UNITS; unit++) {
                double influence = 0;
                double sum = 0;
                long asked = 0;
                for (WorthInfluence one : influences) {
                    if (one.candidate() == candidate) {
                        int here = told[one.step()][side][unit];
                        influence += (sums[one.step()][side][unit] - here * one.mean()) * one.times();
                        sum += sums[one.step()][side][unit];
                        asked += here;
                    }
                }
                units += asked > 0 ? 1 : 0;
                active += sum != 0 ? 1 : 0;
                answers += asked;
                squared += (double) asked * asked;
                between += influence * influence;
            }
            double within = 0;
            for (WorthInfluence one : influences) {
                if (one.candidate() == candidate) {
                    Worth worth = (candidate ? candidates : champions).get(one.step());
                    within += one.times() * one.times() * (worth.squares() - worth.sum() * worth.sum() / worth.told());
                }
            }
            return Repeats.of(units, active, answers, squared, between, within);
        }
    }
}
