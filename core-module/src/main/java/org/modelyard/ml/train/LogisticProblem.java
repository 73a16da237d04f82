package org.modelyard.ml.train;

import java.util.Objects;
import java.util.SplittableRandom;
import org.modelyard.ml.data.Rows;
import org.modelyard.ml.feature.SparseRows;
import org.modelyard.platform.model.Refusal;

/**
 * What stays the same over the epochs of a logistic regression.
 *
 * @param rows all rows; {@code training} and {@code validation} are positions in it
 * @param codes the label of each row
 * @param labels how many there are
 * @param rate the learning rate over the rows' typical length, so that one default serves texts (length 1) and many standardised
 *     numbers alike
 */
record LogisticProblem(
        TrainerSpec spec,
        long seed,
        SparseRows rows,
        int[] codes,
        int labels,
        int[] training,
        int[] validation,
        float rate) {

    /** Some 200 MB of weights: with the best epoch's copy, what a server can spare for one training. */
    static final long MAX_WEIGHTS = 50_000_000;

    static LogisticProblem of(TrainerSpec spec, TrainingData data, long seed) {
        if (!(data.targets() instanceof Targets.Labels targets)) {
            throw new Refusal.Invalid("trainer.type", "logistic-regression learns labels, not numbers.");
        }
        int labels = targets.names().size();
        long weights = (data.rows().width() + 1L) * (labels == 2 ? 1 : labels);
        if (weights > MAX_WEIGHTS) {
            throw new Refusal.Invalid(
                    "trainer.maxTerms",
                    labels + " labels and " + data.rows().width() + " encoded features make " + weights
                            + " weights, at most " + MAX_WEIGHTS + " are learnt: lower maxTerms.");
        }
        HeldBack parts = HeldBack.of(targets, spec.number("validationShare"), seed);
        return new LogisticProblem(
                spec, seed, data.rows(), targets.codes(), labels, parts.training(), parts.validation(), (float)
                        (spec.number("learningRate") / length(data.rows())));
    }

    /** The root of the rows' mean squared length; 1 when all are zero. */
    private static double length(SparseRows rows) {
        double squares = 0;
        for (float value : rows.values()) {
            squares += (double) value * value;
        }
        return squares > 0 ? Math.sqrt(squares / rows.rows()) : 1;
    }

    int width() {
        return rows.width();
    }

    int outputs() {
        return labels == 2 ? 1 : labels;
    }

    /** The training rows in the order of an epoch. */
    int[] order(int epoch) {
        int[] order = Rows.shuffled(training.length, random(epoch));
        for (int i = 0; i < order.length; i++) {
            order[i] = training[order[i]];
        }
        return order;
    }

    private SplittableRandom random(int epoch) {
        return new SplittableRandom(seed + 0x9E3779B97F4A7C15L * (epoch + 1));
    }

    /** Tells trainings apart whose checkpoints must not be mixed up. */
    long fingerprint() {
        return Objects.hash(spec, labels, training.length, validation.length, rows.width(), rows.indices().length)
                        * 0x9E3779B97F4A7C15L
                ^ seed;
    }
}
