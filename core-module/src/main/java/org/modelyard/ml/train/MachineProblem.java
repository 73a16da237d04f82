package org.modelyard.ml.train;

import java.util.Objects;
import java.util.SplittableRandom;
import org.modelyard.ml.feature.SparseRows;
import org.modelyard.ml.tree.Workers;
import org.modelyard.platform.model.Refusal;

/**
 * What stays the same over the epochs of a factorisation machine.
 *
 * @param factors a feature has for each output
 * @param length the rows' typical one
 */
record MachineProblem(
        TrainerSpec spec,
        long seed,
        SparseRows rows,
        RowLoss loss,
        TargetScale scale,
        HeldBack parts,
        int factors,
        double length,
        Workers workers) {

    /** Weights, their squared gradients and the best epoch's weights: some 300 MB. */
    private static final long MAX_WEIGHTS = 25_000_000;

    static MachineProblem of(TrainerSpec spec, TrainingData data, long seed) {
        HeldBack parts = HeldBack.of(data.targets(), spec.number("validationShare"), seed);
        TargetScale scale = TargetScale.of(data.targets(), parts.training());
        RowLoss loss = RowLoss.of(data, scale);
        int factors = spec.integer("factors");
        long weights = (long) data.rows().width() * loss.outputs() * (1 + factors);
        if (weights > MAX_WEIGHTS) {
            throw new Refusal.Invalid(
                    "trainer.factors",
                    loss.outputs() + " outputs, " + data.rows().width() + " encoded features and " + factors
                            + " factors make " + weights + " weights, at most " + MAX_WEIGHTS
                            + " are learnt: lower factors or maxTerms.");
        }
        double length = DescentProblem.length(data.rows());
        return new MachineProblem(spec, seed, data.rows(), loss, scale, parts, factors, length, data.workers());
    }

    int outputs() {
        return loss.outputs();
    }

    /** Numbers a feature has for each output. */
    int block() {
        return 1 + factors;
    }

    /** Linear weights 0, factors at random: from zero they would never move. The biases stand behind. */
    float[] firstWeights() {
        SplittableRandom random = new SplittableRandom(seed);
        float[] weights = new float[rows.width() * outputs() * block() + outputs()];
        double most = spec.number("initialFactors") / length;
        for (int i = 0; i < weights.length - outputs(); i++) {
            weights[i] = i % block() == 0 ? 0 : (float) ((2 * random.nextDouble() - 1) * most);
        }
        return weights;
    }

    /** Tells trainings apart whose checkpoints must not be mixed up. */
    long fingerprint() {
        return Objects.hash(spec, outputs(), parts.training().length, rows.rows(), rows.width(), rows.indices().length)
                        * 0x9E3779B97F4A7C15L
                ^ seed
                ^ loss.fingerprint();
    }
}
