package org.modelyard.training.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a job is done, beside what it learns.
 *
 * @param startFrom version of the same model that the fit goes on from, with rows that it has not learnt from; null: from nothing
 * @param weights of the rows; null: all the same
 * @param executor where the fit runs
 * @param deployTo environment that a version that passes its gates is deployed to at once; null: none
 * @param slices that the evaluation looks at beside those that it finds, as {@link org.modelyard.ml.evaluation.DeclaredSlice#parse}
 *     reads them; null: none
 */
public record TrainingConditions(
        @Nullable String startFrom,
        @Nullable RowWeighting weights,
        ExecutorKind executor,
        @Nullable String deployTo,
        @Nullable List<Map<String, Object>> slices) {

    public static final TrainingConditions USUAL = new TrainingConditions(null, null, ExecutorKind.LOCAL, null, null);
}
