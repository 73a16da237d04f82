package org.modelyard.ml.feature;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureSpec;

/**
 * What a request says of the encoding of single features and of their products.
 *
 * @param columns by feature, in the order of names; may be empty
 * @param interactions may be empty
 */
public record EncodingChoices(Map<String, ColumnChoice> columns, List<Interaction> interactions) {

    public static final EncodingChoices NONE = new EncodingChoices(Map.of(), List.of());

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** The product of two different features, each CATEGORICAL, NUMERIC or BOOLEAN. */
    public record Interaction(String left, String right) {}

    public EncodingChoices {
        columns = Collections.unmodifiableMap(new TreeMap<>(columns));
        interactions = List.copyOf(interactions);
    }

    /**
     * Reads a request's {@code features.encode} and {@code features.interactions}.
     *
     * @param encode by feature, the options of its type; null: none
     * @param interactions pairs of names; null: none
     * @param features those that the model sees
     * @throws org.modelyard.platform.model.Refusal.Invalid naming all that is wrong, e.g. {@code features.encode.text.hashBits}
     */
    public static EncodingChoices parse(
            @Nullable Map<String, ?> encode, @Nullable List<?> interactions, List<FeatureSpec> features) {
        return new ChoicesReader(features).read(encode, interactions);
    }

    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of our own cannot be written", e);
        }
    }

    /** @throws IllegalArgumentException when the text is no such document */
    public static EncodingChoices fromJson(String json) {
        try {
            return JSON.readValue(json, EncodingChoices.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no encoding choices: " + e.getOriginalMessage(), e);
        }
    }
}
