package org.modelyard.registry.model;

import java.util.List;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.score.Signature;

/** A signature as a document. */
public record SignatureDocument(Task task, List<Input> inputs, List<String> labels) {

    /** @param required a request must bring a value */
    public record Input(String name, FeatureType type, boolean required, boolean sensitive) {}

    public SignatureDocument {
        inputs = List.copyOf(inputs);
        labels = List.copyOf(labels);
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
                signature.labels());
    }
}
