package org.modelyard.ml.train;

import org.modelyard.ml.tree.BinnedRows;
import org.modelyard.platform.model.Refusal;

/** Training rows for trees. */
final class TreeData {

    /** Some 200 MB of sums for a leaf: beyond it a server has better things to do. */
    private static final long MOST_SUMS = 25_000_000;

    private TreeData() {}

    static BinnedRows binned(TrainerSpec spec, TrainingData data) {
        BinnedRows rows;
        try {
            rows = BinnedRows.of(data.rows(), spec.integer("maxBins"), spec.integer("minRows"), data.workers());
        } catch (IllegalArgumentException e) {
            Refusal.Invalid refusal = new Refusal.Invalid("dataset", "A feature holds a value that is no number.");
            refusal.initCause(e);
            throw refusal;
        }
        int outputs =
                data.targets() instanceof Targets.Labels labels ? labels.names().size() : 1;
        if ((long) rows.bins() * (outputs + 2) > MOST_SUMS) {
            throw new Refusal.Invalid(
                    "trainer.maxTerms",
                    rows.columns() + " encoded features make " + rows.bins()
                            + " bins, more than a server can add up for each leaf: lower maxTerms or maxBins.");
        }
        return rows;
    }
}
