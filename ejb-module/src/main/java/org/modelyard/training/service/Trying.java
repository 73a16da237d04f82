package org.modelyard.training.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.search.SearchPlan;
import org.modelyard.ml.search.Trial;
import org.modelyard.platform.model.Refusal;
import org.modelyard.training.model.TrialFit;
import org.modelyard.training.process.FitSaying;

/** Carries out the trials of a search where the job's executor says. Wherever that is, the trial ends the same. */
@ApplicationScoped
public class Trying {

    @Inject
    private TrainingRows rows;

    @Inject
    private FitOrders orders;

    @Inject
    private FitProcesses processes;

    /**
     * @param others the trials so far
     * @return the trial with its outcome
     * @throws TrainingInterrupted when the step should not go on
     */
    Trial run(TrainingTask task, TrainingRun run, SearchPlan plan, Trial trial, List<Trial> others) {
        return switch (task.plan().conditions().executor()) {
            case LOCAL ->
                TrialFit.of(task.plan(), plan, rows.ofTrials(task, run)).run(trial, progress -> run.check(), others);
            case PROCESS ->
                processes.run(
                        task.id(),
                        "trial-" + trial.number(),
                        orders.of(task, trial, others),
                        child -> heard(run, child));
        };
    }

    private static @Nullable Trial heard(TrainingRun run, FitChild child) {
        boolean ended = false;
        while (true) {
            FitSaying saying = child.heard();
            if (saying instanceof FitSaying.Tried tried) {
                return Trial.fromJson(tried.trial());
            }
            if (saying instanceof FitSaying.Refused refused) {
                throw new Refusal.Conflict(refused.message()); // of the rows, so of every trial
            }
            if (saying == null) {
                if (ended) {
                    return null;
                }
                ended = child.awaitEnd(FitProcesses.LOOK_MILLIS);
            }
            run.check();
        }
    }
}
