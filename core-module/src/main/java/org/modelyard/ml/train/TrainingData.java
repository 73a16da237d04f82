package org.modelyard.ml.train;

import org.modelyard.ml.feature.SparseRows;
import org.modelyard.ml.tree.Workers;

/**
 * What a trainer learns from: encoded rows and their answers.
 *
 * @param workers threads that a trainer may share its work with; the model does not depend on them
 */
public record TrainingData(SparseRows rows, Targets targets, Workers workers) {

    public TrainingData {
        if (rows.rows() != targets.rows()) {
            throw new IllegalArgumentException("rows and targets of different length");
        }
    }

    /** For the caller's thread alone. */
    public TrainingData(SparseRows rows, Targets targets) {
        this(rows, targets, Workers.ALONE);
    }
}
