package org.modelyard.ml.onnx;

import static org.modelyard.ml.onnx.RefusedOnnx.require;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Task;

/**
 * What an export of this product says of itself; nothing in other files, and nothing where it makes no sense.
 *
 * @param types of columns, by name
 * @param words that stand for a missing value, by name; {@code NaN} among numbers
 * @param features names of encoded features
 */
record OnnxNotes(
        @Nullable Task task,
        Map<String, FeatureType> types,
        Map<String, String> words,
        List<String> features,
        List<String> labels,
        String label,
        String answer) {

    static final String NAN = "NaN";

    /** Characters: as a tree of objects it takes many times as much. */
    private static final int LONGEST = 8 << 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    static OnnxNotes of(Map<String, String> metadata) {
        Map<String, FeatureType> types = new LinkedHashMap<>();
        Map<String, String> words = new LinkedHashMap<>();
        for (JsonNode input : tree(metadata, "modelyard.inputs")) {
            FeatureType type = choice(FeatureType.class, input.path("type").asText());
            if (type != null) {
                types.put(input.path("name").asText(), type);
                words.put(input.path("name").asText(), input.path("missing").asText(NAN));
            }
        }
        JsonNode outputs = tree(metadata, "modelyard.outputs");
        return new OnnxNotes(
                choice(Task.class, metadata.getOrDefault("modelyard.task", "")),
                types,
                words,
                texts(tree(metadata, "modelyard.features")),
                texts(tree(metadata, "modelyard.labels")),
                outputs.path("label").asText(""),
                outputs.path("answer").asText(""));
    }

    private static JsonNode tree(Map<String, String> metadata, String key) {
        String said = metadata.getOrDefault(key, "[]");
        require(said.length() <= LONGEST, "What the file says of itself is too long.");
        try {
            return JSON.readTree(said);
        } catch (JsonProcessingException e) {
            throw new RefusedOnnx("What the file says of itself in '" + key + "' is no JSON.", e);
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    private static <E extends Enum<E>> @Nullable E choice(Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
