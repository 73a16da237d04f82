package org.modelyard.training.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.modelyard.ml.bundle.ModelBundle;
import org.modelyard.ml.bundle.StoredModel;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.tree.Workers;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.service.Registry;
import org.modelyard.training.model.Fit;
import org.modelyard.training.model.TrainingPlan;

/** What a job's fit begins with: nothing, or the version that it goes on from. */
@ApplicationScoped
public class Fits {

    @Inject
    private ChosenTrainer chosen;

    @Inject
    private Registry registry;

    @Inject
    private FitThreads threads;

    /** @throws org.modelyard.platform.model.Refusal when the rows cannot be learnt from, or the version cannot be read */
    Fit of(TrainingTask task, Table learn) {
        TrainingPlan plan = task.plan();
        String from = plan.conditions().startFrom();
        return from == null
                ? Fit.of(chosen.of(task), plan, learn, threads.workers())
                : Fit.goingOn(chosen.of(task), plan, ours(task, from), learn, threads.workers());
    }

    private ModelScorer ours(TrainingTask task, String from) {
        if (StoredModel.read(registry.artifact(task.caller(), task.model(), from, ArtifactKind.MODEL))
                instanceof ModelBundle bundle) {
            return bundle.scorer();
        }
        throw new Refusal.Conflict(
                task.model() + " " + from + " is an ONNX file from elsewhere: no fit can go on from it.");
    }

    /** Threads that share a fit's work; the model does not depend on how many. */
    Workers workers() {
        return threads.workers();
    }
}
