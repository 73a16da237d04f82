package org.modelyard.ml.train;

import java.util.Objects;
import java.util.SplittableRandom;
import org.modelyard.ml.data.Rows;
import org.modelyard.ml.feature.SparseRows;
import org.modelyard.ml.tree.Workers;
import org.modelyard.platform.model.Refusal;

/**
 * What stays the same over the epochs of a gradient descent.
 *
 * @param rows all rows; {@code training} and {@code validation} are positions in it
 * @param scale of the target
 * @param rate the learning rate; AdaGrad's is over the rows' typical length, so that one default serves texts (length 1) and many
 *     standardised numbers alike, the others' is the textbook's
 * @param l1 relative to the mean loss of a row
 * @param l2 relative to the mean loss of a row
 * @param bounds of ranges of features, for the threads that share a batch
 */
record DescentProblem(
        TrainerSpec spec,
        long seed,
        SparseRows rows,
        RowLoss loss,
        TargetScale scale,
        int[] training,
        int[] validation,
        double rate,
        float l1,
        float l2,
        int[] bounds,
        Workers workers) {

    /** Beyond it the places where ranges begin would take more room than the rows. */
    private static final int MOST_RANGES = 8;
    /** Beyond it a batch has too little for each. */
    private static final int MOST_BOUNDS = 64;

    /** Some 200 MB of weights: with the best epoch's copy, what a server can spare for one training. */
    static final long MAX_WEIGHTS = 50_000_000;

    /** @throws Refusal.Invalid when it would take too much memory */
    static DescentProblem of(TrainerSpec spec, TrainingData data, long seed) {
        HeldBack parts = HeldBack.of(data.targets(), spec.number("validationShare"), seed);
        TargetScale scale = TargetScale.of(data.targets(), parts.training());
        RowLoss loss = RowLoss.of(data, scale);
        requireRoom(spec, data.rows().width(), loss.outputs());
        // beside a sum of squared errors the pull is in rows, as the exact solver takes it
        double unit = data.targets() instanceof Targets.Values ? parts.training().length : 1;
        return new DescentProblem(
                spec,
                seed,
                data.rows(),
                loss,
                scale,
                parts.training(),
                parts.validation(),
                spec.number("learningRate")
                        / (OptimizerKind.of(spec) == OptimizerKind.ADAGRAD ? length(data.rows()) : 1),
                (float) (spec.number("l1") / unit),
                (float) (spec.number("l2") / unit),
                rowByRow(spec) ? new int[] {0, data.rows().width()} : bounds(spec, data, parts.training().length),
                data.workers());
    }

    /** Four a thread, as the work of a range is not known but guessed. */
    static int[] bounds(TrainerSpec spec, TrainingData data, int rows) {
        int threads = data.workers().threads();
        int size = spec.integer("batchSize");
        int batches = size == 0 ? 1 : (rows + size - 1) / size;
        return FeatureRanges.bounds(data.rows(), threads == 1 ? 1 : Math.min(MOST_BOUNDS, 4 * threads), batches);
    }

    /** Two a thread, as none knows how long the others take. */
    static FeatureRanges ranges(TrainingData data, int steps) {
        int threads = data.workers().threads();
        return FeatureRanges.of(data.rows(), threads == 1 ? 1 : Math.min(MOST_RANGES, 2 * threads), steps);
    }

    private static void requireRoom(TrainerSpec spec, int width, int outputs) {
        long weights = (width + 1L) * outputs;
        // for each weight: itself, the best epoch's, what the optimiser keeps, and a batch's sum
        OptimizerKind kind = OptimizerKind.of(spec);
        boolean batches = kind != OptimizerKind.ADAGRAD || spec.integer("batchSize") != 1 || spec.number("l1") > 0;
        int numbers = 2 + kind.moments() + (batches ? 1 : 0);
        long most = 2 * MAX_WEIGHTS / numbers;
        if (weights > most) {
            throw new Refusal.Invalid(
                    "trainer.maxTerms",
                    outputs + " outputs and " + width + " encoded features make " + weights + " weights, at most "
                            + most + " are learnt by " + spec.text("optimizer") + ": lower maxTerms.");
        }
    }

    /** Whether it is the usual case, which has a pass of its own. */
    boolean byRow() {
        return rowByRow(spec);
    }

    private static boolean rowByRow(TrainerSpec spec) {
        return OptimizerKind.of(spec) == OptimizerKind.ADAGRAD
                && spec.integer("batchSize") == 1
                && spec.number("l1") == 0;
    }

    int width() {
        return rows.width();
    }

    int outputs() {
        return loss.outputs();
    }

    /** The learning rate of an epoch. */
    float rate(int epoch) {
        return (float) rate * Schedule.factor(spec, epoch);
    }

    /** The root of the rows' mean squared length; 1 when all are zero. */
    static double length(SparseRows rows) {
        double squares = 0;
        for (float value : rows.values()) {
            squares += (double) value * value;
        }
        return squares > 0 ? Math.sqrt(squares / rows.rows()) : 1;
    }

    /** The training rows in the order of an epoch. */
    int[] order(int epoch) {
        return order(training, seed, epoch);
    }

    /** These rows in an order that seed and epoch decide. */
    static int[] order(int[] rows, long seed, int epoch) {
        int[] order = Rows.shuffled(rows.length, new SplittableRandom(seed + 0x9E3779B97F4A7C15L * (epoch + 1)));
        for (int i = 0; i < order.length; i++) {
            order[i] = rows[order[i]];
        }
        return order;
    }

    /** Tells trainings apart whose checkpoints must not be mixed up. */
    long fingerprint() {
        return Objects.hash(spec, outputs(), training.length, validation.length, rows.width(), rows.indices().length)
                        * 0x9E3779B97F4A7C15L
                ^ seed
                ^ loss.fingerprint();
    }
}
