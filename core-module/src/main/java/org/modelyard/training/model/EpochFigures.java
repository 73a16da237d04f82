package org.modelyard.training.model;

import org.jspecify.annotations.Nullable;

/**
 * One step of a fit, as it was.
 *
 * @param fold of a cross-validation, from 1; 0: the fit of the version itself
 * @param epoch from 1
 * @param trainingLoss null where the trainer has none
 * @param validationLoss on rows held back by the trainer; null where there are none
 * @param learningRate null where the trainer has none
 * @param rowsPerSecond training rows over the step's time; null where that was too short to measure
 * @param cpuCores time of the fitting thread's processor over the step's time, 0-1; null where it is not known
 * @param heapBytes used by the whole server, or by the process that the fit has for itself
 * @param elapsedMillis since this execution began to fit
 */
public record EpochFigures(
        int fold,
        int epoch,
        @Nullable Double trainingLoss,
        @Nullable Double validationLoss,
        @Nullable Double learningRate,
        @Nullable Double rowsPerSecond,
        @Nullable Double cpuCores,
        long heapBytes,
        long elapsedMillis) {}
