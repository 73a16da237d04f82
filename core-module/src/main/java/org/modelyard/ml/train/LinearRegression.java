package org.modelyard.ml.train;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.model.TrainedModel;
import org.modelyard.ml.train.Hyperparameter.Scale;
import org.modelyard.platform.model.Refusal;

/** Least squares with L2 (ridge): solved exactly, or by gradient descent. The bias is not penalised. */
final class LinearRegression implements LearningTrainer {

    private static final String EXACT = "exact";
    private static final String GRADIENT = "gradient";

    private static final List<Hyperparameter> HYPERPARAMETERS = Encodings.with(
            32,
            DescentOptions.shared(2),
            Hyperparameter.choice(
                    "solver",
                    "'exact' takes conjugate gradients to the solution; 'gradient' descends and heeds optimizer, learningRate, momentum,"
                            + " batchSize, l1, schedule, warmupEpochs, stepEpochs, validationShare, patience and preset.",
                    EXACT,
                    GRADIENT),
            DescentOptions.preset(),
            Hyperparameter.integer(
                    "epochs",
                    1,
                    10_000,
                    500,
                    "The most iterations, or passes over the training rows; it stops when it has converged."),
            Hyperparameter.number(
                            "l2",
                            0,
                            1e9,
                            1,
                            "Pull of the weights to zero: times their squares, beside the sum of squared errors.")
                    .withSearch(1e-3, 1e3, Scale.LOG),
            Hyperparameter.number(
                    "l1",
                    0,
                    1e9,
                    0,
                    "With the gradient solver, times the weights' absolute values, beside half the sum of squared errors in the"
                            + " target's variances."),
            Hyperparameter.number(
                    "tolerance",
                    0,
                    0.1,
                    1e-8,
                    "The exact solver has converged when the gradient is this fraction of the first, at least "
                            + LeastSquares.LEAST
                            + "; the gradient solver when an epoch lowers the mean squared error by less, in the target's"
                            + " variances (0: it does not look)."));

    @Override
    public String type() {
        return "linear-regression";
    }

    @Override
    public Set<Task> tasks() {
        return Set.of(Task.REGRESSION);
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
        Map<String, Object> defaults = new HashMap<>(DescentOptions.defaults(given));
        if ("classic".equals(given.get("preset"))) {
            defaults.put("solver", GRADIENT);
        } else if (GRADIENT.equals(given.get("solver"))) {
            defaults.put("epochs", 40);
            defaults.put("tolerance", 0.0);
        }
        return defaults;
    }

    @Override
    public Learning start(TrainerSpec spec, TrainingData data, long seed) {
        Targets.Values targets = numbers(data);
        return exact(spec)
                ? LeastSquares.start(spec, data, targets.values(), seed)
                : new DescentState(DescentProblem.of(spec, data, seed));
    }

    @Override
    public boolean goesOn() {
        return true;
    }

    @Override
    public Learning startFrom(TrainerSpec spec, TrainingData data, long seed, TrainedModel model) {
        numbers(data);
        if (exact(spec)) {
            throw new Refusal.Invalid(
                    "trainer.solver",
                    "The exact solver forgets where it began: take solver 'gradient' to go on from a model.");
        }
        return DescentState.from(DescentProblem.of(spec, data, seed), model);
    }

    @Override
    public Learning fromBytes(TrainerSpec spec, TrainingData data, long seed, byte[] bytes) {
        Targets.Values targets = numbers(data);
        return exact(spec)
                ? LeastSquares.fromBytes(spec, data, targets.values(), seed, bytes)
                : DescentState.fromBytes(DescentProblem.of(spec, data, seed), bytes);
    }

    private static boolean exact(TrainerSpec spec) {
        return spec.text("solver").equals(EXACT);
    }

    private static Targets.Values numbers(TrainingData data) {
        if (!(data.targets() instanceof Targets.Values targets)) {
            throw new Refusal.Invalid("trainer.type", "linear-regression learns numbers, not labels.");
        }
        return targets;
    }
}
