package org.modelyard.training.service;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.nio.charset.StandardCharsets;
import org.modelyard.evaluation.model.TableScores;
import org.modelyard.ml.bundle.ModelBundle;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.registry.store.ArtifactStore;
import org.modelyard.training.model.Examination;
import org.modelyard.training.model.JobRows;
import org.modelyard.training.model.TrainingPhase;

/**
 * Asks the stored model, read back as serving will read it, about the rows that were held out; in a cross-validation, the
 * models of the folds about the rows that each had not learnt from.
 */
@Named
@Dependent
public class EvaluateStep extends TrainingStep {

    @Inject
    private TrainingRows rows;

    @Inject
    private FoldAnswers folds;

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
        ModelScorer scorer = ModelBundle.read(bundle).scorer();
        JobRows split = rows.of(task, run);
        TableScores answers = split.folds().isEmpty()
                ? TableScores.of(scorer, split.evaluation())
                : TableScores.joined(folds.of(task, run, split));
        Examination examination = Examination.of(scorer.signature().labels(), split.train(), answers);
        run.check();
        byte[] evaluation = examination.evaluation().toJson().getBytes(StandardCharsets.UTF_8);
        ledger().evaluated(
                        task.id(),
                        artifacts.put(evaluation).sha256(),
                        artifacts.put(examination.profile().toBytes()).sha256(),
                        RegistryJson.metrics(examination.evaluation()));
    }
}
