package org.modelyard.ml.train;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.feature.SparseRows;
import org.modelyard.ml.tree.Workers;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/**
 * What a trainer learns from: encoded rows and their answers.
 *
 * @param workers threads that a trainer may share its work with; the model does not depend on them
 * @param weights how much each row counts, all above 0; see {@link #weighted}
 */
public record TrainingData(SparseRows rows, Targets targets, Workers workers, RowWeights weights) {

    /** Rows of a task. */
    private static final int CHUNK = 4096;

    public TrainingData {
        if (rows.rows() != targets.rows()) {
            throw new IllegalArgumentException("rows and targets of different length");
        }
        if (!weights.isNone() && weights.values().length != rows.rows()) {
            throw new IllegalArgumentException("rows and weights of different length");
        }
        if (Arrays.stream(weights.values()).anyMatch(weight -> weight == 0)) {
            throw new IllegalArgumentException("a row that does not count");
        }
    }

    /** Every row counts 1. */
    public TrainingData(SparseRows rows, Targets targets, Workers workers) {
        this(rows, targets, workers, RowWeights.NONE);
    }

    /** For the caller's thread alone. */
    public TrainingData(SparseRows rows, Targets targets) {
        this(rows, targets, Workers.ALONE);
    }

    /**
     * Encodes a table in pieces, so that no array has to grow, and the workers share its rows; what comes out does not depend on them.
     *
     * @param targets of the table
     */
    public static TrainingData encoded(FeatureEncoder encoder, Table table, Targets targets, Workers workers) {
        if (table.rows() <= CHUNK) {
            return new TrainingData(encoder.encode(table), targets, workers);
        }
        SparseRows[] parts = new SparseRows[(table.rows() + CHUNK - 1) / CHUNK];
        Queue<SparseRows.Builder> idle = new ConcurrentLinkedQueue<>(); // as many as there are threads
        workers.forEach(parts.length, part -> {
            SparseRows.Builder room = Objects.requireNonNullElseGet(idle.poll(), SparseRows.Builder::new);
            parts[part] = encoder.encode(table, part * CHUNK, Math.min(table.rows(), (part + 1) * CHUNK), room);
            idle.add(room);
        });
        idle.clear();
        SparseRows.Joining joining = new SparseRows.Joining(List.of(parts));
        workers.forEach(parts.length, joining::copy);
        return new TrainingData(joining.rows(), targets, workers);
    }

    /**
     * The same rows, weighed; those of weight 0 are left out. The weights keep their proportions and get a mean of 1, so that
     * hyperparameters which are relative to a row, such as l2, mean what they did.
     *
     * @param given one a row, or {@link RowWeights#NONE}
     * @throws Refusal.Invalid when fewer than two rows are left, or none of a label that has some
     */
    public TrainingData weighted(RowWeights given) {
        if (given.isNone()) {
            return new TrainingData(rows, targets, workers);
        }
        if (given.values().length != rows.rows()) {
            throw new IllegalArgumentException("rows and weights of different length");
        }
        int[] counting = given.counting();
        if (counting.length < 2) {
            throw new Refusal.Invalid(
                    "weights",
                    "Learning needs at least 2 rows of a weight above 0; there are " + counting.length + ".");
        }
        if (targets instanceof Targets.Labels labels) {
            requireAll(labels, given);
        }
        TrainingData left = counting.length == rows.rows() ? this : select(counting);
        return new TrainingData(
                left.rows, left.targets, workers, given.select(counting).standardised());
    }

    private static void requireAll(Targets.Labels labels, RowWeights given) {
        boolean[] occurs = new boolean[labels.names().size()];
        boolean[] counts = new boolean[occurs.length];
        for (int row = 0; row < labels.rows(); row++) {
            occurs[labels.codes()[row]] = true;
            counts[labels.codes()[row]] |= given.of(row) > 0;
        }
        for (int label = 0; label < occurs.length; label++) {
            if (occurs[label] && !counts[label]) {
                throw new Refusal.Invalid(
                        "weights",
                        "Every row of the label '" + Texts.brief(labels.names().get(label))
                                + "' has weight 0: give one of them more, or leave the label's rows out.");
            }
        }
    }

    /** These rows in this order, with their answers and weights. */
    TrainingData select(int[] chosen) {
        return new TrainingData(rows.select(chosen), targets.select(chosen), workers, weights.select(chosen));
    }
}
