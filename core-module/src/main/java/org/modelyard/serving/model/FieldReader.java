package org.modelyard.serving.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.platform.model.Times;

/** Reads the plain fields of a prediction request. */
public final class FieldReader {

    private static final int LONGEST_TEXT = 255;

    private FieldReader() {}

    public static @Nullable String text(JsonParser json, String field) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new Refusal.Invalid(field, "This must be a string.");
        }
        return text(json.getText(), field);
    }

    public static @Nullable String text(@Nullable String text, String field) {
        if (text != null && (text.isEmpty() || text.length() > LONGEST_TEXT)) {
            throw new Refusal.Invalid(field, "This has 1 to " + LONGEST_TEXT + " characters.");
        }
        return text;
    }

    public static boolean flag(JsonParser json, String field) throws IOException {
        if (!json.currentToken().isBoolean() && json.currentToken() != JsonToken.VALUE_NULL) {
            throw new Refusal.Invalid(field, "This must be true or false.");
        }
        return json.currentToken() == JsonToken.VALUE_TRUE;
    }

    /** At least 1; 0 for null. */
    public static int count(JsonParser json, String field) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return 0;
        }
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT
                || json.getNumberType() != JsonParser.NumberType.INT
                || json.getIntValue() < 1) {
            throw new Refusal.Invalid(field, "This must be a whole number from 1.");
        }
        return json.getIntValue();
    }

    public static @Nullable Duration time(@Nullable String text, String field) {
        try {
            return text == null ? null : Duration.parse(text);
        } catch (DateTimeException e) {
            throw new Refusal.Invalid(field, "This must be a duration like PT0.2S.");
        }
    }

    public static @Nullable Instant instant(@Nullable String text, String field) {
        try {
            return text == null
                    ? null
                    : Times.require(field, OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            throw new Refusal.Invalid(field, "This must be " + Times.ADVICE);
        }
    }

    public static JsonMappingException unknown(JsonParser json, String field) {
        String name = Texts.brief(field);
        JsonMappingException fault = JsonMappingException.from(json, "there is no field '" + name + "'");
        fault.prependPath(new JsonMappingException.Reference(null, name));
        return fault;
    }
}
