package org.modelyard.dataset.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.entity.Example;
import org.modelyard.dataset.model.ExampleRow;
import org.modelyard.dataset.model.ExampleStatus;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.Schema;

/**
 * An example as others see it.
 *
 * @param features in the schema's order; a missing value is null, a TIMESTAMP is ISO-8601
 * @param label of CLASSIFICATION, the output text of GENERATION; absent for REGRESSION
 * @param value of REGRESSION; absent otherwise
 * @param quality the share of its features that it has, 0 to 1
 * @param occurrence how many examples of the dataset had the same content before it
 */
public record ExampleView(
        UUID id,
        Map<String, @Nullable Object> features,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String label,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double value,
        ExampleStatus status,
        String source,
        @Nullable Double quality,
        int occurrence,
        Instant createdAt) {

    private static final double WHOLE = 1e15;

    static ExampleView of(UUID id, Example example, ExampleRow row) {
        String output = example.label() != null ? example.label() : row.targetText();
        return new ExampleView(
                id,
                features(row),
                output,
                example.targetNumber(),
                example.status(),
                example.source(),
                example.quality(),
                example.occurrence(),
                example.createdAt());
    }

    static Map<String, @Nullable Object> features(ExampleRow row) {
        Schema schema = row.schema();
        Map<String, @Nullable Object> features = new LinkedHashMap<>();
        for (int i = 0; i < schema.features().size(); i++) {
            FeatureSpec feature = schema.features().get(i);
            features.put(feature.name(), row.missing(i) ? null : value(feature, row, i));
        }
        return features;
    }

    private static @Nullable Object value(FeatureSpec feature, ExampleRow row, int at) {
        double number = row.numbers()[at];
        return switch (feature.type()) {
            case NUMERIC ->
                number == Math.rint(number) && Math.abs(number) < WHOLE
                        ? (Object) Long.valueOf((long) number)
                        : (Object) Double.valueOf(number);
            case BOOLEAN -> number != 0;
            default -> row.text(at);
        };
    }
}
