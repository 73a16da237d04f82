package org.modelyard.ml.train;

import java.util.ArrayList;
import java.util.List;

/**
 * A batch's gradients of a network, and the steps along them. Cut into tasks: one a range of features, one for the first layer's bias, and
 * several a dense layer; each adds up its own weights' gradients in the order of the rows, and moves them.
 */
final class NetworkGradients {

    /** Inputs of a dense layer whose weights are one task. */
    private static final int INPUTS = 16;

    private final int[] units;
    private final int[] bounds;
    private final int width;
    private final List<Optimizer> optimizers = new ArrayList<>();
    private final List<float[]> gradients = new ArrayList<>();
    private final boolean[] touched;
    /** Those of a range that the batch has, from the range's first place on. */
    private final int[] features;

    private final int[] counts;
    private final List<Dense> dense = new ArrayList<>();

    /** Blocks of a dense layer's weights; that behind the last input is the bias. */
    private record Dense(int layer, int from, int to) {}

    NetworkGradients(NetworkState state, NetworkLayers layers, int[] bounds) {
        NetworkProblem problem = state.problem;
        this.units = layers.units();
        this.bounds = bounds;
        this.width = problem.rows().width();
        for (int layer = 0; layer < units.length; layer++) {
            float[] weights = state.layers.get(layer);
            float l2 = (float) problem.spec().number("l2");
            optimizers.add(Optimizer.of(
                    OptimizerKind.ADAMW,
                    weights,
                    units[layer],
                    state.moments.get(layer),
                    problem.rate(layer),
                    0.9f,
                    new Optimizer.Pull(problem.inputs(layer), 0, l2),
                    state.time));
            gradients.add(new float[weights.length]);
            for (int from = 0; layer > 0 && from <= units[layer - 1]; from += INPUTS) {
                dense.add(new Dense(layer, from, Math.min(units[layer - 1] + 1, from + INPUTS)));
            }
        }
        touched = new boolean[width];
        features = new int[width];
        counts = new int[bounds.length - 1];
    }

    /** Batches learnt from, over all epochs. */
    long time() {
        return optimizers.get(0).time();
    }

    void advance() {
        optimizers.forEach(Optimizer::advance);
    }

    void bringAllUpToDate() {
        optimizers.get(0).bringAllUpToDate();
    }

    int tasks() {
        return counts.length + 1 + dense.size();
    }

    /**
     * Does a task.
     *
     * @param count of the part's rows
     * @param share what the sums are multiplied by for the step that follows; 0 where the batch goes on
     * @param next the part that is learnt from then
     */
    void add(int task, int count, BatchRows rows, float[][] values, float[][] slopes, float share, BatchRows next) {
        if (task < counts.length) {
            addRange(task, rows, slopes[0]);
            if (share > 0) {
                step(task, share);
            }
            bringUpToDate(task, next);
        } else if (task == counts.length) {
            addBias(0, width, count, slopes[0]);
            if (share > 0) {
                move(0, width, share);
            }
        } else {
            addDense(dense.get(task - counts.length - 1), count, values, slopes, share);
        }
    }

    private void addRange(int range, BatchRows rows, float[] slopes) {
        int known = bounds[range] + counts[range];
        int size = units[0];
        float[] gradient = gradients.get(0);
        for (int c = 0; c < rows.chunks(); c++) {
            BatchRows.Chunk chunk = rows.chunk(c);
            for (int i = chunk.starts()[range]; i < chunk.starts()[range + 1]; i++) {
                int feature = chunk.features()[i];
                if (!touched[feature]) {
                    touched[feature] = true;
                    features[known++] = feature;
                }
                int from = chunk.places()[i] * size;
                NetworkLayers.addScaled(gradient, feature * size, slopes, from, chunk.values()[i], size);
            }
        }
        counts[range] = known - bounds[range];
    }

    private void step(int range, float share) {
        for (int i = 0; i < counts[range]; i++) {
            int feature = features[bounds[range] + i];
            move(0, feature, share);
            touched[feature] = false;
        }
        counts[range] = 0;
    }

    private void bringUpToDate(int range, BatchRows next) {
        for (int c = 0; c < next.chunks(); c++) {
            BatchRows.Chunk chunk = next.chunk(c);
            for (int i = chunk.starts()[range]; i < chunk.starts()[range + 1]; i++) {
                optimizers.get(0).bringUpToDate(chunk.features()[i]);
            }
        }
    }

    private void addDense(Dense part, int count, float[][] values, float[][] slopes, float share) {
        int layer = part.layer();
        int inputs = units[layer - 1];
        int size = units[layer];
        float[] gradient = gradients.get(layer);
        for (int input = part.from(); input < Math.min(inputs, part.to()); input++) {
            for (int place = 0; place < count; place++) {
                float value = values[layer - 1][place * inputs + input];
                if (value > 0) {
                    NetworkLayers.addScaled(gradient, input * size, slopes[layer], place * size, value, size);
                }
            }
        }
        if (part.to() > inputs) {
            addBias(layer, inputs, count, slopes[layer]);
        }
        for (int block = part.from(); share > 0 && block < part.to(); block++) {
            move(layer, block, share);
        }
    }

    private void addBias(int layer, int block, int count, float[] slopes) {
        int size = units[layer];
        for (int place = 0; place < count; place++) {
            NetworkLayers.addScaled(gradients.get(layer), block * size, slopes, place * size, 1, size);
        }
    }

    private void move(int layer, int block, float share) {
        float[] gradient = gradients.get(layer);
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
