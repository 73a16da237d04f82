package org.modelyard.evaluation.service;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.batch.model.WorkState;
import org.modelyard.evaluation.entity.TextMeasurement;
import org.modelyard.ml.evaluation.text.TextMetrics;
import org.modelyard.registry.model.RegistryJson;

/**
 * The measurement of a file as others see it.
 *
 * @param bytes of the file
 * @param result null before it is complete
 */
public record TextMeasurementView(
        UUID id,
        WorkState state,
        long bytes,
        @Nullable TextMetrics result,
        @Nullable String problem,
        @Nullable Long executionId,
        String createdBy,
        Instant createdAt,
        @Nullable Instant endedAt) {

    static TextMeasurementView of(TextMeasurement measurement) {
        String result = measurement.result();
        return new TextMeasurementView(
                measurement.publicId(),
                measurement.state(),
                measurement.bytes(),
                result == null ? null : RegistryJson.read(result, TextMetrics.class),
                measurement.problem(),
                measurement.executionId(),
                measurement.createdBy(),
                measurement.createdAt(),
                measurement.endedAt());
    }
}
