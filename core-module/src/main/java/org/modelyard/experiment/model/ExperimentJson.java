package org.modelyard.experiment.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The plan that an experiment carries, and what its variants ask, as JSON text of our own: reading what was not written so is a fault. */
public final class ExperimentJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private ExperimentJson() {}

    public static String write(ExperimentPlan plan) {
        try {
            return MAPPER.writeValueAsString(plan);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a plan cannot be written", e);
        }
    }

    public static String write(List<VariantTarget> targets) {
        try {
            return MAPPER.writeValueAsString(targets);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what variants ask cannot be written", e);
        }
    }

    public static List<VariantTarget> targets(String json) {
        try {
            return List.of(MAPPER.readValue(json, VariantTarget[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what variants ask cannot be read", e);
        }
    }

    /**
     * What the plan wants to know of its units alone.
     *
     * @return nothing where it says nothing of that, or was written before that could be said
     */
    public static WantedFacts wanted(String plan) {
        try {
            JsonNode document = MAPPER.readTree(plan);
            List<String> names = new ArrayList<>();
            document.path("segments").forEach(one -> names.add(one.asText()));
            return new WantedFacts(names, document.path("covariate").textValue());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored plan cannot be read", e);
        }
    }

    /** What two plans say otherwise, by its names in a plan and in their order; empty where they are the same. */
    public static List<String> differing(ExperimentPlan one, ExperimentPlan other) {
        JsonNode left = MAPPER.valueToTree(one);
        JsonNode right = MAPPER.valueToTree(other);
        Set<String> names = new LinkedHashSet<>();
        left.fieldNames().forEachRemaining(names::add);
        right.fieldNames().forEachRemaining(names::add); // some are only there where something is said
        return names.stream()
                .filter(name -> !left.path(name).equals(right.path(name)))
                .toList();
    }

    public static ExperimentPlan plan(String json) {
        try {
            return MAPPER.readValue(json, ExperimentPlan.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored plan cannot be read", e);
        }
    }
}
