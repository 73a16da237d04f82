package org.modelyard.ml.train;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.modelyard.ml.feature.SparseRows;

/** One pass of backpropagation over batches of rows. The first layer is sparse: only features that a batch has are moved. */
final class NetworkEpoch {

    private final SparseRows rows;
    private final RowLoss loss;
    private final int[] units;
    private final List<float[]> layers;
    private final List<Optimizer> optimizers = new ArrayList<>();
    private final float[][] gradients;
    /** Of the row at hand: each layer's sums, rectified but for the last; then the derivatives of its loss by them. */
    private final float[][] values;

    private final float[][] slopes;
    private final int batch;
    private final float kept;
    private final SplittableRandom random;
    private final boolean[] touched;
    private final int[] features;
    private int count;

    NetworkEpoch(NetworkState state) {
        NetworkProblem problem = state.problem;
        rows = problem.rows();
        loss = problem.loss();
        units = problem.units();
        layers = state.layers;
        batch = problem.spec().integer("batchSize");
        kept = (float) (1 - problem.spec().number("dropout"));
        random = new SplittableRandom(~problem.seed() + 0x9E3779B97F4A7C15L * (state.epochs.count() + 1));
        gradients = new float[units.length][];
        values = new float[units.length][];
        slopes = new float[units.length][];
        for (int layer = 0; layer < units.length; layer++) {
            optimizers.add(Optimizer.of(
                    OptimizerKind.ADAMW,
                    layers.get(layer),
                    units[layer],
                    state.moments.get(layer),
                    problem.rate(layer),
                    0.9f,
                    new Optimizer.Pull(
                            problem.inputs(layer), 0, (float) problem.spec().number("l2")),
                    state.time));
            gradients[layer] = new float[layers.get(layer).length];
            values[layer] = new float[units[layer]];
            slopes[layer] = new float[units[layer]];
        }
        touched = new boolean[rows.width()];
        features = new int[rows.width()];
    }

    /** Batches learnt from, over all epochs. */
    long time() {
        return optimizers.get(0).time();
    }

    /** @return the mean loss of the rows, each as it was before the model learnt from it */
    double learn(int[] order) {
        double total = 0;
        for (int start = 0; start < order.length; start += batch) {
            int end = Math.min(order.length, start + batch);
            for (int i = start; i < end; i++) {
                touch(order[i]);
                forward(order[i], true);
                total += loss.derive(values[units.length - 1], order[i]);
                backward(order[i]);
            }
            step(1f / (end - start));
        }
        optimizers.get(0).bringAllUpToDate();
        return total / loss.total(order);
    }

    /** @return the mean loss, nothing learnt; NaN without rows */
    double loss(int[] chosen) {
        double total = 0;
        for (int row : chosen) {
            forward(row, false);
            total += loss.derive(values[units.length - 1], row);
        }
        return chosen.length == 0 ? Double.NaN : total / loss.total(chosen);
    }

    private void touch(int row) {
        for (int i = rows.offsets()[row]; i < rows.offsets()[row + 1]; i++) {
            int feature = rows.indices()[i];
            if (!touched[feature]) {
                touched[feature] = true;
                features[count++] = feature;
                optimizers.get(0).bringUpToDate(feature);
            }
        }
    }

    private void forward(int row, boolean dropout) {
        float[] sums = values[0];
        float[] weights = layers.get(0);
        System.arraycopy(weights, rows.width() * sums.length, sums, 0, sums.length);
        for (int i = rows.offsets()[row]; i < rows.offsets()[row + 1]; i++) {
            addScaled(sums, 0, weights, rows.indices()[i] * sums.length, rows.values()[i], sums.length);
        }
        for (int layer = 1; layer < units.length; layer++) {
            float[] inputs = values[layer - 1];
            rectify(inputs, dropout);
            sums = values[layer];
            weights = layers.get(layer);
            System.arraycopy(weights, inputs.length * sums.length, sums, 0, sums.length);
            for (int input = 0; input < inputs.length; input++) {
                if (inputs[input] != 0) {
                    addScaled(sums, 0, weights, input * sums.length, inputs[input], sums.length);
                }
            }
        }
    }

    /** What is left out is made up for by the rest (inverted dropout, Srivastava et al. 2014). */
    private void rectify(float[] sums, boolean dropout) {
        for (int unit = 0; unit < sums.length; unit++) {
            boolean out = dropout && kept < 1 && random.nextDouble() >= kept;
            sums[unit] = out ? 0 : Math.max(0, sums[unit]) / (dropout ? kept : 1);
        }
    }

    /** From the derivatives by the last layer's sums, which stand in its values. */
    private void backward(int row) {
        float[] slope = values[units.length - 1];
        for (int layer = units.length - 1; layer > 0; layer--) {
            float[] inputs = values[layer - 1];
            float[] below = slopes[layer - 1];
            float[] weights = layers.get(layer);
            float[] gradient = gradients[layer];
            for (int input = 0; input < inputs.length; input++) {
                below[input] = 0;
                if (inputs[input] > 0) {
                    int at = input * slope.length;
                    float sum = 0;
                    for (int unit = 0; unit < slope.length; unit++) {
                        sum += slope[unit] * weights[at + unit];
                    }
                    below[input] = sum / kept;
                    addScaled(gradient, at, slope, 0, inputs[input], slope.length);
                }
            }
            addScaled(gradient, inputs.length * slope.length, slope, 0, 1, slope.length);
            slope = below;
        }
        for (int i = rows.offsets()[row]; i < rows.offsets()[row + 1]; i++) {
            addScaled(gradients[0], rows.indices()[i] * slope.length, slope, 0, rows.values()[i], slope.length);
        }
        addScaled(gradients[0], rows.width() * slope.length, slope, 0, 1, slope.length);
    }

    private static void addScaled(float[] sums, int to, float[] terms, int from, float factor, int length) {
        for (int k = 0; k < length; k++) {
            sums[to + k] += factor * terms[from + k];
        }
    }

    private void step(float share) {
        optimizers.forEach(Optimizer::advance);
        for (int i = 0; i < count; i++) {
            move(0, features[i], share);
            touched[features[i]] = false;
        }
        count = 0;
        move(0, rows.width(), share);
        for (int layer = 1; layer < units.length; layer++) {
            for (int block = 0; block <= units[layer - 1]; block++) {
                move(layer, block, share);
            }
        }
    }

    private void move(int layer, int block, float share) {
        float[] gradient = gradients[layer];
        int at = block * units[layer];
        for (int k = at; k < at + units[layer]; k++) {
            gradient[k] *= share;
        }
        optimizers.get(layer).update(block, gradient, at);
        for (int k = at; k < at + units[layer]; k++) {
            gradient[k] = 0;
        }
    }
}
