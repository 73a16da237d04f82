package org.modelyard.experiment.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.modelyard.experiment.analysis.Sums;
import org.modelyard.testdata.SimulatedRuns;

/**
 * Bandits of four variants whose shares all grow to three times what they were: eight rounds of 200 units. What is promised of estimates off policy holds there too, while plain
 * values of variants that were given more later are too high.
 */
class MovingBanditSimulationTest {

    private static final int ROUNDS = 8;
    private static final int UNITS = 200;
    /** In the first round. */
    private static final double[] TRUTH = {0.08, 0.09, 0.1, 0.15};

    private static final double LAST = 3;
    private static final int BEST = 3;
    /** Standard errors of a mean over the runs, 99.9 %. */
    private static final double FAR = 3.3;

    private static final ExperimentPlan PLAN = BanditPlans.of(TRUTH.length, 0.05);

    /** What one run told. */
    private record Run(List<OffPolicyReading.Logged> logged, double regret, boolean mismatch, double plain) {}

    @Test
    void estimates_are_without_bias_though_shares_move() {
        simulated(30);
    }

    @Tag("long")
    @Test
    void estimates_are_without_bias_though_shares_move_in_a_thousand_bandits() {
        simulated(1_000);
    }

    private static void simulated(int all) {
        SimulatedRuns numbers = SimulatedRuns.of(all);
        List<Run> runs = numbers.numbers()
                .mapToObj(run -> run("salt-" + run, new SplittableRandom(9_000_000L + run)))
                .toList();
        SoftAssertions softly = new SoftAssertions();
        for (int variant = 0; variant < TRUTH.length; variant++) {
            estimated(softly, numbers, runs, variant);
        }
        double even = 0;
        for (double one : TRUTH) {
            even += UNITS * ROUNDS * grown() * (TRUTH[BEST] - one) / TRUTH.length;
        }
        double[] lost = runs.stream().mapToDouble(Run::regret).toArray();
        double[] plain = runs.stream().mapToDouble(Run::plain).toArray();
        long rung = runs.stream().filter(Run::mismatch).count();
        numbers.tell(
                "bandit of %d variants, shares grow to three times: loses %.3f of what even shares lose; plain value of the best %.4f, its mean share %.4f;"
                        + " sample ratio mismatches %d (at most %d)",
                TRUTH.length, mean(lost) / even, mean(plain), TRUTH[BEST] * grown(), rung, numbers.most(0.001));
        softly.assertThat(mean(lost) + FAR * error(lost)).as("lost").isLessThan(even * 0.8);
        softly.assertThat(mean(plain) - FAR * error(plain))
                .as("plain values are led astray, else there is nothing to weigh out")
                .isGreaterThan(TRUTH[BEST] * grown());
        softly.assertThat(rung).as("mismatches").isLessThanOrEqualTo(numbers.most(0.001));
        softly.assertAll();
    }

    private static void estimated(SoftAssertions softly, SimulatedRuns numbers, List<Run> runs, int variant) {
        double truth = TRUTH[variant] * grown();
        double[] policy = new double[TRUTH.length];
        policy[variant] = 1;
        double[][] found = new double[3][runs.size()];
        int[] covered = new int[3];
        for (int r = 0; r < runs.size(); r++) {
            OffPolicyReading reading =
                    OffPolicyReading.of(PLAN, policy, runs.get(r).logged());
            for (int m = 0; m < 3; m++) {
                OffPolicyReading.Estimate one = reading.estimates().get(m);
                assertThat(one.estimate()).isNotNull();
                assertThat(one.low()).isNotNull();
                assertThat(one.high()).isNotNull();
                found[m][r] = one.estimate();
                covered[m] += one.low() <= truth && truth <= one.high() ? 1 : 0;
            }
        }
        numbers.tell(
                "bandit, always variant %d earns %.4f: IPS %.4f (error %.4f, covers %d), SNIPS %.4f (%.4f, %d), DR %.4f (%.4f, %d) of %d",
                variant,
                truth,
                mean(found[0]),
                error(found[0]),
                covered[0],
                mean(found[1]),
                error(found[1]),
                covered[1],
                mean(found[2]),
                error(found[2]),
                covered[2],
                runs.size());
        for (int m : new int[] {0, 2}) {
            softly.assertThat(Math.abs(mean(found[m]) - truth))
                    .as(OffPolicyReading.Method.values()[m] + " of variant " + variant)
                    .isLessThan(FAR * error(found[m]));
        }
        softly.assertThat(Math.abs(mean(found[1]) - truth)).as("SNIPS, nearly").isLessThan(0.02);
    }

    /** So many times the shares of the first round on the average. */
    private static double grown() {
        return (1 + LAST) / 2;
    }

    private static Run run(String salt, SplittableRandom random) {
        List<OffPolicyReading.Logged> logged = new ArrayList<>();
        Map<Integer, long[]> divided = new HashMap<>();
        List<BanditRound> rounds = new ArrayList<>(List.of(BanditRound.first(PLAN, 0)));
        long[] units = new long[TRUTH.length];
        long[] successes = new long[TRUTH.length];
        double regret = 0;
        for (int number = 1; number <= ROUNDS; number++) {
            BanditRound round = rounds.get(number - 1);
            double level = 1 + (LAST - 1) * (number - 1) / (ROUNDS - 1.0);
            long[] given = new long[TRUTH.length];
            long[] converted = new long[TRUTH.length];
            for (int i = 0; i < UNITS; i++) {
                int place = Assignment.placeIn(round, salt, "unit-" + number + "-" + i);
                given[place]++;
                converted[place] += random.nextDouble() < level * TRUTH[place] ? 1 : 0;
                regret += level * (TRUTH[BEST] - TRUTH[place]);
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
            divided.put(number, given);
            rounds.add(round.next(PLAN, seen, number));
        }
        return new Run(
                logged,
                regret,
                BanditReading.ratio(rounds, divided).mismatch(),
                successes[BEST] / (double) units[BEST]);
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
