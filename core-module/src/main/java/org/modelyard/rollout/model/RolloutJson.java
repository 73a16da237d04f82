package org.modelyard.rollout.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/** The documents that a rollout carries, as JSON text of our own: reading what was not written so is a fault. */
public final class RolloutJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private RolloutJson() {}

    /** A {@link RolloutEvidence} as it is stored. */
    record Stored(Sighting champion, Sighting candidate, List<StoredMetric> metrics) {}

    record StoredMetric(
            RolloutMetric metric,
            Arm champions,
            Arm candidates,
            double[] odds,
            Arm waitingChampions,
            Arm waitingCandidates) {}

    public static String write(RolloutPlan plan) {
        return text(plan);
    }

    public static RolloutPlan plan(String json) {
        return read(json, new TypeReference<>() {});
    }

    public static String write(RolloutEvidence evidence) {
        return text(new Stored(
                evidence.champion(),
                evidence.candidate(),
                evidence.metrics().stream()
                        .map(one -> new StoredMetric(
                                one.metric(),
                                one.champions(),
                                one.candidates(),
                                one.odds().logs(),
                                one.waitingChampions(),
                                one.waitingCandidates()))
                        .toList()));
    }

    public static RolloutEvidence evidence(String json) {
        Stored stored = read(json, new TypeReference<>() {});
        return new RolloutEvidence(
                stored.champion(),
                stored.candidate(),
                stored.metrics().stream()
                        .map(one -> new Evidence(
                                one.metric(),
                                one.champions(),
                                one.candidates(),
                                OddsLikelihood.of(one.odds()),
                                one.waitingChampions(),
                                one.waitingCandidates()))
                        .toList());
    }

    public static String write(RolloutVerdict.Numbers numbers) {
        return text(numbers);
    }

    public static RolloutVerdict.Numbers numbers(String json) {
        return read(json, new TypeReference<>() {});
    }

    private static String text(Object document) {
        try {
            return MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of our own cannot be written", e);
        }
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored rollout cannot be read", e);
        }
    }
}
