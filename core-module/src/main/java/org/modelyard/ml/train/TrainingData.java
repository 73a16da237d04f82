package org.modelyard.ml.train;

import org.modelyard.ml.feature.SparseRows;

/** What a trainer learns from: encoded rows and their answers. */
public record TrainingData(SparseRows rows, Targets targets) {

    public TrainingData {
        if (rows.rows() != targets.rows()) {
            throw new IllegalArgumentException("rows and targets of different length");
        }
    }
}
