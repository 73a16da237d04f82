package org.modelyard.ml.score;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.Task;

/** A model's contract: its inputs in the order of {@link InputRow}, and what it answers with. Immutable. */
public final class Signature {

    /**
     * One input.
     *
     * @param required every training row had a value, so a request must bring one; otherwise it may be missing
     */
    public record Input(FeatureSpec feature, boolean required) {}

    /**
     * What is answered beside the target.
     *
     * @param name of the feature in the data that the model was trained on
     * @param labels in the order of the scores; empty for regression
     */
    public record Output(String name, List<String> labels) {

        public Output {
            labels = List.copyOf(labels);
        }

        public Task task() {
            return labels.isEmpty() ? Task.REGRESSION : Task.CLASSIFICATION;
        }
    }

    private final Task task;
    private final List<Input> inputs;
    private final List<String> labels;
    private final List<Output> outputs;
    private final Map<String, Integer> positions;
    private final boolean sensitive;

    /** @param labels in the order of the scores; empty for regression */
    public Signature(Task task, List<Input> inputs, List<String> labels) {
        this(task, inputs, labels, List.of());
    }

    /**
     * @param labels in the order of the scores; empty for regression
     * @param outputs beside the target, in the order of their scores
     */
    public Signature(Task task, List<Input> inputs, List<String> labels, List<Output> outputs) {
        this.task = task;
        this.inputs = List.copyOf(inputs);
        this.labels = List.copyOf(labels);
        this.outputs = List.copyOf(outputs);
        this.sensitive = inputs.stream().anyMatch(input -> input.feature().sensitive());
        this.positions = new HashMap<>(inputs.size() * 2);
        for (Input input : inputs) {
            if (positions.put(input.feature().name(), positions.size()) != null) {
                throw new IllegalArgumentException("an input is named twice");
            }
        }
        Set<String> names = new HashSet<>(positions.keySet());
        for (Output output : outputs) {
            if (!names.add(output.name())) {
                throw new IllegalArgumentException("an output is named as an input or another output");
            }
        }
    }

    public Task task() {
        return task;
    }

    public List<Input> inputs() {
        return inputs;
    }

    /** @return in the order of the scores; empty for regression */
    public List<String> labels() {
        return labels;
    }

    /** @return what is answered beside the target, in the order of the scores; mostly empty */
    public List<Output> outputs() {
        return outputs;
    }

    /** Whether one of its inputs is a protected attribute. */
    public boolean sensitive() {
        return sensitive;
    }

    /** @return the position of the input of that name, or -1 */
    public int position(String name) {
        Integer position = positions.get(name);
        return position == null ? -1 : position;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Signature that
                && task == that.task
                && inputs.equals(that.inputs)
                && labels.equals(that.labels)
                && outputs.equals(that.outputs);
    }

    @Override
    public int hashCode() {
        return Objects.hash(task, inputs, labels, outputs);
    }

    @Override
    public String toString() {
        return "Signature[" + task + ", " + inputs + ", " + labels + ", " + outputs + "]";
    }
}
