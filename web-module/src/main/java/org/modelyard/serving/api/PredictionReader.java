package org.modelyard.serving.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.InputRow;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.serving.model.InputReader;
import org.modelyard.serving.model.PredictionRow;
import org.modelyard.serving.service.Route;

/**
 * Reads a prediction request token by token, its inputs straight into the arrays that a model scores. The rows can only be
 * read once it is known where they go; when {@code environment} or {@code version} stands behind them, the body is read a
 * second time. One per request.
 */
final class PredictionReader {

    static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(100)
                    .maxStringLength(4 << 20)
                    .build())
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();

    private static final int LONGEST_TEXT = 255;
    /** What both databases take. */
    private static final Instant EARLIEST = Instant.parse("1000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private final Routes routes;
    private final int maxRows;
    private final Set<String> seen = new HashSet<>();
    private final List<PredictionRow> rows = new ArrayList<>(1);
    private final DimensionReader dimensionReader = new DimensionReader();

    private @Nullable String environment;
    private @Nullable String version;
    private @Nullable String unit;
    private @Nullable String operation;
    private @Nullable String dimensions;
    private @Nullable String attributes;
    private @Nullable Route route;
    private @Nullable InputReader inputs;
    private boolean routeKnown;

    /** Where a request goes. */
    interface Routes {
        Route of(@Nullable String environment, @Nullable String version);
    }

    PredictionReader(Routes routes, int maxRows) {
        this.routes = routes;
        this.maxRows = maxRows;
    }

    /**
     * @throws JsonParseException when the JSON is malformed
     * @throws JsonMappingException when it has an unknown field
     * @throws Refusal.Invalid when it is well-formed and not acceptable as a whole; what is wrong with a row stands in it
     */
    PredictionRequest read(byte[] body) throws IOException {
        pass(body);
        if (!routeKnown) {
            routeKnown = true;
            Route meant = routes.of(environment, version);
            if (meant != route) {
                rows.clear();
                route = meant;
                inputs = new InputReader(meant.signature());
                pass(body);
            }
        }
        if (rows.isEmpty()) {
            throw new Refusal.Invalid("inputs", "Send inputs (an object, or an array of them) or rows; at least one.");
        }
        Route meant = route();
        return new PredictionRequest(meant, withDefaults());
    }

    private void pass(byte[] body) throws IOException {
        seen.clear();
        try (JsonParser json = JSON.createParser(body)) {
            try {
                document(json);
            } catch (StreamConstraintsException tooMuch) { // it does not say where
                throw new JsonParseException(json, tooMuch.getOriginalMessage(), tooMuch);
            }
        }
    }

    private void document(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new JsonParseException(json, "a JSON object was expected");
        }
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            if (!seen.add(name)) {
                throw new JsonParseException(json, "the field '" + Texts.brief(name) + "' is given twice");
            }
            json.nextToken();
            field(json, name);
        }
        if (json.nextToken() != null) {
            throw new JsonParseException(json, "the JSON goes on behind its end");
        }
    }

    private void field(JsonParser json, String name) throws IOException {
        switch (name) {
            case "inputs" -> inputs(json);
            case "rows" -> rows(json);
            case "environment" -> environment = text(json, name);
            case "version" -> version = text(json, name);
            case "unit" -> unit = text(json, name);
            case "operation" -> operation = text(json, name);
            case "dimensions" -> dimensions = dimensionReader.read(json, name);
            case "attributes" -> attributes = dimensionReader.read(json, name);
            default -> throw unknown(json, name);
        }
    }

    private void inputs(JsonParser json) throws IOException {
        requireAlone("rows");
        if (!routeKnown && !resolvable()) {
            json.skipChildren(); // a field behind it may name another place: then there is a second pass
            return;
        }
        if (json.currentToken() == JsonToken.START_ARRAY) {
            for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
                addInputs(json, "inputs[" + i + "]");
            }
        } else {
            addInputs(json, "inputs");
        }
    }

    private void addInputs(JsonParser json, String path) throws IOException {
        InputRow row = reader().read(json, path);
        add(new PredictionRow(row, reader().errors(), null, null, null, null));
    }

    private void rows(JsonParser json) throws IOException {
        requireAlone("inputs");
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new Refusal.Invalid("rows", "This must be an array of objects.");
        }
        if (!routeKnown && !resolvable()) {
            json.skipChildren();
            return;
        }
        for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
            row(json, "rows[" + i + "]");
        }
    }

    private void row(JsonParser json, String path) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new Refusal.Invalid(path, "This must be an object with inputs.");
        }
        InputRow row = null;
        List<FieldError> errors = List.of();
        String rowUnit = null;
        String rowDimensions = null;
        String rowAttributes = null;
        Instant occurredAt = null;
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            String field = path + "." + name;
            switch (name) {
                case "inputs" -> {
                    row = reader().read(json, field);
                    errors = reader().errors();
                }
                case "unit" -> rowUnit = text(json, field);
                case "dimensions" -> rowDimensions = dimensionReader.read(json, field);
                case "attributes" -> rowAttributes = dimensionReader.read(json, field);
                case "occurredAt" -> occurredAt = instant(text(json, field), field);
                default -> throw unknown(json, field);
            }
        }
        if (row == null) {
            row = InputRow.empty(route().signature().inputs().size());
            errors = List.of(new FieldError(path + ".inputs", "This row has no inputs."));
        }
        add(new PredictionRow(row, errors, rowUnit, rowDimensions, rowAttributes, occurredAt));
    }

    private void add(PredictionRow row) {
        if (rows.size() == maxRows) {
            throw new Refusal.Invalid("rows", "A request has at most " + maxRows + " rows.");
        }
        rows.add(row);
    }

    private void requireAlone(String other) {
        if (seen.contains(other)) {
            throw new Refusal.Invalid("inputs", "Send inputs or rows, not both.");
        }
    }

    private InputReader reader() {
        InputReader known = inputs;
        if (known == null) {
            known = new InputReader(route().signature());
            inputs = known;
        }
        return known;
    }

    private boolean resolvable() {
        try {
            route();
            return true;
        } catch (Refusal.NotFound nothingThereByDefault) {
            return false;
        }
    }

    /** As far as it is known: fields behind the rows may yet say otherwise. */
    private Route route() {
        Route known = route;
        if (known == null) {
            known = routes.of(environment, version);
            route = known;
        }
        return known;
    }

    /** What stands outside of the rows counts for those that do not say otherwise. */
    private List<PredictionRow> withDefaults() {
        String common = DimensionReader.with(dimensions, operation);
        if (unit == null && common == null && attributes == null) {
            return rows;
        }
        return rows.stream()
                .map(row -> new PredictionRow(
                        row.inputs(),
                        row.errors(),
                        row.unit() == null ? unit : row.unit(),
                        row.dimensions() == null ? common : DimensionReader.with(row.dimensions(), operation),
                        row.attributes() == null ? attributes : row.attributes(),
                        row.occurredAt()))
                .toList();
    }

    private static @Nullable String text(JsonParser json, String field) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new Refusal.Invalid(field, "This must be a string.");
        }
        String text = json.getText();
        if (text.isEmpty() || text.length() > LONGEST_TEXT) {
            throw new Refusal.Invalid(field, "This has 1 to " + LONGEST_TEXT + " characters.");
        }
        return text;
    }

    private static @Nullable Instant instant(@Nullable String text, String field) {
        try {
            Instant instant = text == null ? null : OffsetDateTime.parse(text).toInstant();
            if (instant == null || (!instant.isBefore(EARLIEST) && instant.isBefore(LATEST))) {
                return instant;
            }
        } catch (DateTimeException e) {
            throw noTime(field);
        }
        throw noTime(field);
    }

    private static Refusal.Invalid noTime(String field) {
        return new Refusal.Invalid(field, "This must be a time like 2026-01-31T12:00:00Z, of the years 1000 to 9998.");
    }

    private static JsonMappingException unknown(JsonParser json, String field) {
        String name = Texts.brief(field);
        JsonMappingException fault = JsonMappingException.from(json, "there is no field '" + name + "'");
        fault.prependPath(new JsonMappingException.Reference(null, name));
        return fault;
    }
}
