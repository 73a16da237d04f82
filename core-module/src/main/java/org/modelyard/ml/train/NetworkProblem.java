package org.modelyard.ml.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.modelyard.ml.feature.SparseRows;
import org.modelyard.ml.tree.Workers;
import org.modelyard.platform.model.Refusal;

/**
 * What stays the same over the epochs of a neural network.
 *
 * @param units of each layer; the last layer's are the outputs
 * @param bounds of ranges of features, for the threads that share a batch
 */
record NetworkProblem(
        TrainerSpec spec,
        long seed,
        SparseRows rows,
        RowLoss loss,
        TargetScale scale,
        HeldBack parts,
        int[] units,
        int[] bounds,
        Workers workers) {

    /** Weights, gradients, two moments and the best epoch's weights: some 400 MB. */
    private static final long MAX_WEIGHTS = 20_000_000;

    static NetworkProblem of(TrainerSpec spec, TrainingData data, long seed) {
        HeldBack parts = HeldBack.of(data.targets(), spec.number("validationShare"), seed);
        TargetScale scale = TargetScale.of(data.targets(), parts.training());
        RowLoss loss = RowLoss.of(data, scale);
        int rows = parts.training().length;
        int[] units = new int[spec.integer("hiddenLayers") + 1];
        Arrays.fill(units, spec.integer("hiddenUnits"));
        units[units.length - 1] = loss.outputs();
        NetworkProblem problem = new NetworkProblem(
                spec,
                seed,
                data.rows(),
                loss,
                scale,
                parts,
                units,
                DescentProblem.bounds(spec, data, rows),
                data.workers());
        long weights = 0;
        for (int layer = 0; layer < units.length; layer++) {
            weights += (problem.inputs(layer) + 1L) * units[layer];
        }
        if (weights > MAX_WEIGHTS) {
            throw new Refusal.Invalid(
                    "trainer.hiddenUnits",
                    "Units and " + data.rows().width() + " encoded features make " + weights + " weights, at most "
                            + MAX_WEIGHTS + " are learnt: lower hiddenUnits or maxTerms.");
        }
        return problem;
    }

    int inputs(int layer) {
        return layer == 0 ? rows.width() : units[layer - 1];
    }

    /**
     * Uniform, so that the sums of each layer begin with a variance of 2 (He et al. 2015); the first layer's inputs have the length that
     * the rows have. The last layer begins at a tenth of that: nothing known, nothing claimed.
     */
    List<float[]> firstWeights() {
        SplittableRandom random = new SplittableRandom(seed);
        List<float[]> layers = new ArrayList<>();
        for (int layer = 0; layer < units.length; layer++) {
            double length = layer == 0 ? DescentProblem.length(rows) : Math.sqrt(units[layer - 1]);
            double most = Math.sqrt(6) / length * (layer == units.length - 1 ? 0.1 : 1);
            float[] weights = new float[(inputs(layer) + 1) * units[layer]];
            for (int i = 0; i < inputs(layer) * units[layer]; i++) {
                weights[i] = (float) ((2 * random.nextDouble() - 1) * most);
            }
            layers.add(weights);
        }
        return layers;
    }

    /**
     * A layer's learning rate. The first one's is for inputs of about 1: where they are smaller, as a text's many terms are, its weights
     * begin the larger and have the farther to go.
     */
    float rate(int layer) {
        double rate = spec.number("learningRate");
        double entries = Math.max(1, rows.indices().length / (double) rows.rows());
        return (float) (layer == 0 ? rate * Math.sqrt(entries) / DescentProblem.length(rows) : rate);
    }

    /** Tells trainings apart whose checkpoints must not be mixed up. */
    long fingerprint() {
        return Objects.hash(
                                spec,
                                loss.outputs(),
                                parts.training().length,
                                rows.rows(),
                                rows.width(),
                                rows.indices().length)
                        * 0x9E3779B97F4A7C15L
                ^ seed
                ^ loss.fingerprint();
    }
}
