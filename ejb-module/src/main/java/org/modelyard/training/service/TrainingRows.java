package org.modelyard.training.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.modelyard.ml.data.Table;
import org.modelyard.training.model.Holdout;

/** A job's rows, split as its plan says: loaded once an execution, and the same in each. */
@ApplicationScoped
public class TrainingRows {

    @Inject
    private TrainingTables tables;

    Holdout of(TrainingTask task, TrainingRun run) {
        Holdout known = run.rows();
        if (known != null) {
            return known;
        }
        if (task.snapshot() == null) {
            throw new IllegalStateException("the step before made no snapshot");
        }
        Table table = tables.load(task.caller(), task.snapshot());
        Holdout split = Holdout.split(
                task.plan().features().of(table),
                task.plan().holdout(),
                task.plan().seed());
        run.keep(split);
        return split;
    }
}
