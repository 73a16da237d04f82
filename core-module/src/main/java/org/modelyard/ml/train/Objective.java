package org.modelyard.ml.train;

import org.modelyard.ml.model.Link;

/**
 * What boosting lowers. Scores lie as {@code scores[row * outputs + output]}. StrictMath: the same on every machine.
 */
interface Objective {

    Link link();

    int outputs();

    /** The best scores that are the same for all rows, one an output. */
    double[] start(int[] rows, RowWeights weights);

    /** Told once before the trees of a round. */
    void begin(double[] scores, int[] rows);

    /** First and second derivatives of the row's loss by the score of an output, as {@link #begin} found it. */
    void derive(double[] scores, int output, int row, double[] gradients, double[] weights);

    /** Of a row: log loss in nats, or squared error. */
    double loss(double[] scores, int row);

    static Objective of(Targets targets) {
        if (targets instanceof Targets.Labels labels) {
            return labels.names().size() == 2
                    ? new LogisticObjective(labels.codes())
                    : new SoftmaxObjective(labels.codes(), labels.names().size());
        }
        return new SquaredErrorObjective(((Targets.Values) targets).values());
    }
}
