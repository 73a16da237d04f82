package org.modelyard.ml.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cross-validation: one entry a metric. Each interval holds its 95 % approximately and on its own (Nadeau and Bengio).
 *
 * @param folds how many
 * @param split how the rows were split, in a few words
 * @param rows of all folds
 * @param draw which rows each fold had; null for those stored before it was noted
 */
public record CrossValidations(
        int folds, String split, long rows, @Nullable FoldDraw draw, List<CrossValidation> metrics) {

    public CrossValidations {
        metrics = List.copyOf(metrics);
    }

    public String toJson() {
        return CrossValidationJson.write(this);
    }

    /** @throws IllegalArgumentException when the text is no cross-validation */
    public static CrossValidations fromJson(String json) {
        return CrossValidationJson.read(json);
    }
}
