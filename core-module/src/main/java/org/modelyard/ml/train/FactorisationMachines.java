package org.modelyard.ml.train;

import java.util.List;
import java.util.Set;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.train.Hyperparameter.Scale;

/**
 * A factorisation machine of degree 2 (Rendle 2010), by AdaGrad row by row: what pairs of features say, also of pairs that are rare. With
 * three labels or more each label has its own, and a softmax chooses. A step is a pass over the training rows.
 */
final class FactorisationMachines implements LearningTrainer {

    private static final List<Hyperparameter> HYPERPARAMETERS = Encodings.with(
            32,
            Hyperparameter.integer("factors", 1, 256, 8, "Numbers a feature has to be paired with others.")
                    .withSearch(2, 32, Scale.LOG),
            Hyperparameter.integer("epochs", 1, 1_000, 40, "The most passes over the training rows."),
            Hyperparameter.number(
                            "learningRate",
                            1e-5,
                            100,
                            0.5,
                            "Length of a step in rows of typical length, before it adapts to the weight.")
                    .withSearch(0.02, 5, Scale.LOG),
            Hyperparameter.number(
                            "l2", 0, 1, 1e-5, "Pull of the linear weights to zero, relative to the mean loss of a row.")
                    .withSearch(1e-8, 1e-2, Scale.LOG),
            Hyperparameter.number(
                            "factorL2", 0, 1, 1e-4, "Pull of the factors to zero, relative to the mean loss of a row.")
                    .withSearch(1e-7, 1e-1, Scale.LOG),
            Hyperparameter.number(
                    "initialFactors",
                    1e-6,
                    1,
                    0.05,
                    "The first factors are drawn from minus this to this, over the rows' typical length."),
            DescentOptions.validationShare(),
            DescentOptions.patience(3));

    @Override
    public String type() {
        return "factorisation-machine";
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
        return new MachineState(MachineProblem.of(spec, data, seed));
    }

    @Override
    public Learning fromBytes(TrainerSpec spec, TrainingData data, long seed, byte[] bytes) {
        return MachineState.fromBytes(MachineProblem.of(spec, data, seed), bytes);
    }
}
