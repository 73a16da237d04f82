package org.modelyard.serving.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;

/** Reads rows against a signature. One per request. */
public final class RowReader {

    private final Signature signature;
    private final InputReader inputs;
    private final DimensionReader dimensions = new DimensionReader();

    public RowReader(Signature signature) {
        this.signature = signature;
        this.inputs = new InputReader(signature);
    }

    /** An object of inputs by name. */
    public PredictionRow inputs(JsonParser json, String path) throws IOException {
        InputRow row = inputs.read(json, path);
        return new PredictionRow(row, inputs.errors(), null, null, null, null);
    }

    /**
     * An object of inputs and what is said of them.
     *
     * @param path of the row, e.g. {@code rows[3]}
     */
    public PredictionRow row(JsonParser json, String path) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new Refusal.Invalid(path, "This must be an object with inputs.");
        }
        InputRow row = null;
        List<FieldError> errors = List.of();
        String unit = null;
        String rowDimensions = null;
        String attributes = null;
        Instant occurredAt = null;
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            String field = path + "." + name;
            switch (name) {
                case "inputs" -> {
                    row = inputs.read(json, field);
                    errors = inputs.errors();
                }
                case "unit" -> unit = FieldReader.text(json, field);
                case "dimensions" -> rowDimensions = dimensions.read(json, field);
                case "attributes" -> attributes = dimensions.read(json, field);
                case "occurredAt" -> occurredAt = FieldReader.instant(FieldReader.text(json, field), field);
                default -> throw FieldReader.unknown(json, field);
            }
        }
        return row == null
                ? unfit(new FieldError(path + ".inputs", "This row has no inputs."), unit, attributes)
                : new PredictionRow(row, errors, unit, rowDimensions, attributes, occurredAt);
    }

    private PredictionRow unfit(FieldError error, @Nullable String unit, @Nullable String attributes) {
        return new PredictionRow(
                InputRow.empty(signature.inputs().size()), List.of(error), unit, null, attributes, null);
    }

    /** A row of which nothing could be read. */
    public PredictionRow unfit(FieldError error) {
        return unfit(error, null, null);
    }
}
