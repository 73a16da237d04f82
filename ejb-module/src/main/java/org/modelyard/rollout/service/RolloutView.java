package org.modelyard.rollout.service;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.rollout.entity.Rollout;
import org.modelyard.rollout.model.RolloutMetric;
import org.modelyard.rollout.model.RolloutPlan;
import org.modelyard.rollout.model.RolloutState;
import org.modelyard.rollout.model.RolloutStep;
import org.modelyard.rollout.model.RolloutStrategy;

/**
 * A rollout as others see it.
 *
 * @param deployment the candidate's
 * @param champion version that serves
 * @param candidate version that is to take over
 * @param standing why it stands where it stands
 * @param step number of the present step, from 1
 * @param percent the candidate's share in this step
 * @param requests of the candidate, at the last look
 * @param dropped of a SHADOW: requests that it was not asked, since too many waited or it was too slow; null where none is known
 * @param promote whether it takes over by itself when all is well
 * @param deprecateReplaced whether the version that was replaced is deprecated then
 * @param verdicts what is known now, one for each metric; empty until it has started
 */
public record RolloutView(
        UUID id,
        UUID deployment,
        String model,
        String environment,
        String champion,
        String candidate,
        RolloutStrategy strategy,
        RolloutState state,
        String standing,
        int step,
        double percent,
        long requests,
        @Nullable Long dropped,
        List<StepView> steps,
        double alpha,
        long minimum,
        double quantile,
        List<RolloutMetric> metrics,
        boolean promote,
        Duration longest,
        boolean deprecateReplaced,
        String note,
        String createdBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        List<VerdictView> verdicts) {

    /** Over when its time has passed and the candidate has had its requests. */
    public record StepView(double percent, Duration duration, long requests) {

        static StepView of(RolloutStep step) {
            return new StepView(step.percent(), Duration.ofMillis(step.millis()), step.requests());
        }
    }

    static RolloutView of(Rollout rollout, @Nullable Long dropped, List<VerdictView> verdicts) {
        RolloutPlan plan = rollout.plan();
        return new RolloutView(
                rollout.publicId(),
                rollout.deployment(),
                rollout.model(),
                rollout.environment(),
                rollout.championVersion(),
                rollout.candidateVersion(),
                plan.strategy(),
                rollout.state(),
                rollout.standing(),
                rollout.step() + 1,
                plan.step(rollout.step()).percent(),
                rollout.requests(),
                dropped,
                plan.steps().stream().map(StepView::of).toList(),
                plan.judgement().alpha(),
                plan.judgement().minimum(),
                plan.judgement().quantile(),
                plan.judgement().metrics(),
                plan.promote(),
                Duration.ofMillis(plan.longestMillis()),
                plan.deprecate(),
                plan.note(),
                rollout.createdBy(),
                rollout.createdAt(),
                rollout.startedAt(),
                rollout.endedAt(),
                verdicts);
    }
}
