package org.modelyard.training.model;

import org.jspecify.annotations.Nullable;

/**
 * How far a job is.
 *
 * @param phase null before it runs
 * @param epoch steps of the fit that are done
 * @param epochs the most steps it will do; 0 while unknown
 * @param fraction of the fit, 0-1
 * @param loss of the last step on the training rows; null before the first
 * @param validationLoss the same on rows held back by the trainer; null where there are none
 * @param etaSeconds of the fit, by the pace so far; null while unknown
 */
public record TrainingProgress(
        @Nullable TrainingPhase phase,
        int epoch,
        int epochs,
        double fraction,
        @Nullable Double loss,
        @Nullable Double validationLoss,
        @Nullable Long etaSeconds) {

    public static TrainingProgress none() {
        return at(null);
    }

    /** At the beginning of a step, with nothing of it done. */
    public static TrainingProgress at(@Nullable TrainingPhase phase) {
        return new TrainingProgress(phase, 0, 0, 0, null, null, null);
    }

    /** The same figures in another phase; after the fit all of it is done, also when it stopped early. */
    public TrainingProgress in(TrainingPhase next) {
        double done = next.compareTo(TrainingPhase.FIT) > 0 ? 1 : fraction;
        return new TrainingProgress(next, epoch, epochs, done, loss, validationLoss, null);
    }
}
