package org.modelyard.ml.weights;

import org.jspecify.annotations.Nullable;

/**
 * A change of a weight by hand. Bounds and freezing hold in whatever training goes on from the version that comes of it.
 *
 * @param feature what the encoded feature means
 * @param label null: all labels
 * @param set the weight's new value
 * @param min lower bound; a weight below it is raised to it
 * @param max upper bound; a weight above it is lowered to it
 * @param frozen true: training leaves it as it is; false: nothing is laid down about it any more
 */
public record WeightChange(
        @Nullable String feature,
        @Nullable String label,
        @Nullable Double set,
        @Nullable Double min,
        @Nullable Double max,
        @Nullable Boolean frozen) {}
