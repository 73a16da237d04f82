package org.modelyard.evaluation.model;

import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.model.ModelScorer;

/**
 * Where linear models differ most that see rows in the same way.
 *
 * @param reason why they cannot be compared; null where they can
 * @param weights how many each has
 * @param differing how many of them are not the same in all
 * @param rows the largest differences first
 */
public record WeightDifferences(@Nullable String reason, long weights, long differing, List<Row> rows) {

    /** Rows that are shown. */
    public static final int MOST = 25;

    /**
     * One weight.
     *
     * @param feature what the encoded feature means; {@code bias} for what is added to every row
     * @param output label that it speaks for; null where there is one number
     * @param values in the order of the models
     * @param spread the largest less the smallest
     */
    public record Row(String feature, @Nullable String output, List<Double> values, double spread) {
        public Row {
            values = List.copyOf(values);
        }
    }

    /**
     * Reads each model, and those that are compared a second time for the rows that are shown: no two are in memory at once for it.
     *
     * @param versions two at least
     * @param models by place; null for a version that has no model here
     */
    public static WeightDifferences of(int versions, IntFunction<@Nullable ModelScorer> models) {
        WeightSpread spread = new WeightSpread();
        for (int i = 0; i < versions; i++) {
            spread.add(models.apply(i));
        }
        if (spread.shows()) {
            for (int i = 0; i < versions; i++) {
                spread.read(models.apply(i));
            }
        }
        return spread.found();
    }

    static WeightDifferences none(String reason) {
        return new WeightDifferences(reason, 0, 0, List.of());
    }
}
