package org.modelyard.training.service;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.modelyard.ml.bundle.ModelBundle;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.registry.store.ArtifactStore;
import org.modelyard.training.model.TrainingPhase;

/**
 * Learns step by step. The encoder is in no checkpoint: fitted on the same rows again it is the same, and so is the model
 * that comes out.
 */
@Named
@Dependent
public class FitStep extends TrainingStep {

    @Inject
    private ChosenTrainer chosen;

    @Inject
    private FitExecutors executors;

    @Inject
    private ArtifactStore artifacts;

    @Override
    TrainingPhase phase() {
        return TrainingPhase.FIT;
    }

    @Override
    void work(TrainingTask task, TrainingRun run) {
        if (task.made().bundle() != null) {
            return;
        }
        ModelScorer scorer = executors.run(task, run, 0);
        byte[] bundle = new ModelBundle(scorer, chosen.of(task), task.plan().seed()).write();
        run.check();
        ledger().fitted(task.id(), artifacts.put(bundle).sha256());
    }
}
