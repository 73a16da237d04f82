package org.modelyard.training.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.search.SearchPlan;
import org.modelyard.registry.service.ModelVersionView;
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

    /** Those that the version is asked about, with all columns of the snapshot. */
    Table asked(TrainingTask task) {
        Table all = load(task);
        return all.select(JobRows.asked(all, task.plan()));
    }

    /** How many of such rows a version has learnt from. */
    long seen(TrainingTask task, ModelVersionView version, Table asked) {
        return learnt.seen(task.caller(), version, asked);
    }

    private Table load(TrainingTask task) {
        if (task.snapshot() == null) {
            throw new IllegalStateException("the step before made no snapshot");
        }
        return learnt.fresh(task, tables.load(task.caller(), task.snapshot()));
    }
}
