package org.modelyard.ml.explain;

import org.jspecify.annotations.Nullable;
import org.modelyard.stats.Interval;

/**
 * What one input is worth to a model.
 *
 * @param importance by how much the metric gets worse without it, in the metric's unit; 0 or less: it is of no use; NaN where
 *     undefined
 * @param interval null where unknown
 * @param reason why there is no interval; null where there is one
 */
public record FeatureImportance(
        String feature, double importance, @Nullable Interval interval, @Nullable String reason) {}
