package org.modelyard.ml.train;

/** How the learning rate goes on over the epochs. */
enum Schedule {
    CONSTANT,
    /** Down to zero in a straight line. */
    LINEAR,
    /** Down to zero along half a cosine (Loshchilov and Hutter 2017, without restarts). */
    COSINE,
    /** Halved every few epochs. */
    STEP;

    /** What the learning rate of an epoch is multiplied by, above 0 to 1. Epochs count from 0. */
    static float factor(TrainerSpec spec, int epoch) {
        int warmup = spec.integer("warmupEpochs");
        if (epoch < warmup) {
            return (epoch + 1f) / (warmup + 1);
        }
        int gone = epoch - warmup;
        double share = (double) gone / Math.max(1, spec.integer("epochs") - warmup);
        return switch (valueOf(spec.text("schedule").toUpperCase(java.util.Locale.ROOT))) {
            case CONSTANT -> 1;
            case LINEAR -> (float) (1 - share);
            case COSINE -> (float) ((1 + StrictMath.cos(Math.PI * share)) / 2);
            case STEP -> (float) StrictMath.pow(0.5, gone / spec.integer("stepEpochs"));
        };
    }
}
