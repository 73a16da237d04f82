package org.modelyard.ml.onnx;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Task;

/**
 * What somebody says of an ONNX file; the rest is read from its graph. What is said wins, and must fit the graph.
 *
 * @param task null: read
 * @param inputs the signature's, in its order; empty: read
 * @param labels in the order of the probabilities; empty: read, or a regression
 * @param features names of the numbers of inputs that are wider than one, in the order of the graph
 * @param missing what stands for a missing value, by input: a word, or a number as text
 * @param label name of the output with the label; empty: found by its type
 * @param answer name of the output with the probabilities or the number; empty: found by its type
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record OnnxWish(
        @Nullable Task task,
        List<Input> inputs,
        List<String> labels,
        List<String> features,
        Map<String, String> missing,
        String label,
        String answer) {

    /** Nothing is said. */
    public static final OnnxWish NOTHING = new OnnxWish(null, List.of(), List.of(), List.of(), Map.of(), "", "");

    /** An input of the signature. */
    public record Input(String name, FeatureType type, boolean required, boolean sensitive) {}

    public OnnxWish {
        inputs = List.copyOf(Objects.requireNonNullElse(inputs, List.of()));
        labels = List.copyOf(Objects.requireNonNullElse(labels, List.of()));
        features = List.copyOf(Objects.requireNonNullElse(features, List.of()));
        missing = Map.copyOf(Objects.requireNonNullElse(missing, Map.of()));
        label = Objects.requireNonNullElse(label, "");
        answer = Objects.requireNonNullElse(answer, "");
    }
}
