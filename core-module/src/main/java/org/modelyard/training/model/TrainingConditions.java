package org.modelyard.training.model;

import org.jspecify.annotations.Nullable;

/**
 * How a job is done, beside what it learns.
 *
 * @param startFrom version of the same model that the fit goes on from, with rows that it has not learnt from; null: from nothing
 * @param weights of the rows; null: all the same
 * @param executor where the fit runs
 * @param deployTo environment that a version that passes its gates is deployed to at once; null: none
 */
public record TrainingConditions(
        @Nullable String startFrom, @Nullable RowWeighting weights, ExecutorKind executor, @Nullable String deployTo) {

    public static final TrainingConditions USUAL = new TrainingConditions(null, null, ExecutorKind.LOCAL, null);
}
