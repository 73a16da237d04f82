package org.modelyard.training.service;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.modelyard.ml.search.SearchPlan;
import org.modelyard.ml.search.Trial;
import org.modelyard.training.model.TrainingPhase;
import org.modelyard.training.model.TrainingProgress;

/**
 * One partition of a search: takes trials until there are no more. What a trial finds is a row before the next begins, so
 * that a killed search goes on with the trials that it had not ended.
 */
@Named
@Dependent
public class SearchStep extends TrainingStep {

    @Inject
    private Trying trying;

    @Inject
    private SearchLedger trials;

    @Inject
    private Clock clock;

    @Override
    TrainingPhase phase() {
        return TrainingPhase.SEARCH;
    }

    @Override
    void work(TrainingTask task, TrainingRun run) {
        SearchPlan plan = task.plan().search();
        if (plan == null || task.made().trainer() != null) {
            return;
        }
        TrialQueue queue = run.trials();
        while (!spent(plan, task)) {
            Optional<Trial> next =
                    queue.take(taken -> trials.next(task.id(), plan, task.plan().seed(), taken));
            if (next.isPresent()) {
                tryOut(task, run, plan, next.get());
            } else if (!queue.awaitEnd()) {
                return;
            }
            cancelled(task, plan);
        }
    }

    private void tryOut(TrainingTask task, TrainingRun run, SearchPlan plan, Trial trial) {
        List<Trial> others = trials.of(task.id());
        try {
            Trial ended = trying.run(task, run, plan, trial, others);
            trials.ended(task.id(), ended);
        } finally {
            run.trials().ended(trial);
        }
    }

    /** The minutes are over: no trial is begun any more. */
    private boolean spent(SearchPlan plan, TrainingTask task) {
        Double minutes = plan.minutes();
        return minutes != null
                && Duration.between(task.startedAt(), clock.instant()).toMillis() > minutes * 60_000;
    }

    private void cancelled(TrainingTask task, SearchPlan plan) {
        List<Trial> all = trials.of(task.id());
        long ended = all.stream().filter(trial -> !trial.running()).count();
        Double best = plan.ranked(all).stream().findFirst().map(Trial::score).orElse(null);
        TrainingProgress progress = new TrainingProgress(
                TrainingPhase.SEARCH,
                Math.toIntExact(ended),
                plan.trials(),
                Math.min(1, (double) ended / plan.trials()),
                null,
                best,
                null);
        if (ledger().reach(task.id(), progress)) {
            throw new TrainingInterrupted(StepOutcome.CANCELLED);
        }
    }
}
