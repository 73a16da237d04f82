package org.modelyard.experiment.service;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.modelyard.experiment.entity.ExperimentRounds;
import org.modelyard.experiment.model.BanditRound;
import org.modelyard.experiment.model.ExperimentPlan;

/**
 * A stretch of time in which a bandit divided new units by the same propensities.
 *
 * @param round its number, from 1: the first divides by the plan's shares
 * @param next when shares are computed anew at the earliest; null where a later round has begun, and when the experiment is over
 */
public record RoundView(int round, Instant from, @Nullable Instant next, List<Arm> arms) {

    /**
     * One variant's.
     *
     * @param propensity chance with which a new unit got it
     * @param chanceToBeBest that it rests on, of the units that were judged when the round began; no error rate
     * @param units that were judged then
     * @param successes of them, with the metric's event
     */
    public record Arm(String variant, double propensity, double chanceToBeBest, long units, long successes) {}

    static RoundView of(ExperimentPlan plan, ExperimentRounds.Stored stored, boolean running) {
        BanditRound round = stored.round();
        Long due = stored.dueMillis();
        return new RoundView(
                round.number(),
                Instant.ofEpochMilli(round.fromMillis()),
                due == null || !running ? null : Instant.ofEpochMilli(due),
                IntStream.range(0, round.arms().size())
                        .mapToObj(i -> new Arm(
                                plan.variants().get(i).name(),
                                round.propensity(i),
                                round.arms().get(i).chance(),
                                round.arms().get(i).units(),
                                round.arms().get(i).successes()))
                        .toList());
    }
}
