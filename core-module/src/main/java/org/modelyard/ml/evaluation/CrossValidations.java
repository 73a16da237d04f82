package org.modelyard.ml.evaluation;

import java.util.List;

/**
 * A cross-validation: one entry a metric. Each interval holds its 95 % approximately and on its own (Nadeau and Bengio).
 *
 * @param folds how many
 * @param split how the rows were split, in a few words
 * @param rows of all folds
 */
public record CrossValidations(int folds, String split, long rows, List<CrossValidation> metrics) {

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
