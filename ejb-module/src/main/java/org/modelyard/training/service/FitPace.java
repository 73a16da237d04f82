package org.modelyard.training.service;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.train.Progress;
import org.modelyard.training.model.TrainingPhase;
import org.modelyard.training.model.TrainingProgress;

/** When a fit reports and saves, and how long it will take by its pace so far. */
final class FitPace {

    /** Cancelling is noticed at reports, so they come well within a second. */
    private static final long REPORT = Duration.ofMillis(200).toNanos();

    private static final long CHECKPOINT = Duration.ofSeconds(2).toNanos();

    private final int firstEpoch;
    private final long begun = System.nanoTime();
    private long reported = begun;
    private long saved = begun - CHECKPOINT;

    /** @param firstEpoch epochs that were done before this execution */
    FitPace(int firstEpoch) {
        this.firstEpoch = firstEpoch;
    }

    boolean reportDue() {
        long now = System.nanoTime();
        if (now - reported < REPORT) {
            return false;
        }
        reported = now;
        return true;
    }

    boolean checkpointDue() {
        return System.nanoTime() - saved >= CHECKPOINT;
    }

    void checkpointWritten() {
        saved = System.nanoTime();
    }

    TrainingProgress of(Progress progress) {
        int done = progress.epoch() - firstEpoch;
        int left = progress.epochs() - progress.epoch();
        Long eta = done < 1
                ? null
                : Duration.ofNanos((long) ((double) (System.nanoTime() - begun) / done * left))
                        .toSeconds();
        return new TrainingProgress(
                TrainingPhase.FIT,
                progress.epoch(),
                progress.epochs(),
                progress.epochs() == 0 ? 0 : (double) progress.epoch() / progress.epochs(),
                finite(progress.trainingLoss()),
                finite(progress.validationLoss()),
                eta);
    }

    private static @Nullable Double finite(double loss) {
        return Double.isFinite(loss) ? loss : null;
    }
}
