package org.modelyard.training.service;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.modelyard.ml.evaluation.Evaluation;
import org.modelyard.ml.evaluation.GateVerdict;
import org.modelyard.ml.evaluation.OutputEvaluation;
import org.modelyard.platform.service.IntactFiles;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.training.model.TrainingPhase;

/** Holds the evaluation against the plan's gates; without gates any model passes. */
@Named
@Dependent
public class GateStep extends TrainingStep {

    @Inject
    private IntactFiles files;

    @Inject
    private TrainingTables tables;

    @Override
    TrainingPhase phase() {
        return TrainingPhase.GATE;
    }

    @Override
    void work(TrainingTask task, TrainingRun run) {
        if (task.made().reasons() != null) {
            return;
        }
        List<String> reasons = List.of();
        if (!task.plan().gates().isEmpty()) {
            byte[] json =
                    files.read(task.place(), TrainingTask.require(task.made().evaluation(), "evaluation"));
            Evaluation evaluation = Evaluation.fromJson(new String(json, StandardCharsets.UTF_8));
            reasons = task.plan().verdicts(evaluation, outputs(task), examples(task)).stream()
                    .filter(verdict -> !verdict.passed())
                    .map(GateVerdict::reason)
                    .toList();
        }
        ledger().judged(task.id(), RegistryJson.write(reasons));
    }

    private List<OutputEvaluation> outputs(TrainingTask task) {
        String documents = task.made().documents();
        String address =
                documents == null ? null : RegistryJson.texts(documents).get(ArtifactKind.OUTPUTS);
        return address == null
                ? List.of()
                : OutputEvaluation.fromJson(new String(files.read(task.place(), address), StandardCharsets.UTF_8));
    }

    private long examples(TrainingTask task) {
        if (task.snapshot() == null) {
            throw new IllegalStateException("the step before made no snapshot");
        }
        return tables.snapshot(task.caller(), task.dataset(), task.snapshot()).rows();
    }
}
