package org.modelyard.ml.train;

import java.util.Locale;

/** The ways to follow a gradient, with the learning rate that suits most data. */
enum OptimizerKind {
    ADAGRAD(2, 0),
    ADAM(0.002, 2),
    ADAMW(0.002, 2),
    MOMENTUM(0.002, 1),
    SGD(0.02, 0);

    private final double rate;
    private final int moments;

    OptimizerKind(double rate, int moments) {
        this.rate = rate;
        this.moments = moments;
    }

    /** Its learning rate where none is given. */
    double rate() {
        return rate;
    }

    /** Numbers it keeps for each weight; what it keeps for a feature alone does not count. */
    int moments() {
        return moments;
    }

    /** As in a specification. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static OptimizerKind of(TrainerSpec spec) {
        return valueOf(spec.text("optimizer").toUpperCase(Locale.ROOT));
    }
}
