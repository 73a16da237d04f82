package org.modelyard.training.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.search.SearchPlan;
import org.modelyard.training.model.JobRows;

/** A job's rows, split as its plan says: loaded once an execution, and the same in each. */
@ApplicationScoped
public class TrainingRows {

    @Inject
    private TrainingTables tables;

    @Inject
    private LearntRows learnt;

    JobRows of(TrainingTask task, TrainingRun run) {
        JobRows known = run.rows();
        if (known != null) {
            return known;
        }
        JobRows rows = JobRows.of(load(task), task.plan());
        run.keep(rows);
        return rows;
    }

    /** Those that the version learns from, split for the trials of its search. */
    JobRows ofTrials(TrainingTask task, TrainingRun run) {
        SearchPlan search = task.plan().search();
        if (search == null) {
            throw new IllegalStateException("the plan has no search");
        }
        synchronized (run) { // partitions share them
            JobRows known = run.trialRows();
            if (known != null) {
                return known;
            }
            JobRows rows = JobRows.ofTrials(load(task), task.plan(), search);
            run.keepForTrials(rows);
            return rows;
        }
    }

    private Table load(TrainingTask task) {
        if (task.snapshot() == null) {
            throw new IllegalStateException("the step before made no snapshot");
        }
        return learnt.fresh(task, tables.load(task.caller(), task.snapshot()));
    }
}
