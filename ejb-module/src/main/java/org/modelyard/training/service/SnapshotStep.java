package org.modelyard.training.service;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.settings.TrainingSettings;
import org.modelyard.training.model.MemoryEstimate;
import org.modelyard.training.model.TrainingPhase;
import org.modelyard.training.model.TrainingPlan;

/** Fixes what is trained on, and looks whether it fits into memory. */
@Named
@Dependent
public class SnapshotStep extends TrainingStep {

    @Inject
    private TrainingTables tables;

    @Inject
    private TrainingSettings settings;

    @Inject
    private Clock clock;

    @Override
    TrainingPhase phase() {
        return TrainingPhase.SNAPSHOT;
    }

    @Override
    void work(TrainingTask task, TrainingRun run) {
        UUID known = task.snapshot();
        TrainingTables.Frozen frozen = known == null
                ? tables.take(task.caller(), task.dataset(), since(task.plan()))
                : tables.snapshot(task.caller(), task.dataset(), known);
        MemoryEstimate needed = MemoryEstimate.of(frozen.schema(), frozen.rows(), frozen.bytes(), task.plan());
        needed.require(task.plan().conditions().executor(), settings.memory(), settings.processHeap());
        ledger().uses(task.id(), frozen.id(), needed.total());
    }

    private @Nullable Instant since(TrainingPlan plan) {
        Long window = plan.windowSeconds();
        return window == null ? null : clock.instant().minusSeconds(window);
    }

    @Override
    String next(TrainingTask task) {
        return task.plan().search() == null ? super.next(task) : "SEARCH";
    }
}
