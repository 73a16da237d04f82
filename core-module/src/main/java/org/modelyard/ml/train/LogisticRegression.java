package org.modelyard.ml.train;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.model.TrainedModel;
import org.modelyard.ml.train.Hyperparameter.Scale;
import org.modelyard.platform.model.Refusal;

/** Multinomial logistic regression by gradient descent; with two labels the binary one. */
final class LogisticRegression implements LearningTrainer {

    private static final List<Hyperparameter> HYPERPARAMETERS = Encodings.with(
            32,
            DescentOptions.shared(2),
            DescentOptions.preset(),
            Hyperparameter.integer("epochs", 1, 1_000, 40, "The most passes over the training rows."),
            Hyperparameter.number(
                            "l2", 0, 1, 1e-6, "Pull of the weights to zero, relative to the mean log loss of a row.")
                    .withSearch(1e-8, 1e-2, Scale.LOG),
            Hyperparameter.number(
                            "l1",
                            0,
                            1,
                            0,
                            "Pull of the weights to zero, relative to the mean log loss of a row. With batches of many rows, those that"
                                    + " say little become exactly zero.")
                    .withSearch(1e-8, 1e-3, Scale.LOG),
            Hyperparameter.number(
                    "tolerance",
                    0,
                    1,
                    0,
                    "It has converged when an epoch lowers the mean log loss by less than this; 0: it does not look."));

    @Override
    public String type() {
        return "logistic-regression";
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.CLASSIFICATION);
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
    public Map<String, Object> defaults(Map<String, ?> given) {
        return DescentOptions.defaults(given);
    }

    @Override
    public Learning start(TrainerSpec spec, TrainingData data, long seed) {
        return new DescentState(problem(spec, data, seed));
    }

    @Override
    public boolean goesOn() {
        return true;
    }

    @Override
    public Learning startFrom(TrainerSpec spec, TrainingData data, long seed, TrainedModel model) {
        return DescentState.from(problem(spec, data, seed), model);
    }

    @Override
    public Learning fromBytes(TrainerSpec spec, TrainingData data, long seed, byte[] bytes) {
        return DescentState.fromBytes(problem(spec, data, seed), bytes);
    }

    private static DescentProblem problem(TrainerSpec spec, TrainingData data, long seed) {
        if (!(data.targets() instanceof Targets.Labels)) {
            throw new Refusal.Invalid("trainer.type", "logistic-regression learns labels, not numbers.");
        }
        return DescentProblem.of(spec, data, seed);
    }
}
