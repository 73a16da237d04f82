package org.modelyard.serving.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Texts;

/**
 * Reads one JSON object of inputs straight into the arrays that a model scores, and says for each field what does not
 * fit: unknown, missing though required, of another type, not finite, named twice. Types are not coerced: a number in
 * quotes is text. Not thread-safe: one per request.
 */
public final class InputReader {

    /** More say no more, and an object of a million unknown fields must not become a million messages. */
    private static final int MOST_ERRORS = 20;

    private static final double NANOS = 1e9;

    /** Years 1 to 9999, as times are written with four digits: what lies beyond them is a fault of somebody's. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant BEYOND = Instant.parse("+10000-01-01T00:00:00Z");

    private final Signature signature;
    private final List<Signature.Input> inputs;
    private final int[] seenIn;
    private int row;
    private double[] numbers = {};
    private @Nullable String[] texts = {};
    private List<FieldError> errors = List.of();
    private String path = "";

    public InputReader(Signature signature) {
        this.signature = signature;
        this.inputs = signature.inputs();
        this.seenIn = new int[inputs.size()];
    }

    /**
     * Reads the object that the parser stands on, up to its end.
     *
     * @param path of the object, e.g. {@code inputs[3]}: errors name fields below it
     * @throws IOException when the JSON is malformed
     */
    public InputRow read(JsonParser json, String path) throws IOException {
        begin(path);
        InputRow into = InputRow.empty(inputs.size());
        numbers = into.numbers();
        texts = into.texts();
        if (json.currentToken() != JsonToken.START_OBJECT) {
            errors = new ArrayList<>();
            errors.add(new FieldError(path, "This must be an object of inputs by name."));
            json.skipChildren();
            return into;
        }
        int expected = 0;
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            int position = position(name, expected);
            if (position < 0) {
                wrong(name, "The model has no such input.");
                json.skipChildren();
                continue;
            }
            expected = position + 1;
            if (seenIn[position] == row) {
                wrong(name, "This is given twice.");
                json.skipChildren();
                continue;
            }
            seenIn[position] = row;
            value(json, token, position);
        }
        missing();
        return into;
    }

    /** What was wrong in the last object read; empty when it can be scored. */
    public List<FieldError> errors() {
        return errors;
    }

    private void begin(String newPath) {
        row++;
        path = newPath;
        errors = List.of();
    }

    /** Clients mostly send the fields in the same order: looking at the next one first saves the look-up. */
    private int position(String name, int expected) {
        return expected < seenIn.length && inputs.get(expected).feature().name().equals(name)
                ? expected
                : signature.position(name);
    }

    private void value(JsonParser json, JsonToken token, int position) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        FeatureSpec feature = inputs.get(position).feature();
        FeatureType type = feature.type();
        if (type == FeatureType.NUMERIC && token.isNumeric()) {
            number(json.getDoubleValue(), position);
        } else if (type == FeatureType.BOOLEAN && token.isBoolean()) {
            numbers[position] = token == JsonToken.VALUE_TRUE ? 1 : 0;
        } else if (type == FeatureType.TIMESTAMP && token == JsonToken.VALUE_STRING) {
            timestamp(json.getText(), position);
        } else if (type.textual() && token == JsonToken.VALUE_STRING) {
            texts[position] = json.getText();
        } else {
            wrong(feature.name(), "This must be " + expected(type) + ".");
            json.skipChildren();
        }
    }

    private void number(double value, int position) {
        if (Double.isFinite(value)) {
            numbers[position] = value;
        } else {
            wrong(inputs.get(position).feature().name(), "This number is too large.");
        }
    }

    private void timestamp(String text, int position) {
        try {
            Instant instant = instant(text);
            if (instant.isBefore(EARLIEST) || !instant.isBefore(BEYOND)) {
                wrong(inputs.get(position).feature().name(), "This time lies outside of the years 1 to 9999.");
                return;
            }
            numbers[position] = instant.getEpochSecond() + instant.getNano() / NANOS;
        } catch (DateTimeException e) {
            wrong(inputs.get(position).feature().name(), "This must be " + expected(FeatureType.TIMESTAMP) + ".");
        }
    }

    private static Instant instant(String text) {
        if (text.indexOf('T') < 0) {
            return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        int time = text.indexOf('T');
        boolean hasOffset = text.endsWith("Z") || text.indexOf('+', time) > 0 || text.indexOf('-', time) > 0;
        return hasOffset
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }

    private static String expected(FeatureType type) {
        return switch (type) {
            case NUMERIC -> "a finite number";
            case BOOLEAN -> "true or false";
            case TIMESTAMP -> "a time like 2026-01-31T12:00:00Z";
            case TEXT, CATEGORICAL -> "a string";
        };
    }

    private void missing() {
        for (int i = 0; i < seenIn.length; i++) {
            Signature.Input input = inputs.get(i);
            boolean absent = Double.isNaN(numbers[i]) && texts[i] == null;
            if (absent && input.required() && !isNamed(input.feature().name())) {
                wrong(input.feature().name(), "The model requires this input.");
            }
        }
    }

    private boolean isNamed(String name) {
        String field = path + "." + Texts.brief(name);
        return errors.stream().anyMatch(error -> error.field().equals(field));
    }

    private void wrong(String name, String message) {
        if (errors.isEmpty()) {
            errors = new ArrayList<>();
        }
        if (errors.size() < MOST_ERRORS) {
            errors.add(new FieldError(path + "." + Texts.brief(name), message));
        }
    }
}
