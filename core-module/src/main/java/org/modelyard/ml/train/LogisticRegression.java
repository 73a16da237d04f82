package org.modelyard.ml.train;

import java.util.List;
import java.util.Set;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.model.LinearModel;
import org.modelyard.ml.model.Link;
import org.modelyard.platform.model.Refusal;

/** Multinomial logistic regression; with two labels the binary one. */
final class LogisticRegression implements Trainer<LogisticState> {

    private static final List<Hyperparameter> HYPERPARAMETERS = Encodings.with(
            32,
            Hyperparameter.integer("epochs", 1, 1_000, 40, "The most passes over the training rows."),
            Hyperparameter.number(
                    "learningRate",
                    1e-4,
                    100,
                    2,
                    "Length of a step in rows of typical length, before it adapts to the feature."),
            Hyperparameter.number(
                    "l2", 0, 1, 1e-6, "Pull of the weights to zero, relative to the mean log loss of a row."),
            Hyperparameter.number(
                    "validationShare",
                    0,
                    0.5,
                    0.1,
                    "Share of the training rows held back to find the best epoch; 0: the last epoch is kept."),
            Hyperparameter.integer(
                    "patience", 1, 1_000, 3, "Epochs without a better validation loss after which it stops."));

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
    public LogisticState start(TrainerSpec spec, TrainingData data, long seed) {
        return new LogisticState(LogisticProblem.of(spec, data, seed));
    }

    @Override
    public LogisticState step(LogisticState state) {
        LogisticProblem problem = state.problem;
        LogisticEpoch epoch = new LogisticEpoch(state);
        boolean heldBack = problem.validation().length > 0;
        if (heldBack && state.best == state.weights) {
            state.best = state.weights.clone();
        }
        state.trainingLoss = epoch.learn(problem.order(state.epoch), problem.codes(), state.time);
        state.time += problem.training().length;
        state.epoch++;
        state.validationLoss = epoch.loss(problem.validation(), problem.codes());
        if (!Double.isFinite(state.trainingLoss)) {
            throw new Refusal.Invalid("trainer.learningRate", "The training does not converge: lower learningRate.");
        }
        if (!heldBack || state.validationLoss < state.bestLoss) {
            state.bestLoss = state.validationLoss;
            state.bestEpoch = state.epoch;
            state.best = state.weights;
        }
        return state;
    }

    @Override
    public boolean done(LogisticState state) {
        TrainerSpec spec = state.problem.spec();
        return state.epoch >= spec.integer("epochs") || state.epoch - state.bestEpoch >= spec.integer("patience");
    }

    @Override
    public Progress progress(LogisticState state) {
        return new Progress(
                state.epoch, state.problem.spec().integer("epochs"), state.trainingLoss, state.validationLoss);
    }

    @Override
    public byte[] toBytes(LogisticState state) {
        return state.toBytes();
    }

    @Override
    public LogisticState fromBytes(TrainerSpec spec, TrainingData data, long seed, byte[] bytes) {
        return LogisticState.fromBytes(LogisticProblem.of(spec, data, seed), bytes);
    }

    @Override
    public LinearModel finish(LogisticState state) {
        int outputs = state.problem.outputs();
        int width = state.problem.width();
        double[] weights = new double[width * outputs];
        double[] bias = new double[outputs];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = state.best[i];
        }
        for (int k = 0; k < outputs; k++) {
            bias[k] = state.best[weights.length + k];
        }
        return new LinearModel(outputs == 1 ? Link.LOGISTIC : Link.SOFTMAX, outputs, width, weights, bias);
    }
}
