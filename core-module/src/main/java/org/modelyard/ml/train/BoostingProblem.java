package org.modelyard.ml.train;

import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import org.modelyard.ml.feature.SparseRows;
import org.modelyard.ml.tree.BinnedRows;
import org.modelyard.ml.tree.Growth;
import org.modelyard.ml.tree.RowSample;
import org.modelyard.ml.tree.Sample;
import org.modelyard.ml.tree.Workers;
import org.modelyard.platform.model.Refusal;

/**
 * What stays the same over the rounds of boosting.
 *
 * @param rowWeights of the losses and their derivatives; the least rows of a leaf are counted, not weighed
 */
record BoostingProblem(
        TrainerSpec spec,
        long seed,
        SparseRows rows,
        BinnedRows binned,
        Objective objective,
        HeldBack parts,
        Workers workers,
        RowWeights rowWeights) {

    private static final double LEAST_COLUMNS = 8;

    static BoostingProblem of(TrainerSpec spec, TrainingData data, long seed) {
        HeldBack parts = HeldBack.of(data.targets(), spec.number("validationShare"), seed);
        return new BoostingProblem(
                spec,
                seed,
                data.rows(),
                TreeData.binned(spec, data),
                Objective.of(data.targets()),
                parts,
                data.workers(),
                data.weights());
    }

    Growth growth() {
        return new Growth(
                spec.integer("maxDepth"),
                spec.integer("maxLeaves"),
                spec.integer("minRows"),
                spec.number("minHessian"),
                spec.number("l2"),
                spec.number("minGain"),
                spec.number("learningRate"),
                1);
    }

    /** The row's weighed derivatives. */
    void derive(double[] scores, int output, int row, Sample sample) {
        objective.derive(scores, output, row, sample.gradients(), sample.weights());
        if (!rowWeights.isNone()) {
            sample.gradients()[row] *= rowWeights.of(row);
            sample.weights()[row] *= rowWeights.of(row);
        }
    }

    /** The rows that a round learns from. */
    int[] sample(int round) {
        return RowSample.share(parts.training(), spec.number("rowShare"), random(round, -1));
    }

    /** The columns that a tree may split. */
    boolean[] columns(int round, int output) {
        boolean[] all = new boolean[binned.columns()];
        Arrays.fill(all, true);
        double share = columnShare();
        return share == 1 ? all : RowSample.share(all, share, random(round, output));
    }

    /** The hyperparameter's, raised where it would leave a tree too few columns to learn what only several tell together. */
    double columnShare() {
        return Math.min(1, Math.max(spec.number("columnShare"), LEAST_COLUMNS / Math.max(1, binned.columns())));
    }

    private SplittableRandom random(int round, int output) {
        return new SplittableRandom(seed + 0x9E3779B97F4A7C15L * (round + 1) + 0xD1B54A32D192ED03L * (output + 2));
    }

    /** Tells trainings apart whose checkpoints must not be mixed up. */
    long fingerprint() {
        return Objects.hash(spec, objective.outputs(), rows.rows(), rows.width(), rows.indices().length)
                        * 0x9E3779B97F4A7C15L
                ^ seed
                ^ rowWeights.fingerprint();
    }

    /** @throws Refusal.Invalid when the loss is no number */
    double loss(double[] scores, int[] rows) {
        if (rows.length == 0) {
            return Double.NaN;
        }
        double sum = 0;
        for (int row : rows) {
            sum += rowWeights.of(row) * objective.loss(scores, row);
        }
        if (!Double.isFinite(sum)) {
            throw new Refusal.Invalid(
                    "trainer.learningRate",
                    "The loss is no longer finite: lower learningRate, or bring the target into a smaller range.");
        }
        return sum / rowWeights.sum(rows);
    }
}
