package org.modelyard.experiment.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.ml.score.Signature;
import org.modelyard.serving.model.PredictionRow;

/**
 * What a prediction says of its unit. For a targeting: by name, what stands in its attributes, else in its dimensions, else among its
 * inputs. What is said nowhere, or is no text, number or truth, is missing.
 */
public final class UnitFacts {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private UnitFacts() {}

    /**
     * @param signature that the inputs were read with
     * @return texts, numbers and truths by the names that the targeting knows
     */
    public static Map<String, Object> of(Targeting targeting, PredictionRow row, Signature signature) {
        JsonNode attributes = object(row.attributes());
        JsonNode dimensions = object(row.dimensions());
        Map<String, Object> facts = new HashMap<>();
        for (String name : targeting.attributes().keySet()) {
            Object fact = plain(attributes, name);
            if (fact == null) {
                fact = plain(dimensions, name);
            }
            if (fact == null) {
                fact = input(row, signature, name);
            }
            if (fact != null) {
                facts.put(name, fact);
            }
        }
        return facts;
    }

    /**
     * What a prediction tells for segments: of its attributes, else of its dimensions, as the inference log keeps them. Inputs are no
     * segments: what is kept of them is up to the log's policy.
     *
     * @param names of the attributes that are told apart
     * @param attributes JSON object of what the caller says about the unit
     * @param dimensions JSON object of the caller's own dimensions
     */
    public static KnownBefore before(List<String> names, @Nullable String attributes, @Nullable String dimensions) {
        if (names.isEmpty() || (attributes == null && dimensions == null)) {
            return KnownBefore.NONE;
        }
        JsonNode first = object(attributes);
        JsonNode second = object(dimensions);
        List<@Nullable String> values = new ArrayList<>();
        for (String name : names) {
            Object fact = plain(first, name);
            values.add(KnownBefore.value(name, fact == null ? plain(second, name) : fact));
        }
        return new KnownBefore(values, null);
    }

    private static @Nullable JsonNode object(@Nullable String json) {
        if (json == null) {
            return null;
        }
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what a request says of its unit is kept as JSON", e);
        }
    }

    private static @Nullable Object plain(@Nullable JsonNode object, String name) {
        JsonNode value = object == null ? null : object.get(name);
        if (value == null) {
            return null;
        }
        if (value.isTextual()) {
            return value.textValue();
        }
        return value.isNumber() ? (Object) value.doubleValue() : value.isBoolean() ? value.booleanValue() : null;
    }

    private static @Nullable Object input(PredictionRow row, Signature signature, String name) {
        List<Signature.Input> inputs = signature.inputs();
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i).feature().name().equals(name)) {
                String text = row.inputs().texts()[i];
                double number = row.inputs().numbers()[i];
                if (text != null) {
                    return text;
                }
                if (Double.isNaN(number)) {
                    return null;
                }
                return inputs.get(i).feature().type() == FeatureType.BOOLEAN ? (Object) (number != 0) : (Object) number;
            }
        }
        return null;
    }
}
