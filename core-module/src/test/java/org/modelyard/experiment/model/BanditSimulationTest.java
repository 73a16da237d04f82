package org.modelyard.experiment.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.modelyard.experiment.analysis.Sums;

/**
 * Bandits of two variants that convert 10 % and 20 %, eight rounds of a hundred units each, divided by the hash as the server divides them; outcomes
 * are known when the next round begins. Seeds are fixed.
 */
class BanditSimulationTest {

    private static final int RUNS = 100;
    private static final int ROUNDS = 8;
    private static final int UNITS = 100;
    private static final double[] TRUTH = {0.1, 0.2};
    /** Standard errors of a mean over the runs, 99.9 %. */
    private static final double FAR = 3.3;

    private static final ExperimentPlan PLAN = BanditPlans.of(2, 0.05);

    private static final List<Run> LOGGED = runs();

    /** What one run logged. */
    private record Run(List<OffPolicyReading.Logged> logged, double regret) {}

    @Test
    void it_loses_less_than_half_of_what_even_shares_lose() {
        double[] lost = LOGGED.stream().mapToDouble(Run::regret).toArray();
        double even = ROUNDS * UNITS * (TRUTH[1] - TRUTH[0]) / 2;
        assertThat(mean(lost) + FAR * error(lost)).isLessThan(even / 2);
    }

    @Test
    void what_each_variant_alone_would_earn_is_estimated_without_bias_over_the_rounds() {
        for (int variant = 0; variant < TRUTH.length; variant++) {
            double[] policy = new double[TRUTH.length];
            policy[variant] = 1;
            double[][] found = new double[3][RUNS];
            int covered = 0;
            for (int r = 0; r < RUNS; r++) {
                OffPolicyReading reading =
                        OffPolicyReading.of(PLAN, policy, LOGGED.get(r).logged());
                for (int m = 0; m < found.length; m++) {
                    found[m][r] = value(reading.estimates().get(m).estimate());
                }
                OffPolicyReading.Estimate robust = reading.estimates().get(2);
                covered += value(robust.low()) <= TRUTH[variant] && TRUTH[variant] <= value(robust.high()) ? 1 : 0;
            }
            for (int m : new int[] {0, 2}) {
                assertThat(mean(found[m]))
                        .as(OffPolicyReading.Method.values()[m] + " of variant " + variant)
                        .isCloseTo(TRUTH[variant], within(FAR * error(found[m])));
            }
            assertThat(mean(found[1])).as("SNIPS, nearly").isCloseTo(TRUTH[variant], within(0.02));
            assertThat(error(found[2]))
                    .as("the model adds no variance to speak of")
                    .isLessThan(1.15 * error(found[0]));
            // the worse one was given little, of which a normal interval is rough
            assertThat(covered)
                    .as("intervals of 95 % that cover variant " + variant)
                    .isGreaterThan(variant == 0 ? RUNS * 7 / 10 : RUNS * 85 / 100);
        }
    }

    private static List<Run> runs() {
        SplittableRandom random = new SplittableRandom(20);
        List<Run> runs = new ArrayList<>();
        for (int r = 0; r < RUNS; r++) {
            runs.add(run("salt-" + r, random.split()));
        }
        return runs;
    }

    private static Run run(String salt, SplittableRandom random) {
        List<OffPolicyReading.Logged> logged = new ArrayList<>();
        long[] units = new long[TRUTH.length];
        long[] successes = new long[TRUTH.length];
        double regret = 0;
        BanditRound round = BanditRound.first(PLAN, 0);
        for (int number = 1; number <= ROUNDS; number++) {
            long[] given = new long[TRUTH.length];
            long[] converted = new long[TRUTH.length];
            for (int i = 0; i < UNITS; i++) {
                int place = Assignment.placeIn(round, salt, "unit-" + number + "-" + i);
                given[place]++;
                converted[place] += random.nextDouble() < TRUTH[place] ? 1 : 0;
                regret += TRUTH[1] - TRUTH[place];
            }
            List<BanditRound.Seen> seen = new ArrayList<>();
            for (int v = 0; v < TRUTH.length; v++) {
                logged.add(new OffPolicyReading.Logged(
                        number,
                        v,
                        round.arms().get(v).buckets(),
                        new Sums(given[v], converted[v], 0, converted[v], 0, 0)));
                units[v] += given[v];
                successes[v] += converted[v];
                seen.add(new BanditRound.Seen(units[v], successes[v]));
            }
            round = round.next(PLAN, seen, number);
        }
        return new Run(logged, regret);
    }

    private static double value(@org.jspecify.annotations.Nullable Double told) {
        return told == null ? Double.NaN : told;
    }

    private static double mean(double[] values) {
        return java.util.Arrays.stream(values).average().orElseThrow();
    }

    private static double error(double[] values) {
        double mean = mean(values);
        double squares = java.util.Arrays.stream(values)
                .map(one -> (one - mean) * (one - mean))
                .sum();
        return Math.sqrt(squares / (values.length - 1) / values.length);
    }
}
