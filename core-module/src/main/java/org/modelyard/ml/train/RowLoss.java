package org.modelyard.ml.train;

import org.modelyard.ml.model.Link;

/** What is lowered row by row. StrictMath: the same on every machine. */
sealed interface RowLoss permits LogisticLoss, SoftmaxLoss, SquaredLoss, WeighedLoss {

    Link link();

    /** Sums a row has. */
    int outputs();

    /** Turns a row's sums into the derivatives of its loss by them, in place; @return the loss. */
    double derive(float[] sums, int row);

    /** What the summed losses of these rows are divided by for their mean. */
    default double total(int[] rows) {
        return rows.length;
    }

    /** Tells apart what must not be mixed up beside the targets; 0 without weights. */
    default long fingerprint() {
        return 0;
    }

    /** Log loss in nats for labels; squared error in variances of the target for numbers; times the weights that the data has. */
    static RowLoss of(TrainingData data, TargetScale scale) {
        RowLoss alike = of(data.targets(), scale);
        return data.weights().isNone() ? alike : new WeighedLoss(alike, data.weights());
    }

    private static RowLoss of(Targets targets, TargetScale scale) {
        if (targets instanceof Targets.Labels labels) {
            return labels.names().size() == 2
                    ? new LogisticLoss(labels.codes())
                    : new SoftmaxLoss(labels.codes(), labels.names().size());
        }
        return new SquaredLoss(scale.standardised(((Targets.Values) targets).values()));
    }
}
