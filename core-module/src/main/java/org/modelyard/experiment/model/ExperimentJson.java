package org.modelyard.experiment.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The plan that an experiment carries, as JSON text of our own: reading what was not written so is a fault. */
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

    public static ExperimentPlan plan(String json) {
        try {
            return MAPPER.readValue(json, ExperimentPlan.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored plan cannot be read", e);
        }
    }
}
