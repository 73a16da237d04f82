package org.modelyard.ml.train;

import java.util.Arrays;
import java.util.Objects;
import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.feature.SparseRows;
import org.modelyard.ml.model.LinearModel;
import org.modelyard.ml.model.Link;
import org.modelyard.ml.pulse.Pulse;
import org.modelyard.ml.tree.Workers;

/**
 * Least squares with L2 (ridge), solved exactly: conjugate gradients on the normal equations without forming them (CGLS, Björck
 * 1996, section 7.4), preconditioned by the columns' squared lengths. Threads share rows, and features, never a sum. Here between two iterations; the last entry of each vector over
 * features is the bias, which is not penalised.
 */
final class LeastSquares implements Learning {

    /** The smallest tolerance: below, rounding decides. */
    static final double LEAST = 1e-14;

    /** Rows of a task. */
    private static final int CHUNK = 4096;
    /** Entries below which a thread is not worth its wake-up. */
    private static final long LEAST_SHARED = 100_000;

    private static final int MAGIC = 0x4D595231; // MYR1

    private final TrainerSpec spec;
    private final SparseRows rows;
    private final RowWeights rowWeights;
    private final FeatureRanges ranges;
    private final Workers workers;
    private final double l2;
    private final long fingerprint;
    private final double[] lengths;

    private int iteration;
    private boolean converged;
    private double[] weights;
    private double[] direction;
    /** One a row: target minus prediction. */
    private double[] residuals;
    /** The preconditioned squared gradient, now and at the start. */
    private double gradient;

    private double firstGradient;

    private LeastSquares(TrainerSpec spec, TrainingData data, double[] targets, long seed) {
        this.spec = spec;
        this.rows = data.rows();
        this.rowWeights = data.weights();
        this.workers = (long) rows.indices().length < LEAST_SHARED ? Workers.ALONE : data.workers();
        this.ranges = DescentProblem.ranges(data, 1);
        this.l2 = spec.number("l2");
        this.fingerprint =
                Objects.hash(spec, rows.rows(), rows.width(), rows.indices().length, seed) ^ rowWeights.fingerprint();
        this.weights = new double[rows.width() + 1];
        this.direction = new double[rows.width() + 1];
        this.residuals = targets.clone();
        this.lengths = measured();
    }

    static LeastSquares start(TrainerSpec spec, TrainingData data, double[] targets, long seed) {
        LeastSquares state = new LeastSquares(spec, data, targets, seed);
        double mean = 0;
        double sum = 0;
        for (int row = 0; row < state.residuals.length; row++) {
            double weight = state.rowWeights.of(row);
            sum += weight;
            mean += weight * (state.residuals[row] - mean) / sum;
        }
        for (int row = 0; row < state.residuals.length; row++) {
            state.residuals[row] -= mean;
        }
        state.weights[state.weights.length - 1] = mean;
        double[] gradient = state.downhill();
        double[] lengths = state.lengths;
        for (int j = 0; j < gradient.length; j++) {
            state.direction[j] = gradient[j] / lengths[j];
            state.gradient += gradient[j] * state.direction[j];
        }
        state.firstGradient = state.gradient;
        state.converged = state.gradient == 0;
        return state;
    }

    @Override
    public void step() {
        int last = direction.length - 1;
        double[] change = times(direction);
        double curvature = weighed(change) + l2 * squares(direction, last);
        iteration++;
        if (!(curvature > 0)) {
            converged = true;
            return;
        }
        double length = gradient / curvature;
        for (int j = 0; j <= last; j++) {
            weights[j] += length * direction[j];
        }
        for (int row = 0; row < change.length; row++) {
            residuals[row] -= length * change[row];
        }
        double[] downhill = downhill();
        double next = 0;
        for (int j = 0; j <= last; j++) {
            next += downhill[j] * downhill[j] / lengths[j];
        }
        double kept = next / gradient;
        for (int j = 0; j <= last; j++) {
            direction[j] = downhill[j] / lengths[j] + kept * direction[j];
        }
        gradient = next;
        double tolerance = Math.max(LEAST, spec.number("tolerance"));
        converged = next <= tolerance * tolerance * firstGradient;
    }

    /** Columns times residuals, less the pull of L2. */
    private double[] downhill() {
        double[] downhill = new double[rows.width() + 1];
        double sum = 0;
        for (int row = 0; row < rows.rows(); row++) {
            sum += rowWeights.of(row) * residuals[row];
        }
        workers.forEach(ranges.count(), range -> {
            for (int row = 0; row < rows.rows(); row++) {
                Pulse.beat(row);
                double residual = rowWeights.of(row) * residuals[row];
                for (int i = ranges.from(row, range); i < ranges.to(row, range); i++) {
                    downhill[rows.indices()[i]] += residual * rows.values()[i];
                }
            }
        });
        for (int j = 0; j < rows.width(); j++) {
            downhill[j] -= l2 * weights[j];
        }
        downhill[rows.width()] = sum;
        return downhill;
    }

    private double[] times(double[] vector) {
        double[] product = new double[rows.rows()];
        workers.forEach((product.length + CHUNK - 1) / CHUNK, chunk -> {
            int to = Math.min(product.length, (chunk + 1) * CHUNK);
            for (int row = chunk * CHUNK; row < to; row++) {
                double sum = vector[rows.width()];
                for (int i = rows.offsets()[row]; i < rows.offsets()[row + 1]; i++) {
                    sum += vector[rows.indices()[i]] * rows.values()[i];
                }
                product[row] = sum;
            }
        });
        return product;
    }

    /** Squared length of each column, with L2; 1 for a column that is all zeros. */
    private double[] measured() {
        double[] lengths = new double[rows.width() + 1];
        Arrays.fill(lengths, l2);
        double sum = 0;
        for (int row = 0; row < rows.rows(); row++) {
            double weight = rowWeights.of(row);
            sum += weight;
            for (int i = rows.offsets()[row]; i < rows.offsets()[row + 1]; i++) {
                lengths[rows.indices()[i]] += weight * rows.values()[i] * rows.values()[i];
            }
        }
        lengths[rows.width()] = sum;
        for (int j = 0; j < lengths.length; j++) {
            lengths[j] = lengths[j] > 0 ? lengths[j] : 1;
        }
        return lengths;
    }

    /** The rows' weighed squares. */
    private double weighed(double[] vector) {
        double sum = 0;
        for (int row = 0; row < vector.length; row++) {
            sum += rowWeights.of(row) * vector[row] * vector[row];
        }
        return sum;
    }

    private double weightSum() {
        return rowWeights.isNone()
                ? rows.rows()
                : Arrays.stream(rowWeights.values()).sum();
    }

    private static double squares(double[] vector, int count) {
        double sum = 0;
        for (int j = 0; j < count; j++) {
            sum += vector[j] * vector[j];
        }
        return sum;
    }

    @Override
    public boolean done() {
        return converged || iteration >= spec.integer("epochs");
    }

    @Override
    public Progress progress() {
        double loss = weighed(residuals) / weightSum();
        return new Progress(iteration, spec.integer("epochs"), loss, Double.NaN);
    }

    @Override
    public byte[] toBytes() {
        return new BinaryWriter()
                .put(MAGIC)
                .put(fingerprint)
                .put(iteration)
                .put(converged)
                .put(gradient)
                .put(firstGradient)
                .put(weights)
                .put(direction)
                .put(residuals)
                .toBytes();
    }

    static LeastSquares fromBytes(TrainerSpec spec, TrainingData data, double[] targets, long seed, byte[] bytes) {
        LeastSquares state = new LeastSquares(spec, data, targets, seed);
        BinaryReader in = new BinaryReader(bytes);
        in.expect(MAGIC, "checkpoint of a linear regression");
        if (in.getLong() != state.fingerprint) {
            throw new CorruptContent("This checkpoint belongs to another training.");
        }
        state.iteration = in.getInt(0, Integer.MAX_VALUE);
        state.converged = in.getBoolean();
        state.gradient = in.getDouble();
        state.firstGradient = in.getDouble();
        state.weights = in.getDoubles(state.weights.length);
        state.direction = in.getDoubles(state.direction.length);
        state.residuals = in.getDoubles(state.residuals.length);
        in.end();
        return state;
    }

    @Override
    public LinearModel finish() {
        int width = rows.width();
        return new LinearModel(Link.IDENTITY, 1, width, Arrays.copyOf(weights, width), new double[] {weights[width]});
    }
}
