package org.modelyard.registry.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.score.Signature;

/**
 * A signature as a document.
 *
 * @param outputs what is answered beside the target; left out where there are none
 */
public record SignatureDocument(
        Task task,
        List<Input> inputs,
        List<String> labels,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Output> outputs) {

    /** @param required a request must bring a value */
    public record Input(String name, FeatureType type, boolean required, boolean sensitive) {}

    /** @param labels in the order of the scores; empty for regression */
    public record Output(String name, Task task, List<String> labels) {}

    public SignatureDocument {
        outputs = List.copyOf(Objects.requireNonNullElse(outputs, List.of()));
        inputs = List.copyOf(inputs);
        labels = List.copyOf(labels);
    }

    /** Of a model that answers its target alone. */
    public SignatureDocument(Task task, List<Input> inputs, List<String> labels) {
        this(task, inputs, labels, List.of());
    }

    public static SignatureDocument of(Signature signature) {
        return new SignatureDocument(
                signature.task(),
                signature.inputs().stream()
                        .map(input -> new Input(
                                input.feature().name(),
                                input.feature().type(),
                                input.required(),
                                input.feature().sensitive()))
                        .toList(),
                signature.labels(),
                signature.outputs().stream()
                        .map(output -> new Output(output.name(), output.task(), output.labels()))
                        .toList());
    }
}
