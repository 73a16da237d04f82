package org.modelyard.dataset.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One example, by position of the feature in the schema. A row is a mutable buffer that readers fill again and again:
 * who keeps values copies them. Arrays have one slot a feature; the slot that does not fit the feature's type stands
 * empty (NaN, null).
 */
public final class ExampleRow {

    private final Schema schema;
    private final double[] numbers;
    private final @Nullable String[] texts;
    private double targetNumber = Double.NaN;
    private @Nullable String targetText;

    public ExampleRow(Schema schema) {
        this.schema = schema;
        this.numbers = new double[schema.features().size()];
        this.texts = new String[numbers.length];
        Arrays.fill(numbers, Double.NaN);
    }

    public Schema schema() {
        return schema;
    }

    /** NUMERIC, BOOLEAN (0 or 1), TIMESTAMP (seconds since 1970, UTC); NaN is missing. The live array. */
    public double[] numbers() {
        return numbers;
    }

    /** TEXT and CATEGORICAL; null is missing. The live array. */
    public @Nullable String[] texts() {
        return texts;
    }

    public boolean missing(int feature) {
        return Double.isNaN(numbers[feature]) && texts[feature] == null;
    }

    /** REGRESSION's target; NaN for every other task. */
    public double targetNumber() {
        return targetNumber;
    }

    /** The label of CLASSIFICATION, the output text of GENERATION; null for REGRESSION. */
    public @Nullable String targetText() {
        return targetText;
    }

    /** The target as text, whatever the task: what a label column shows. */
    public String target() {
        return targetText != null ? targetText : ValueText.format(FeatureType.NUMERIC, targetNumber);
    }

    /** The feature as text in the form that the reader takes again; null when missing. */
    public @Nullable String text(int feature) {
        FeatureType type = schema.features().get(feature).type();
        if (type.textual()) {
            return texts[feature];
        }
        return Double.isNaN(numbers[feature]) ? null : ValueText.format(type, numbers[feature]);
    }

    public void target(double number) {
        targetNumber = number;
        targetText = null;
    }

    public void target(String text) {
        targetText = text;
        targetNumber = Double.NaN;
    }

    /** Every value missing, as a new row has it. */
    public void clear() {
        Arrays.fill(numbers, Double.NaN);
        Arrays.fill(texts, null);
        targetNumber = Double.NaN;
        targetText = null;
    }
}
