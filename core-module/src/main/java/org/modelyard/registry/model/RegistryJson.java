package org.modelyard.registry.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.evaluation.Evaluation;
import org.modelyard.ml.evaluation.OutputEvaluation;

/** The documents that a version carries, as JSON text of our own: reading what was not written so is a fault. */
public final class RegistryJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();
    private static final ObjectReader STRINGS = MAPPER.readerFor(new TypeReference<List<String>>() {});
    private static final ObjectReader METRICS =
            MAPPER.readerFor(new TypeReference<LinkedHashMap<String, @Nullable Double>>() {});

    private RegistryJson() {}

    public static String write(Object document) {
        try {
            return MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of our own cannot be written", e);
        }
    }

    public static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored " + type.getSimpleName() + " cannot be read", e);
        }
    }

    public static List<String> strings(String json) {
        try {
            return STRINGS.readValue(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored list cannot be read", e);
        }
    }

    public static Map<String, String> texts(String json) {
        try {
            return MAPPER.readValue(json, new TypeReference<LinkedHashMap<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored texts cannot be read", e);
        }
    }

    /** Metrics by name; an undefined one is null. */
    public static Map<String, @Nullable Double> metrics(String json) {
        try {
            return METRICS.readValue(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored metrics cannot be read", e);
        }
    }

    /** The values of an evaluation, in its order; the rest of it is the version's {@code evaluation} artifact. */
    public static String metrics(Evaluation evaluation) {
        return metrics(evaluation, List.of());
    }

    /** The same, and those of outputs, each with the output's name and a dot in front. */
    public static String metrics(Evaluation evaluation, List<OutputEvaluation> outputs) {
        Map<String, @Nullable Double> values = new LinkedHashMap<>();
        evaluation.metrics().forEach((name, metric) -> values.put(name, metric.defined() ? metric.value() : null));
        outputs.forEach(output ->
                output.metrics().forEach((name, metric) -> values.put(name, metric.defined() ? metric.value() : null)));
        return write(values);
    }
}
