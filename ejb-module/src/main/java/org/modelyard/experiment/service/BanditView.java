package org.modelyard.experiment.service;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.modelyard.experiment.entity.ExperimentRounds;
import org.modelyard.experiment.model.AllocationStrategy;
import org.modelyard.experiment.model.BanditRound;
import org.modelyard.experiment.model.ExperimentPlan;
import org.modelyard.experiment.model.ExperimentReport;
import org.modelyard.serving.model.StickyHash;

/**
 * How a bandit divides units now, and what it believes.
 *
 * @param round that divides; the last one when the experiment is over
 * @param floor that no propensity falls below
 * @param next when shares are computed anew at the earliest; null when the experiment is over
 */
public record BanditView(
        AllocationStrategy strategy, int round, Instant since, @Nullable Instant next, double floor, List<Arm> arms) {

    /**
     * One variant.
     *
     * @param propensity chance with which a new unit gets it in this round
     * @param chanceToBeBest by the units that are judged now; a belief that states no error rate
     */
    public record Arm(String variant, double propensity, double chanceToBeBest) {}

    /** Empty where shares are fixed, and before the start. */
    static Optional<BanditView> of(
            ExperimentReading reading, ExperimentRounds rounds, ExperimentReport report, boolean running)
            throws SQLException {
        ExperimentPlan plan = reading.plan();
        if (!plan.adaptive()) {
            return Optional.empty();
        }
        List<Double> chances = report.chances();
        return rounds.latest(reading.experiment().id()).map(stored -> {
            BanditRound round = stored.round();
            Long due = stored.dueMillis();
            return new BanditView(
                    plan.bandit().strategy(),
                    round.number(),
                    Instant.ofEpochMilli(round.fromMillis()),
                    due == null || !running ? null : Instant.ofEpochMilli(due),
                    plan.bandit().floor() / (double) StickyHash.BUCKETS,
                    IntStream.range(0, chances.size())
                            .mapToObj(i -> new Arm(plan.variants().get(i).name(), round.propensity(i), chances.get(i)))
                            .toList());
        });
    }
}
