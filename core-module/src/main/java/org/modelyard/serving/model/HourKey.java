package org.modelyard.serving.model;

import java.time.Instant;

/**
 * Whose hour it is.
 *
 * @param deploymentId 0 when no deployment took part
 * @param environmentId 0 when no environment took part
 * @param variant empty when there was none
 */
public record HourKey(
        long organisationId,
        long modelId,
        long versionId,
        long deploymentId,
        long environmentId,
        String variant,
        Instant hourStart) {

    private static final long HOUR_SECONDS = 3_600;
    private static final long MICROS = 1_000_000;

    public static HourKey of(InferenceRecord inference, long modelId) {
        long hour = Math.floorDiv(inference.timeMicros(), HOUR_SECONDS * MICROS) * HOUR_SECONDS;
        String variant = inference.variant();
        return new HourKey(
                inference.organisationId(),
                modelId,
                inference.modelVersionId(),
                inference.deploymentId(),
                inference.environmentId(),
                variant == null ? "" : variant,
                Instant.ofEpochSecond(hour));
    }
}
