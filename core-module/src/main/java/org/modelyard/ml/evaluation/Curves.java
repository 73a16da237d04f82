package org.modelyard.ml.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the pictures of an evaluation are drawn from.
 *
 * @param labels one of the positive label of two; one a label where there are few labels; else empty
 * @param reliability bins that have rows: of the positive label of two, else of the answer being right; empty for a
 *     regression
 * @param residuals null for a classification
 */
public record Curves(List<LabelCurves> labels, List<ReliabilityBin> reliability, @Nullable Residuals residuals) {

    public Curves {
        labels = List.copyOf(labels);
        reliability = List.copyOf(reliability);
    }
}
