package org.modelyard.training.service;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.UUID;
import org.modelyard.platform.settings.TrainingSettings;
import org.modelyard.training.model.MemoryEstimate;
import org.modelyard.training.model.TrainingPhase;

/** Fixes what is trained on, and looks whether it fits into memory. */
@Named
@Dependent
public class SnapshotStep extends TrainingStep {

    @Inject
    private TrainingTables tables;

    @Inject
    private TrainingSettings settings;

    @Override
    TrainingPhase phase() {
        return TrainingPhase.SNAPSHOT;
    }

    @Override
    void work(TrainingTask task, TrainingRun run) {
        UUID known = task.snapshot();
        TrainingTables.Frozen frozen = known == null
                ? tables.take(task.caller(), task.dataset())
                : tables.snapshot(task.caller(), task.dataset(), known);
        MemoryEstimate.require(frozen.schema(), frozen.rows(), frozen.bytes(), settings.memory());
        ledger().uses(task.id(), frozen.id());
    }
}
