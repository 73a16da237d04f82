package org.modelyard.ml.model;

import org.modelyard.ml.feature.SparseVector;

/** From an encoded row to sums, of which its {@link Link} makes the answer. Immutable, and safe for many threads. */
public sealed interface TrainedModel
        permits LinearModel,
                CompactLinear,
                TreeEnsemble,
                Perceptron,
                FactorisationMachine,
                NearestNeighbours,
                Ensemble {

    Link link();

    /** Sums a row has: 1 for regression and for two labels (in favour of the second), else one a label. */
    int outputs();

    /** Encoded features. */
    int width();

    /** The single sum of a row, for one output. Allocates nothing, but for ensembles. */
    double sum(SparseVector row);

    /** Writes all sums of a row into {@code sums}, one an output. Allocates nothing, but for ensembles. */
    void sums(SparseVector row, double[] sums);

    /** How many labels the model tells apart; 0 for regression. */
    default int labels() {
        return link().labels(outputs());
    }
}
