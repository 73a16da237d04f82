package org.modelyard.ml.train;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.feature.SparseRows;
import org.modelyard.ml.model.LinearModel;
import org.modelyard.ml.model.Link;
import org.modelyard.platform.model.Refusal;

/**
 * Least squares with L2 (ridge), solved exactly: conjugate gradients on the normal equations without forming them (CGLS, Björck
 * 1996, section 7.4), preconditioned by the columns' squared lengths. The bias is not penalised.
 */
final class LinearRegression implements Trainer<LeastSquaresState> {

    private static final List<Hyperparameter> HYPERPARAMETERS = Encodings.with(
            32,
            Hyperparameter.integer("epochs", 1, 10_000, 500, "The most iterations; it stops when it has converged."),
            Hyperparameter.number(
                    "l2",
                    0,
                    1e9,
                    1,
                    "Pull of the weights to zero: times their squares, beside the sum of squared errors."),
            Hyperparameter.number(
                    "tolerance",
                    1e-14,
                    0.1,
                    1e-8,
                    "It has converged when the gradient is this fraction of the first."));

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
    public LeastSquaresState start(TrainerSpec spec, TrainingData data, long seed) {
        LeastSquaresState state = fresh(spec, data, seed);
        double mean = 0;
        for (int row = 0; row < state.residuals.length; row++) {
            mean += (state.residuals[row] - mean) / (row + 1);
        }
        for (int row = 0; row < state.residuals.length; row++) {
            state.residuals[row] -= mean;
        }
        state.weights[state.weights.length - 1] = mean;
        double[] gradient = gradient(state);
        double[] lengths = lengths(state);
        for (int j = 0; j < gradient.length; j++) {
            state.direction[j] = gradient[j] / lengths[j];
            state.gradient += gradient[j] * state.direction[j];
        }
        state.firstGradient = state.gradient;
        state.converged = state.gradient == 0;
        return state;
    }

    private static LeastSquaresState fresh(TrainerSpec spec, TrainingData data, long seed) {
        if (!(data.targets() instanceof Targets.Values targets)) {
            throw new Refusal.Invalid("trainer.type", "linear-regression learns numbers, not labels.");
        }
        return new LeastSquaresState(spec, data.rows(), targets.values(), seed);
    }

    @Override
    public LeastSquaresState step(LeastSquaresState state) {
        double[] direction = state.direction;
        int last = direction.length - 1;
        double[] change = times(state.rows, direction);
        double curvature = squares(change, change.length) + state.spec.number("l2") * squares(direction, last);
        state.iteration++;
        if (!(curvature > 0)) {
            state.converged = true;
            return state;
        }
        double length = state.gradient / curvature;
        for (int j = 0; j <= last; j++) {
            state.weights[j] += length * direction[j];
        }
        for (int row = 0; row < change.length; row++) {
            state.residuals[row] -= length * change[row];
        }
        double[] gradient = gradient(state);
        double[] lengths = lengths(state);
        double next = 0;
        for (int j = 0; j <= last; j++) {
            next += gradient[j] * gradient[j] / lengths[j];
        }
        double kept = next / state.gradient;
        for (int j = 0; j <= last; j++) {
            direction[j] = gradient[j] / lengths[j] + kept * direction[j];
        }
        state.gradient = next;
        double tolerance = state.spec.number("tolerance");
        state.converged = next <= tolerance * tolerance * state.firstGradient;
        return state;
    }

    /** Columns times residuals, less the pull of L2. */
    private static double[] gradient(LeastSquaresState state) {
        SparseRows rows = state.rows;
        double[] gradient = new double[rows.width() + 1];
        double sum = 0;
        for (int row = 0; row < rows.rows(); row++) {
            double residual = state.residuals[row];
            sum += residual;
            for (int i = rows.offsets()[row]; i < rows.offsets()[row + 1]; i++) {
                gradient[rows.indices()[i]] += residual * rows.values()[i];
            }
        }
        double l2 = state.spec.number("l2");
        for (int j = 0; j < rows.width(); j++) {
            gradient[j] -= l2 * state.weights[j];
        }
        gradient[rows.width()] = sum;
        return gradient;
    }

    private static double[] times(SparseRows rows, double[] vector) {
        double[] product = new double[rows.rows()];
        for (int row = 0; row < product.length; row++) {
            double sum = vector[rows.width()];
            for (int i = rows.offsets()[row]; i < rows.offsets()[row + 1]; i++) {
                sum += vector[rows.indices()[i]] * rows.values()[i];
            }
            product[row] = sum;
        }
        return product;
    }

    /** Squared length of each column, with L2; 1 for a column that is all zeros. */
    private static double[] lengths(LeastSquaresState state) {
        SparseRows rows = state.rows;
        double[] lengths = new double[rows.width() + 1];
        Arrays.fill(lengths, state.spec.number("l2"));
        lengths[rows.width()] = rows.rows();
        for (int i = 0; i < rows.indices().length; i++) {
            lengths[rows.indices()[i]] += (double) rows.values()[i] * rows.values()[i];
        }
        for (int j = 0; j < lengths.length; j++) {
            lengths[j] = lengths[j] > 0 ? lengths[j] : 1;
        }
        return lengths;
    }

    private static double squares(double[] vector, int count) {
        double sum = 0;
        for (int j = 0; j < count; j++) {
            sum += vector[j] * vector[j];
        }
        return sum;
    }

    @Override
    public boolean done(LeastSquaresState state) {
        return state.converged || state.iteration >= state.spec.integer("epochs");
    }

    @Override
    public Progress progress(LeastSquaresState state) {
        double loss = squares(state.residuals, state.residuals.length) / state.residuals.length;
        return new Progress(state.iteration, state.spec.integer("epochs"), loss, Double.NaN);
    }

    @Override
    public byte[] toBytes(LeastSquaresState state) {
        return state.toBytes();
    }

    @Override
    public LeastSquaresState fromBytes(TrainerSpec spec, TrainingData data, long seed, byte[] bytes) {
        return LeastSquaresState.fromBytes(fresh(spec, data, seed), bytes);
    }

    @Override
    public LinearModel finish(LeastSquaresState state) {
        int width = state.rows.width();
        return new LinearModel(
                Link.IDENTITY, 1, width, Arrays.copyOf(state.weights, width), new double[] {state.weights[width]});
    }
}
