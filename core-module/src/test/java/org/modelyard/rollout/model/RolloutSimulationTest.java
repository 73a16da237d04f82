package org.modelyard.rollout.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.modelyard.serving.model.UnitCounts;
import org.modelyard.testdata.SimulatedRuns;

/**
 * How often a judgement that is looked at each minute is wrong, and how soon it is right. The two sides draw from the same
 * distribution, which itself moves over the day, while the candidate's share grows from 1 to 50 % in five steps.
 */
class RolloutSimulationTest {

    private static final int MINUTES = 24 * 60;
    private static final int CANARY_REQUESTS = 10_000;

    /** Multiples of the golden ratio lie evenly, in an order that has nothing to do with what is drawn; 8 bits are the group. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private static final int GROUP_BITS = 56;
    private static final double[] PERCENTS = {1, 5, 10, 25, 50};
    private static final RolloutPlan ROLLOUT = new RolloutWish(
                    RolloutStrategy.CANARY,
                    Arrays.stream(PERCENTS)
                            .mapToObj(percent -> new RolloutWish.Step(percent, null, null))
                            .toList(),
                    null,
                    null,
                    null,
                    null,
                    null)
            .plan();
    private static final JudgementPlan PLAN = ROLLOUT.judgement();

    @Test
    void a_candidate_that_is_the_champion_is_rarely_rolled_back() {
        falseAlarms(40, 60);
    }

    @Tag("long")
    @Test
    void a_candidate_that_is_the_champion_is_rarely_rolled_back_in_a_thousand_days() {
        falseAlarms(1_000, 600);
    }

    @Test
    void twice_the_errors_are_found() {
        found(50);
    }

    @Tag("long")
    @Test
    void twice_the_errors_are_found_in_a_thousand_rollouts() {
        found(1_000);
    }

    private static void falseAlarms(int all, int perMinute) {
        SimulatedRuns runs = SimulatedRuns.of(all);
        int rolledBack = runs.count(run -> alarmed(new Traffic(run), perMinute));
        int bound = runs.most(PLAN.alpha());
        runs.tell(
                "| canary that is the champion, %d requests a minute, looked at each minute for 24 hours | %,d |"
                        + " %d rolled back | at most %d |",
                perMinute, runs.runs(), rolledBack, bound);
        assertThat(rolledBack).isLessThanOrEqualTo(bound);
    }

    private static boolean alarmed(Traffic traffic, int perMinute) {
        Side champion = new Side();
        Side candidate = new Side();
        for (int i = 0; i < 1_000; i++) {
            traffic.request(champion, 0.02, 0);
        }
        RolloutEvidence evidence = RolloutEvidence.begin(ROLLOUT, champion.seen(), candidate.seen(), 0);
        for (int minute = 0; minute < MINUTES; minute++) {
            int step = minute * PERCENTS.length / MINUTES;
            double share = PERCENTS[step] / 100;
            evidence = step > evidence.step() ? evidence.newShare(minute * 60_000L) : evidence;
            double wave = Math.sin(2 * Math.PI * minute / MINUTES);
            for (int i = 0; i < perMinute; i++) {
                traffic.request(traffic.chance() < share ? candidate : champion, 0.02 + 0.01 * wave, wave);
            }
            evidence = evidence.look(PLAN, champion.seen(), candidate.seen(), minute * 60_000L);
            if (evidence.fails(PLAN)) {
                assertThat(failed(evidence.verdicts(PLAN))).isTrue();
                return true;
            }
        }
        assertThat(failed(evidence.verdicts(PLAN))).isFalse();
        return false;
    }

    private static void found(int all) {
        SimulatedRuns runs = SimulatedRuns.of(all);
        int[] after = runs.numbers()
                .map(run -> requestsUntilFound(new Traffic(10_000L + run)))
                .sorted()
                .toArray();
        long found = Arrays.stream(after).filter(one -> one <= CANARY_REQUESTS).count();
        runs.tell(
                "error rate 2 %% to 4 %%: %d of %d rolled back within %d canary requests; median %d, 95 %% within %d",
                found, after.length, CANARY_REQUESTS, after[after.length / 2], after[(int) (after.length * 0.95) - 1]);
        assertThat(found).isGreaterThanOrEqualTo((long) Math.ceil(0.95 * after.length));
    }

    private static int requestsUntilFound(Traffic traffic) {
        Side champion = new Side();
        Side candidate = new Side();
        RolloutEvidence evidence = RolloutEvidence.begin(ROLLOUT, champion.seen(), candidate.seen(), 0);
        while (candidate.requests < CANARY_REQUESTS) {
            for (int i = 0; i < 50; i++) {
                traffic.request(candidate, 0.04, 0);
            }
            for (int i = 0; i < 450; i++) {
                traffic.request(champion, 0.02, 0);
            }
            evidence = evidence.look(PLAN, champion.seen(), candidate.seen(), candidate.requests);
            if (evidence.fails(PLAN)) {
                return (int) candidate.requests;
            }
        }
        return Integer.MAX_VALUE;
    }

    private static boolean failed(List<RolloutVerdict> verdicts) {
        return verdicts.stream().anyMatch(RolloutVerdict.Fail.class::isInstance);
    }

    /** Requests whose latency spreads over some twenty bins, and moves with the day. */
    private static final class Traffic {
        private final SplittableRandom random;

        Traffic(long seed) {
            random = new SplittableRandom(seed);
        }

        double chance() {
            return random.nextDouble();
        }

        void request(Side side, double errorRate, double wave) {
            boolean failed = chance() < errorRate;
            side.requests++;
            side.failed += failed ? 1 : 0;
            // requests without a unit lie in any group; these draw no chance of their own
            side.units.add((int) (side.requests * SPREAD >>> GROUP_BITS), failed);
            double tail = -Math.log(1 - chance()) * 3;
            side.latencies[Math.min(95, (int) (30 + 2 * wave + tail))]++;
        }
    }

    private static final class Side {
        private long requests;
        private long failed;
        private final long[] latencies = new long[96];
        private final UnitCounts units = new UnitCounts();

        Sighting seen() {
            return new Sighting(requests, failed, latencies.clone(), new long[50], List.of(), Arm.NONE).grouped(units);
        }
    }
}
