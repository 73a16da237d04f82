package org.modelyard.rollout.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.platform.service.StatementFailed;
import org.modelyard.registry.service.Registry;
import org.modelyard.rollout.entity.LabelClusters;
import org.modelyard.rollout.entity.Rollout;
import org.modelyard.rollout.entity.RolloutCounts;
import org.modelyard.rollout.entity.RolloutValues;
import org.modelyard.rollout.entity.StepTimes;
import org.modelyard.rollout.model.RolloutEvidence;
import org.modelyard.rollout.model.RolloutMetric;
import org.modelyard.rollout.model.RolloutStrategy;
import org.modelyard.rollout.model.TypicalError;

/** What is seen of both sides of a rollout at a look, in the caller's transaction. */
@ApplicationScoped
public class RolloutSights {

    /** What the champion showed in this time before gives the thresholds. */
    private static final Duration BEFORE = Duration.ofDays(1);

    @Inject
    private RolloutCounts counts;

    @Inject
    private RolloutValues values;

    @Inject
    private LabelClusters clusters;

    @Inject
    private Registry registry;

    /**
     * What was seen.
     *
     * @param at when looking began
     * @param version of the rollout's row that this goes on from
     * @param evidence as it was, or begun now; without what is seen, but for the threshold that it may give
     */
    public record Seen(Instant at, long version, RolloutEvidence evidence, RolloutCounts.Sides sides) {}

    /** Reads all that was told since the rollout began, which may take seconds: nobody should have to wait for it. */
    Seen see(Rollout rollout, Instant now) {
        boolean labelled = rollout.plan().judgement().metrics().contains(RolloutMetric.ACCURACY);
        RolloutEvidence before = rollout.evidence().orElse(null);
        if (before == null) {
            RolloutCounts.Sides sides = sides(rollout, null);
            before = RolloutEvidence.begin(rollout.plan(), sides.champion(), sides.candidate(), now.toEpochMilli());
        }
        if (labelled && before.typicalError() == null && numbers(rollout)) {
            List<Double> errors = counts.errors(compared(rollout), since(rollout), TypicalError.MOST);
            Double typical = TypicalError.of(errors, rollout.plan().judgement().minimum())
                    .orElse(null);
            if (typical != null) {
                RolloutCounts.Sides sides = sides(rollout, new RolloutCounts.Labels(before.began(), typical));
                return new Seen(
                        now,
                        rollout.version(),
                        before.judgingErrors(typical, sides.champion(), sides.candidate()),
                        sides);
            }
        }
        RolloutCounts.Labels labels = labelled ? new RolloutCounts.Labels(before.began(), before.typicalError()) : null;
        return new Seen(now, rollout.version(), before, valued(rollout, before.began(), sides(rollout, labels)));
    }

    /** With what answers were worth, where that is judged. */
    private RolloutCounts.Sides valued(Rollout rollout, List<Long> began, RolloutCounts.Sides sides) {
        if (!rollout.plan().judgement().metrics().contains(RolloutMetric.VALUE)) {
            return sides;
        }
        try {
            RolloutValues.Sides worth = values.sides(compared(rollout), StepTimes.of(began));
            return new RolloutCounts.Sides(
                    sides.champion().valued(worth.champion(), worth.championRepeats()),
                    sides.candidate().valued(worth.candidate(), worth.candidateRepeats()));
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    private boolean numbers(Rollout rollout) {
        return registry.version(Caller.server(rollout.organisationId()), rollout.candidateVersionId())
                .signature()
                .labels()
                .isEmpty();
    }

    private RolloutCounts.Sides sides(Rollout rollout, RolloutCounts.@Nullable Labels labels) {
        RolloutCounts.Sides both = counts.sides(compared(rollout), since(rollout), labels);
        if (labels == null) {
            return both;
        }
        try {
            LabelClusters.Sides units = clusters.sides(compared(rollout), labels);
            return new RolloutCounts.Sides(
                    both.champion().labelledBy(units.champion()),
                    both.candidate().labelledBy(units.candidate()));
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    private static Instant since(Rollout rollout) {
        return rollout.createdAt().minus(BEFORE);
    }

    private static RolloutCounts.Compared compared(Rollout rollout) {
        return new RolloutCounts.Compared(
                rollout.organisationId(),
                rollout.modelId(),
                rollout.championId(),
                rollout.deploymentId(),
                rollout.plan().strategy() == RolloutStrategy.SHADOW);
    }
}
