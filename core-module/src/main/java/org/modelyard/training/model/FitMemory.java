package org.modelyard.training.model;

import java.util.List;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.feature.ColumnChoice;
import org.modelyard.ml.feature.EncodingSpec;

/** What encoding rows and learning from them takes: entries of rows, columns that weights stand for. */
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

    private final long rows;
    private double entries;
    private double columns;

    private FitMemory(Schema schema, long rows, long texts, TrainingPlan plan) {
        this.rows = rows;
        Schema seen = plan.features().seen(Outputs.inputs(schema, plan.outputs()));
        EncodingSpec spec =
                plan.trainer().encoding((int) Math.min(Integer.MAX_VALUE, rows)).with(plan.encoding(seen));
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

    /** @param plan its outputs are learnt one after the other, by the target's trainer and from the target's encoded rows */
    static long of(Schema schema, long rows, long texts, TrainingPlan plan) {
        FitMemory memory = new FitMemory(schema, rows, texts, plan);
        LearningMemory learning = new LearningMemory(
                plan.trainer(), rows, memory.entries, memory.columns, answered(schema, plan.outputs()));
        int heads = plan.outputs().size();
        double encoded = memory.entries * ENTRY;
        // the rows that have the output are selected from all
        double known = heads == 0 ? 0 : encoded;
        return (long) Math.max(encoded * ENCODING, encoded + known + learning.working() + heads * learning.model());
    }

    /** Probabilities, or numbers, of every row for the target and each output. */
    static long answers(Schema schema, long rows, List<String> outputs) {
        return rows * ENTRY * (answered(schema, outputs) + 2L) * (1 + outputs.size());
    }

    /** Numbers that the target or an output is answered with, whichever has more. */
    private static int answered(Schema schema, List<String> outputs) {
        boolean labels = schema.task() == Task.CLASSIFICATION
                || outputs.stream().anyMatch(output -> Outputs.task(schema, output) == Task.CLASSIFICATION);
        return labels ? LABELS : 1;
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
}
