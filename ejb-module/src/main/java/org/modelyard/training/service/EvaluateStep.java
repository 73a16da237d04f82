package org.modelyard.training.service;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.nio.charset.StandardCharsets;
import org.modelyard.ml.bundle.ModelBundle;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.registry.store.ArtifactStore;
import org.modelyard.training.model.Examination;
import org.modelyard.training.model.TrainingPhase;

/** Asks the stored model, read back as serving will read it, about the rows that were held out. */
@Named
@Dependent
public class EvaluateStep extends TrainingStep {

    @Inject
    private TrainingRows rows;

    @Inject
    private ArtifactStore artifacts;

    @Override
    TrainingPhase phase() {
        return TrainingPhase.EVALUATE;
    }

    @Override
    void work(TrainingTask task, TrainingRun run) {
        if (task.made().evaluation() != null) {
            return;
        }
        byte[] bundle = artifacts.get(TrainingTask.require(task.made().bundle(), "model"));
        Examination examination = Examination.of(ModelBundle.read(bundle).scorer(), rows.of(task, run));
        run.check();
        byte[] evaluation = examination.evaluation().toJson().getBytes(StandardCharsets.UTF_8);
        ledger().evaluated(
                        task.id(),
                        artifacts.put(evaluation).sha256(),
                        artifacts.put(examination.profile().toBytes()).sha256(),
                        RegistryJson.metrics(examination.evaluation()));
    }
}
