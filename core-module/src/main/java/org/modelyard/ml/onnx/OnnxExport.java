package org.modelyard.ml.onnx;

import java.util.List;

/**
 * A model as an ONNX file, and how to ask it.
 *
 * @param inputs of the file: the model's own in their order, or one {@code features} of encoded rows
 * @param outside why the feature step is not in the file, by feature; empty when it is
 * @param answer name of the output that holds the labels' probabilities, or the number
 * @param label name of the output that holds the label; empty for regression
 */
public record OnnxExport(byte[] file, List<Input> inputs, List<Outside> outside, String answer, String label) {

    public OnnxExport {
        inputs = List.copyOf(inputs);
        outside = List.copyOf(outside);
    }

    /**
     * An input of the file.
     *
     * @param text whether it takes strings, {@code [rows, 1]}; else doubles {@code [rows, 1]}, but encoded rows as floats
     * @param missing the string that stands for no value; NaN does among numbers, and this is empty
     */
    public record Input(String name, boolean text, String missing) {}

    /** A feature whose step ONNX's standard operators cannot express. */
    public record Outside(String feature, String reason) {}

    /** Whether it takes the model's own inputs, not encoded rows. */
    public boolean featureStepInside() {
        return outside.isEmpty();
    }
}
