package org.modelyard.training.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.bundle.ModelBundle;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.IntactFiles;
import org.modelyard.training.process.FitSaying;

/** Fits in a process of its own, which goes on from its last checkpoint when it was killed. */
@ApplicationScoped
public class ProcessFitting implements FitExecutor {

    @Inject
    private FitOrders orders;

    @Inject
    private FitProcesses processes;

    @Inject
    private TrainingLedger ledger;

    @Inject
    private IntactFiles files;

    @Override
    public ModelScorer run(TrainingTask task, TrainingRun run, int fold) {
        String bundle = processes.run(
                task.id(), Integer.toString(fold), orders.of(task, fold), child -> watched(task, run, fold, child));
        return ModelBundle.read(files.read(task.place(), bundle)).scorer();
    }

    /** @return address of the model; null when the process has died before it was done */
    private @Nullable String watched(TrainingTask task, TrainingRun run, int fold, FitChild child) {
        ChildPace pace = new ChildPace(task, fold, child);
        boolean ended = false;
        while (true) {
            FitSaying saying = child.heard();
            if (saying instanceof FitSaying.Done done) {
                pace.report(ledger);
                return done.bundle();
            }
            if (saying instanceof FitSaying.Refused refused) {
                throw new Refusal.Invalid("dataset", refused.message());
            }
            if (saying != null) {
                pace.hear(saying);
            } else if (ended) {
                return null;
            } else {
                ended = child.awaitEnd(FitProcesses.LOOK_MILLIS);
            }
            run.check();
            if (pace.reportDue() && pace.report(ledger)) {
                throw new TrainingInterrupted(StepOutcome.CANCELLED);
            }
        }
    }
}
