package org.modelyard.serving.service;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.experiment.model.ExperimentPlan;
import org.modelyard.experiment.model.ExperimentSubject;
import org.modelyard.experiment.model.ExperimentWish;
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
                        new ExperimentWish.Metric(null, "click", null, null, null),
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
                        null,
                        null)
                .plan();
        Running made = new Running(
                70, ServingFloor.ORGANISATION, "test", plan, 7, "salt-e", 0, endsAtMillis, List.of(targets));
        running.add(made);
        return made;
    }
}
