package org.modelyard.serving.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.InputRow;
import org.modelyard.platform.model.FieldError;

/**
 * One row to predict, checked against the signature that it was read with.
 *
 * @param inputs by position of the feature in the signature; what was wrong stands as missing
 * @param errors what does not fit the signature; empty when the row can be predicted
 * @param unit who or what is predicted about: the same unit gets the same variant
 * @param dimensions JSON object of the caller's own dimensions
 * @param attributes JSON object of what the caller says about the unit
 * @param occurredAt when it happened by the caller's word
 * @param traceId of the request that it came with, 32 hexadecimal digits; null where none was told
 */
public record PredictionRow(
        InputRow inputs,
        List<FieldError> errors,
        @Nullable String unit,
        @Nullable String dimensions,
        @Nullable String attributes,
        @Nullable Instant occurredAt,
        @Nullable String traceId) {

    public PredictionRow {
        errors = List.copyOf(errors);
    }

    /** Of no trace. */
    public PredictionRow(
            InputRow inputs,
            List<FieldError> errors,
            @Nullable String unit,
            @Nullable String dimensions,
            @Nullable String attributes,
            @Nullable Instant occurredAt) {
        this(inputs, errors, unit, dimensions, attributes, occurredAt, null);
    }

    /** The same as part of a trace. */
    public PredictionRow traced(@Nullable String trace) {
        return trace == null
                ? this
                : new PredictionRow(inputs, errors, unit, dimensions, attributes, occurredAt, trace);
    }

    /** The same with every input missing, for one that cannot be kept. */
    public PredictionRow withoutInputs(List<FieldError> wrong) {
        return new PredictionRow(
                InputRow.empty(inputs.numbers().length), wrong, unit, dimensions, attributes, occurredAt, traceId);
    }

    public boolean fits() {
        return errors.isEmpty();
    }
}
