package org.modelyard.training.model;

import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.feature.ColumnChoice;
import org.modelyard.ml.feature.EncodingSpec;
import org.modelyard.ml.train.TrainerSpec;

/** What encoding rows and learning from them takes: entries of rows, columns that weights stand for, and what a trainer keeps of both. */
final class FitMemory {

    /** Whose weights are counted. */
    static final int LABELS = 10;

    /** Index and value. */
    private static final int ENTRY = 8;
    /** While rows are encoded: the chunks, and the whole that they are joined to. */
    private static final double ENCODING = 2;
    /** Words a byte of text: English has 0.18. */
    private static final double WORDS = 0.25;
    /** Runs of characters of one length a byte of text: of three to five, English has 0.35 on average. */
    private static final double RUNS = 0.6;

    private static final int MOST_SURFACE = 24;
    private static final int MOST_OF_TIME = 80;
    /** Beyond it the trainers refuse. */
    private static final long MOST_WEIGHTS = 50_000_000;

    private static final long MIB = 1 << 20;

    private final long rows;
    private final TrainerSpec trainer;
    private final int outputs;
    private double entries;
    private double columns;

    private FitMemory(Schema schema, long rows, long texts, TrainingPlan plan) {
        this.rows = rows;
        this.trainer = plan.trainer();
        this.outputs = outputs(schema);
        Schema seen = plan.features().seen(schema);
        EncodingSpec spec =
                trainer.encoding((int) Math.min(Integer.MAX_VALUE, rows)).with(plan.encoding(seen));
        for (FeatureSpec feature : seen.features()) {
            count(feature, spec);
        }
        int products = spec.choices().interactions().size();
        entries += 2.0 * rows * products;
        columns += products * Math.min(1 << 20, 4.0 * rows);
        if (texts > 0 && seen.features().stream().anyMatch(feature -> feature.type() == FeatureType.TEXT)) {
            int lengths = spec.maxCharacters() == 0 ? 0 : spec.maxCharacters() - spec.minCharacters() + 1;
            double terms = texts * (WORDS * spec.wordNgrams() + RUNS * lengths);
            entries += terms;
            columns += hashed(seen, spec, Math.min(2.0 * spec.maxTerms(), terms / spec.minDocuments()));
        }
    }

    static long of(Schema schema, long rows, long texts, TrainingPlan plan) {
        FitMemory memory = new FitMemory(schema, rows, texts, plan);
        double encoded = memory.entries * ENTRY;
        return (long) Math.max(
                encoded * ENCODING, encoded + memory.learning(plan.trainer().type()));
    }

    /** Probabilities, or numbers, of every row. */
    static long answers(Schema schema, long rows) {
        return rows * ENTRY * (outputs(schema) + 2L);
    }

    private static int outputs(Schema schema) {
        return schema.task() == Task.CLASSIFICATION ? LABELS : 1;
    }

    private void count(FeatureSpec feature, EncodingSpec spec) {
        ColumnChoice choice = spec.choices().columns().get(feature.name());
        switch (feature.type()) {
            case NUMERIC -> {
                Integer own = choice instanceof ColumnChoice.OfNumber number ? number.bins() : null;
                int bins = own == null ? spec.bins() : own;
                entries += rows * (bins >= 2 ? 2.0 : 1.0);
                columns += 3 + bins;
            }
            case BOOLEAN -> {
                entries += rows;
                columns += 2;
            }
            case TIMESTAMP -> {
                entries += 12.0 * rows;
                columns += MOST_OF_TIME;
            }
            case CATEGORICAL -> {
                Integer bits = choice instanceof ColumnChoice.OfCategory category ? category.hashBits() : null;
                entries += rows;
                columns += bits == null
                        ? Math.min(spec.maxCategories(), (double) rows / spec.minCategoryRows()) + 2
                        : 1 << bits;
            }
            case TEXT -> {
                boolean surface = choice instanceof ColumnChoice.OfText text && text.surface();
                entries += surface ? (double) MOST_SURFACE * rows : 0;
                columns += surface ? MOST_SURFACE : 0;
            }
        }
    }

    private static double hashed(Schema schema, EncodingSpec spec, double known) {
        double columns = 0;
        for (FeatureSpec feature : schema.features()) {
            if (feature.type() == FeatureType.TEXT) {
                Integer bits = spec.choices().columns().get(feature.name()) instanceof ColumnChoice.OfText text
                        ? text.hashBits()
                        : null;
                columns += bits == null ? known : 2.0 * (1 << bits);
            }
        }
        return columns;
    }

    private double learning(String type) {
        return switch (type) {
            case "decision-tree", "random-forest", "gradient-boosted-trees" -> trees();
            case "k-nearest-neighbours" -> entries * ENTRY;
            // an object an entry, twice by solvers with L1
            case "liblinear" -> 64 * entries + 40.0 * rows + 24 * weights(columns * outputs);
            case "factorisation-machine" -> 16 * weights(columns * outputs * (1 + number("factors", 8)));
            case "neural-network" -> 28 * weights(columns * number("hiddenUnits", 64)) + batches();
            case "multinomial-naive-bayes" -> 32 * weights(columns * outputs);
            case "ensemble" ->
                // a bag's or fold's rows, its member at work, and what members answer
                entries * ENTRY + trees() + linear() + 40.0 * rows * outputs;
            default -> linear();
        };
    }

    /** Weights, the best ones, two moments and a sum of four bytes each, and the model's of eight. */
    private double linear() {
        return 32 * weights(columns * outputs) + 64.0 * rows + batches();
    }

    private double batches() {
        return 24 * Math.min(entries, MIB);
    }

    private static double weights(double wanted) {
        return Math.min(wanted, MOST_WEIGHTS);
    }

    private double trees() {
        double bins = Math.min(columns * number("maxBins", 255), entries + 2 * columns);
        int sums = trainer.type().equals("gradient-boosted-trees") ? 1 : outputs; // a tree a label
        double histogram = 8 * Math.min(bins * (sums + 2), 25_000_000);
        // columns side by side, their bins, where rows begin in each block of columns
        double binned = 12 * entries + 4.0 * rows * Math.min(64, entries / Math.max(1, rows) / 3 + 1);
        double perRow = rows * (56.0 + 16 * outputs);
        double leaves = Math.min(number("maxLeaves", 1_024), (double) rows / number("minRows", 1));
        double trees = Math.max(number("trees", 1), number("rounds", 1));
        double grown = trees * leaves * (40 + 8.0 * sums);
        return binned + perRow + Math.min(64 * MIB, histogram * leaves) + 2 * histogram + Math.min(grown, 128 * MIB);
    }

    private int number(String hyperparameter, int otherwise) {
        return trainer.values().get(hyperparameter) instanceof Number value ? value.intValue() : otherwise;
    }
}
