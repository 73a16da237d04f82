package org.modelyard.ml.train;

import java.util.List;
import java.util.Set;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.train.Hyperparameter.Scale;

/**
 * A multilayer perceptron: rectified linear units, AdamW over batches of rows, dropout where wanted, and early stopping on rows held
 * back. A step is a pass over the training rows.
 */
final class NeuralNetwork implements LearningTrainer {

    private static final List<Hyperparameter> HYPERPARAMETERS = Encodings.ofWords(
            32,
            Hyperparameter.integer("hiddenLayers", 1, 3, 1, "Layers between the features and the answer.")
                    .withSearch(),
            Hyperparameter.integer("hiddenUnits", 1, 4_096, 64, "Units of each hidden layer.")
                    .withSearch(8, 256, Scale.LOG),
            Hyperparameter.integer("epochs", 1, 10_000, 60, "The most passes over the training rows."),
            Hyperparameter.number("learningRate", 1e-6, 10, 0.001, "Length of Adam's step.")
                    .withSearch(1e-4, 0.02, Scale.LOG),
            Hyperparameter.integer("batchSize", 1, 100_000, 32, "Rows whose mean gradient makes a step.")
                    .withSearch(8, 256, Scale.LOG),
            Hyperparameter.number(
                            "l2",
                            0,
                            100,
                            0.1,
                            "Pull of the weights to zero: the part of each that a step of length 1 takes away.")
                    .withSearch(1e-5, 1, Scale.LOG),
            Hyperparameter.number(
                            "dropout",
                            0,
                            0.9,
                            0,
                            "Share of the hidden units that is left out at random for each row learnt.")
                    .withSearch(0, 0.5, Scale.LINEAR),
            DescentOptions.validationShare(),
            DescentOptions.patience(5));

    @Override
    public String type() {
        return "neural-network";
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.CLASSIFICATION, Task.REGRESSION);
    }

    @Override
    public List<Hyperparameter> hyperparameters() {
        return HYPERPARAMETERS;
    }

    @Override
    public boolean weighted() {
        return true;
    }

    @Override
    public Learning start(TrainerSpec spec, TrainingData data, long seed) {
        return new NetworkState(NetworkProblem.of(spec, data, seed));
    }

    @Override
    public Learning fromBytes(TrainerSpec spec, TrainingData data, long seed, byte[] bytes) {
        return NetworkState.fromBytes(NetworkProblem.of(spec, data, seed), bytes);
    }
}
