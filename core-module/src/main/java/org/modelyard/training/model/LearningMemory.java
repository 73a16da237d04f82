package org.modelyard.training.model;

import java.util.Map;
import java.util.stream.Stream;
import org.modelyard.ml.train.TrainerSpec;
import org.modelyard.ml.train.Trainers;

/**
 * Bytes that a trainer takes beside the encoded rows, at its worst moment.
 *
 * @param entries of all encoded rows
 * @param columns encoded features
 * @param outputs numbers of an answer: labels, or 1
 */
record LearningMemory(TrainerSpec trainer, long rows, double entries, double columns, int outputs) {

    /** Index and value. */
    private static final int ENTRY = 8;
    /** Beyond it the trainers refuse. */
    private static final long MOST_WEIGHTS = 50_000_000;

    private static final long MIB = 1 << 20;
    /** What the members of a stacking answer: one number, with its index, and both once more in the rows that the combiner learns from. */
    private static final int STACKED = 16;

    /** All that is held until the model is there, and the model. */
    double working() {
        return switch (trainer.type()) {
            case "decision-tree", "random-forest", "gradient-boosted-trees" -> trees();
            case "k-nearest-neighbours" -> entries * ENTRY;
            // an object an entry, twice by solvers with L1
            case "liblinear" -> 64 * entries + 40.0 * rows + 24 * weights();
            case "factorisation-machine" -> 16 * weights();
            case "neural-network" -> 28 * weights() + batches();
            case "multinomial-naive-bayes" -> 32 * weights();
            case "ensemble" -> ensemble();
            // weights, the best ones, two moments and a sum of four bytes each, and the model's of eight
            default -> 32 * weights() + 64.0 * rows + batches();
        };
    }

    /** The model alone. */
    double model() {
        return switch (trainer.type()) {
            case "decision-tree", "random-forest", "gradient-boosted-trees" -> grown();
            case "k-nearest-neighbours" -> entries * ENTRY;
            case "ensemble" ->
                copies() * members().mapToDouble(LearningMemory::model).sum();
            default -> 8 * weights();
        };
    }

    /** What makes the model again; trainers by gradients write what they descend with. */
    private double checkpoint() {
        return switch (trainer.type()) {
            case "linear-regression", "logistic-regression", "neural-network" -> 20 * weights();
            default -> model();
        };
    }

    /** Members learn one after the other; of those that have, the model and the checkpoint are kept. */
    private double ensemble() {
        String method = trainer.text("method");
        // a bag's or a fold's rows are selected from all
        double selected = method.equals("voting") ? 0 : entries * ENTRY;
        double atWork = members().mapToDouble(LearningMemory::working).max().orElse(0);
        double kept = copies()
                * members()
                        .mapToDouble(member -> member.model() + member.checkpoint())
                        .sum();
        double stacked =
                method.equals("stacking") ? (double) STACKED * rows * members().count() * outputs : 0;
        return selected + atWork + kept + stacked + 40.0 * rows * outputs;
    }

    /** The kinds that learn, each with the defaults that it has as a member. */
    private Stream<LearningMemory> members() {
        String types = bags() ? trainer.text("base") : trainer.text("members");
        return Stream.of(types.split(","))
                .map(type -> new LearningMemory(Trainers.spec(type, Map.of()), rows, entries, columns, outputs));
    }

    private boolean bags() {
        return trainer.text("method").equals("bagging");
    }

    private int copies() {
        return bags() ? trainer.integer("bags") : 1;
    }

    private double batches() {
        return 24 * Math.min(entries, MIB);
    }

    private double weights() {
        double each =
                switch (trainer.type()) {
                    case "neural-network" -> trainer.integer("hiddenUnits");
                    case "factorisation-machine" -> outputs * (1.0 + trainer.integer("factors"));
                    default -> outputs;
                };
        return Math.min(columns * each, MOST_WEIGHTS);
    }

    private double trees() {
        double bins = Math.min(columns * trainer.integer("maxBins"), entries + 2 * columns);
        double histogram = 8 * Math.min(bins * (sums() + 2), 25_000_000);
        // columns side by side, their bins, where rows begin in each block of columns
        double binned = 12 * entries + 4.0 * rows * Math.min(64, entries / Math.max(1, rows) / 3 + 1);
        double perRow = rows * (56.0 + 16 * outputs);
        return binned + perRow + Math.min(64 * MIB, histogram * leaves()) + 2 * histogram + grown();
    }

    /** Two nodes a leaf, and the leaf's values. Of boosting one tree a round: patience ends it long before the most rounds of many labels. */
    private double grown() {
        double trees =
                switch (trainer.type()) {
                    case "random-forest" -> trainer.integer("trees");
                    case "gradient-boosted-trees" -> trainer.integer("rounds");
                    default -> 1;
                };
        return Math.min(trees * leaves() * (40 + 8.0 * sums()), 128 * MIB);
    }

    /** No tree has more leaves than its rows can fill. */
    private double leaves() {
        return Math.max(1, Math.min(trainer.integer("maxLeaves"), (double) rows / trainer.integer("minRows")));
    }

    /** Values of a leaf: boosting grows a tree a label. */
    private int sums() {
        return trainer.type().equals("gradient-boosted-trees") ? 1 : outputs;
    }
}
