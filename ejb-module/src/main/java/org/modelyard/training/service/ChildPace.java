package org.modelyard.training.service;

import java.util.ArrayList;
import java.util.List;
import org.modelyard.ml.train.Progress;
import org.modelyard.training.model.EpochFigures;
import org.modelyard.training.process.FitSaying;

/** How a process goes on: what it says becomes rows and progress, and it is asked for checkpoints. For the watching thread. */
final class ChildPace {

    private final TrainingTask task;
    private final int fold;
    private final FitChild child;
    private final List<EpochFigures> untold = new ArrayList<>();
    private FitPace pace;
    private Progress last = new Progress(0, 0, Double.NaN, Double.NaN, Double.NaN);

    ChildPace(TrainingTask task, int fold, FitChild child) {
        this.task = task;
        this.fold = fold;
        this.child = child;
        this.pace = pace(0, 0, 0);
    }

    private FitPace pace(int output, int rows, int epoch) {
        return new FitPace(new FitPlace(task.plan(), fold, output), rows, epoch);
    }

    void hear(FitSaying saying) {
        if (saying instanceof FitSaying.Begun begun) {
            last = begun.at().progress();
            untold.addAll(pace.steps()); // of the fit before
            pace = pace(begun.output(), begun.rows(), last.epoch());
        } else if (saying instanceof FitSaying.Stepped stepped) {
            last = stepped.at().progress();
            pace.stepped(last, stepped.heapBytes(), stepped.nanos(), stepped.cpuNanos());
            if (pace.checkpointDue()) {
                child.save();
                pace.checkpointWritten(); // or asked for: it comes before the next step is said
            }
        }
    }

    boolean reportDue() {
        return pace.reportDue();
    }

    /** @return whether somebody asked to cancel */
    boolean report(TrainingLedger ledger) {
        untold.addAll(pace.steps());
        ledger.stepped(task.id(), List.copyOf(untold));
        untold.clear();
        return ledger.reach(task.id(), pace.of(last));
    }
}
