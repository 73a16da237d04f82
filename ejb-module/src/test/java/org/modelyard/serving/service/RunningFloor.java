package org.modelyard.serving.service;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.experiment.model.AllocationStrategy;
import org.modelyard.experiment.model.BanditRound;
import org.modelyard.experiment.model.ExperimentPlan;
import org.modelyard.experiment.model.ExperimentSubject;
import org.modelyard.experiment.model.ExperimentWish;
import org.modelyard.experiment.model.MetricSource;
import org.modelyard.experiment.model.Targeting;
import org.modelyard.experiment.model.VariantTarget;
import org.modelyard.platform.model.Refusal;

/** The experiments that run, in memory. */
final class RunningFloor extends RunningExperiments {

    final List<Running> running = new ArrayList<>();
    final List<String> lost = new ArrayList<>();

    @Override
    public List<Running> all() {
        return List.copyOf(running);
    }

    @Override
    public void require(long organisationId, String name) {
        if (running.stream()
                .noneMatch(one ->
                        one.organisationId() == organisationId && one.name().equals(name))) {
            throw new Refusal.NotFound("experiment", name);
        }
    }

    @Override
    public void lost(Running experiment, String reason) {
        running.remove(experiment);
        lost.add(reason);
    }

    /** Two variants in production, the control with 40 % of those that are not held out, which are 10 %. */
    Running over(
            ExperimentSubject subject, @Nullable Targeting targeting, long endsAtMillis, VariantTarget... targets) {
        return over(subject, targeting, endsAtMillis, null, targets);
    }

    /**
     * A bandit over the same variants, in place of whatever ran.
     *
     * @param first buckets of the control in the round
     */
    Running bandit(ExperimentSubject subject, int number, int first, VariantTarget... targets) {
        running.clear();
        return over(
                subject,
                null,
                Long.MAX_VALUE,
                new BanditRound(
                        number,
                        0,
                        List.of(new BanditRound.Arm(first, 0.5, 0, 0), new BanditRound.Arm(10_000 - first, 0.5, 0, 0))),
                targets);
    }

    private Running over(
            ExperimentSubject subject,
            @Nullable Targeting targeting,
            long endsAtMillis,
            @Nullable BanditRound round,
            VariantTarget... targets) {
        boolean models = subject == ExperimentSubject.MODELS;
        ExperimentPlan plan = new ExperimentWish(
                        subject,
                        List.of(
                                new ExperimentWish.Variant("now", 0.4, null, models ? "a" : null, "champion"),
                                new ExperimentWish.Variant("next", 0.6, null, models ? "b" : null, "^1.2")),
                        targeting == null
                                ? null
                                : new ExperimentWish.Target(targeting.attributes(), targeting.condition()),
                        null,
                        0.1,
                        null,
                        round == null
                                ? new ExperimentWish.Metric(null, "click", null, null, null)
                                : new ExperimentWish.Metric(null, "used", null, null, null, MetricSource.FEEDBACK),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        models ? null : ServingFloor.MODEL,
                        null,
                        null,
                        null,
                        round == null ? null : new ExperimentWish.Allocation(AllocationStrategy.THOMPSON, null, null),
                        null)
                .plan();
        Running made = new Running(
                70, ServingFloor.ORGANISATION, "test", plan, 7, "salt-e", 0, endsAtMillis, List.of(targets), round);
        running.add(made);
        return made;
    }
}
