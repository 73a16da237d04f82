package org.modelyard.registry.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;

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
    public record Input(String name, FeatureType type, boolean required, boolean sensitive) {

        /**
         * As clients write it.
         *
         * @param required true when it is missing: what nobody has called optional is needed
         * @param sensitive false when it is missing
         */
        @JsonCreator
        static Input said(
                @JsonProperty("name") String name,
                @JsonProperty("type") FeatureType type,
                @JsonProperty("required") @Nullable Boolean required,
                @JsonProperty("sensitive") @Nullable Boolean sensitive) {
            return new Input(name, type, !Boolean.FALSE.equals(required), Boolean.TRUE.equals(sensitive));
        }
    }

    /** @param labels in the order of the scores; empty for regression */
    public record Output(String name, Task task, List<String> labels) {}

    private static final int LONGEST = 200;
    private static final int MOST = 10_000;

    public SignatureDocument {
        outputs = List.copyOf(Objects.requireNonNullElse(outputs, List.of()));
        inputs = List.copyOf(inputs);
        labels = List.copyOf(labels);
    }

    /**
     * The same, when a client has said it.
     *
     * @throws Refusal.Invalid naming all that is wrong
     */
    public SignatureDocument checked() {
        Set<String> names = new HashSet<>();
        List<FieldError> problems = new ArrayList<>();
        for (Input input : inputs) {
            if (input.name().isBlank() || input.name().length() > LONGEST || !names.add(input.name())) {
                problems.add(new FieldError(
                        "signature.inputs", "An input has a name of its own, of 1 to " + LONGEST + " characters."));
            }
        }
        for (Output output : outputs) {
            if (output.name().isBlank() || output.name().length() > LONGEST || !names.add(output.name())) {
                problems.add(new FieldError(
                        "signature.outputs", "An output has a name of its own, of 1 to " + LONGEST + " characters."));
            }
        }
        if (inputs.size() > MOST
                || outputs.size() > MOST
                || labels.size() > MOST
                || new HashSet<>(labels).size() < labels.size()) {
            problems.add(
                    new FieldError("signature", "At most " + MOST + " inputs, outputs and labels, each label once."));
        }
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems.get(0).message(), problems);
        }
        return this;
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
