package org.modelyard.ml.bundle;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.compress.WeightForm;
import org.modelyard.ml.model.Head;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.score.Signature;

/**
 * What a bundle says about itself, {@code manifest.json}.
 *
 * @param format of the file, {@value #FORMAT}
 * @param inputs the signature, in order
 * @param labels in the order of the scores; empty for regression
 * @param trainer type of the trainer
 * @param hyperparameters the value of each
 * @param kind of the model's part, see {@link ModelPart}; left out when empty
 * @param decision whether a part with the decision follows; left out when not
 * @param outputs beside the target, a part for each follows in this order; left out when there are none
 */
@JsonPropertyOrder({
    "format",
    "task",
    "inputs",
    "labels",
    "trainer",
    "hyperparameters",
    "seed",
    "kind",
    "decision",
    "outputs"
})
record Manifest(
        int format,
        Task task,
        List<Input> inputs,
        List<String> labels,
        String trainer,
        Map<String, Object> hyperparameters,
        long seed,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String kind,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean decision,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Output> outputs) {

    static final int FORMAT = 1;

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

    /** An input of the signature. */
    @JsonPropertyOrder({"name", "type", "sensitive", "required"})
    record Input(String name, FeatureType type, boolean sensitive, boolean required) {}

    /**
     * What is answered beside the target.
     *
     * @param labels in the order of the scores; empty for regression
     * @param kind of the model's part, see {@link ModelPart}
     */
    @JsonPropertyOrder({"name", "labels", "kind"})
    record Output(String name, List<String> labels, String kind) {

        static Output of(Head head, WeightForm form) {
            return new Output(
                    head.output().name(),
                    head.output().labels(),
                    ModelPart.of(head.model(), form).kind());
        }
    }

    static Manifest of(ModelBundle bundle) {
        ModelScorer scorer = bundle.scorer();
        Signature signature = scorer.signature();
        List<Input> inputs = signature.inputs().stream()
                .map(input -> new Input(
                        input.feature().name(),
                        input.feature().type(),
                        input.feature().sensitive(),
                        input.required()))
                .toList();
        return new Manifest(
                FORMAT,
                signature.task(),
                inputs,
                signature.labels(),
                bundle.spec().type(),
                bundle.spec().values(),
                bundle.seed(),
                ModelPart.of(scorer.model(), bundle.form()).kind(),
                !scorer.decision().none(),
                scorer.heads().stream()
                        .map(head -> Output.of(head, bundle.form()))
                        .toList());
    }

    byte[] toBytes() {
        try {
            return JSON.writeValueAsString(this)
                    .replace("\r\n", "\n")
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a manifest is plain values", e);
        }
    }

    static Manifest fromBytes(byte[] json) {
        @Nullable Manifest manifest;
        try {
            JsonNode tree = JSON.readTree(json);
            if (tree instanceof ObjectNode object) {
                if (!object.has("kind")) {
                    object.put("kind", "");
                }
                if (!object.has("decision")) {
                    object.put("decision", false);
                }
                if (!object.has("outputs")) {
                    object.putArray("outputs");
                }
            }
            manifest = JSON.treeToValue(tree, Manifest.class);
        } catch (IOException e) {
            throw new CorruptBundle("The manifest cannot be read.", e);
        }
        if (manifest == null) {
            throw new CorruptBundle("The manifest is empty.");
        }
        if (manifest.labels.contains(null)
                || manifest.outputs.stream()
                        .anyMatch(output -> output == null || output.labels().contains(null))) {
            throw new CorruptBundle("The manifest lacks a name.");
        }
        if (manifest.format != FORMAT) {
            throw new CorruptBundle("The bundle has format " + manifest.format + "; known is " + FORMAT + ".");
        }
        return manifest;
    }
}
