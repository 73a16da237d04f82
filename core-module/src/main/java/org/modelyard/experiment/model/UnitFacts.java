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
            Object fact = plain(attributes, dimensions, name);
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
     * What a prediction tells for segments and as the covariate: of its attributes, else of its dimensions, as the inference log keeps them.
     * Not of inputs: what is kept of them is up to the log's policy. A covariate that is no number from -10^12 to 10^12 is unknown.
     *
     * @param attributes JSON object of what the caller says about the unit
     * @param dimensions JSON object of the caller's own dimensions
     */
    public static KnownBefore before(WantedFacts wanted, @Nullable String attributes, @Nullable String dimensions) {
        if (wanted.none() || (attributes == null && dimensions == null)) {
            return KnownBefore.NONE;
        }
        JsonNode first = object(attributes);
        JsonNode second = object(dimensions);
        List<@Nullable String> values = new ArrayList<>();
        for (String name : wanted.segments()) {
            values.add(KnownBefore.value(name, plain(first, second, name)));
        }
        String covariate = wanted.covariate();
        return new KnownBefore(
                values, covariate == null ? null : KnownBefore.covariate(plain(first, second, covariate)));
    }

    private static @Nullable Object plain(@Nullable JsonNode first, @Nullable JsonNode second, String name) {
        Object fact = plain(first, name);
        return fact == null ? plain(second, name) : fact;
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
