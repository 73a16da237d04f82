package org.modelyard.rollout.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The documents that a rollout carries, as JSON text of our own: reading what was not written so is a fault. */
public final class RolloutJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private RolloutJson() {}

    /** A {@link RolloutEvidence} as it is stored. */
    record Stored(
            Sighting champion,
            Sighting candidate,
            List<Long> began,
            @Nullable Double typicalError,
            @Nullable Long settlesAt,
            List<StoredMetric> metrics,
            @JsonInclude(JsonInclude.Include.NON_NULL) long @Nullable [] unitsBefore) {}

    record StoredMetric(RolloutMetric metric, int planned, List<Stratum> steps, double[] odds) {}

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
                evidence.began(),
                evidence.typicalError(),
                evidence.settlesAt(),
                evidence.metrics().stream()
                        .map(one -> new StoredMetric(
                                one.metric(),
                                one.planned(),
                                one.strata().steps(),
                                one.odds().logs()))
                        .toList(),
                evidence.unitsBefore().length == 0 ? null : evidence.unitsBefore()));
    }

    public static RolloutEvidence evidence(String json) {
        Stored stored = read(json, new TypeReference<>() {});
        long[] unitsBefore = stored.unitsBefore();
        return new RolloutEvidence(
                stored.champion(),
                stored.candidate(),
                stored.began(),
                stored.typicalError(),
                stored.settlesAt(),
                stored.metrics().stream()
                        .map(one -> new Evidence(
                                one.metric(), one.planned(), new Strata(one.steps()), OddsLikelihood.of(one.odds())))
                        .toList(),
                unitsBefore == null ? new long[0] : unitsBefore);
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
