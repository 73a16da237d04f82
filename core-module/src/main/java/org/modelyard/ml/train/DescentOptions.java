package org.modelyard.ml.train;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.modelyard.ml.train.Hyperparameter.Scale;

/** The hyperparameters of gradient descent, which the linear trainers share. */
final class DescentOptions {

    /** Plain gradient descent over all rows at once, as textbooks begin with it. */
    static final Map<String, Object> CLASSIC = Map.ofEntries(
            Map.entry("optimizer", OptimizerKind.SGD.word()),
            Map.entry("batchSize", 0),
            Map.entry("learningRate", 0.01),
            Map.entry("schedule", "constant"),
            Map.entry("l1", 0.0),
            Map.entry("l2", 0.1),
            Map.entry("tolerance", 1e-3),
            Map.entry("epochs", 1_000),
            Map.entry("patience", 1_000),
            Map.entry("validationShare", 0.2));

    private static final String[] OPTIMIZERS =
            Arrays.stream(OptimizerKind.values()).map(OptimizerKind::word).toArray(String[]::new);

    private DescentOptions() {}

    static Hyperparameter preset() {
        return Hyperparameter.choice(
                "preset",
                "Defaults of the other hyperparameters. 'classic': gradient descent over all rows at once, learningRate 0.01, l2 0.1,"
                        + " tolerance 0.001, at most 1000 epochs, a fifth of the rows held back.",
                "standard",
                "classic");
    }

    static Hyperparameter learningRate() {
        return Hyperparameter.number(
                        "learningRate",
                        1e-6,
                        100,
                        OptimizerKind.ADAGRAD.rate(),
                        "Length of a step. For adagrad in rows of typical length, before it adapts to the feature. Unless given it is "
                                + rates() + ".")
                .withSearch(1e-3, 10, Scale.LOG);
    }

    private static String rates() {
        return String.join(
                ", ",
                Arrays.stream(OptimizerKind.values())
                        .map(kind -> kind.rate() + " for " + kind.word())
                        .toList());
    }

    /** All but those that each trainer words itself. */
    static List<Hyperparameter> shared(int patience) {
        return List.of(
                learningRate(),
                Hyperparameter.choice("optimizer", "How the weights follow the gradient.", OPTIMIZERS)
                        .withSearch(),
                Hyperparameter.number(
                        "momentum",
                        0,
                        0.999,
                        0.9,
                        "Share of the last steps that momentum, adam and adamw keep in the next."),
                Hyperparameter.integer(
                        "batchSize",
                        0,
                        100_000,
                        1,
                        "Rows whose mean gradient makes a step; 0: all of them. From some hundreds on, several threads share a batch."),
                Hyperparameter.choice(
                        "schedule",
                        "How the learning rate goes on over the epochs: down to zero in a line or a cosine, or halved in steps.",
                        "constant",
                        "linear",
                        "cosine",
                        "step"),
                Hyperparameter.integer(
                        "warmupEpochs", 0, 1_000, 0, "Epochs over which the learning rate rises to its full value."),
                Hyperparameter.integer(
                        "stepEpochs",
                        1,
                        10_000,
                        10,
                        "With schedule step, epochs after which the learning rate halves."),
                validationShare(),
                patience(patience));
    }

    static Hyperparameter validationShare() {
        return Hyperparameter.number(
                "validationShare",
                0,
                0.5,
                0.1,
                "Share of the training rows held back to find the best epoch; 0: the last epoch is kept.");
    }

    static Hyperparameter patience(int epochs) {
        return Hyperparameter.integer(
                "patience", 1, 1_000, epochs, "Epochs without a better validation loss after which it stops.");
    }

    /** The preset's values, and the optimiser's learning rate. */
    static Map<String, Object> defaults(Map<String, ?> given) {
        Map<String, Object> defaults = new HashMap<>();
        if ("classic".equals(given.get("preset"))) {
            defaults.putAll(CLASSIC);
        }
        for (OptimizerKind kind : OptimizerKind.values()) {
            if (kind.word().equals(given.get("optimizer"))) {
                defaults.putIfAbsent("learningRate", kind.rate());
            }
        }
        return defaults;
    }
}
