package org.modelyard.serving.model;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Refusal;

/** Reads an object of a few plain values: the caller's own dimensions or attributes. */
public final class DimensionReader {

    /** The request's operation is kept among the dimensions. */
    public static final String OPERATION = "operation";

    private static final int MOST = 20;
    private static final int LONGEST = 100;

    /**
     * @return the object as compact JSON; null for null and for an empty one
     * @throws Refusal.Invalid when it is nested, too large, or names a dimension twice or {@code operation}
     */
    public @Nullable String read(JsonParser json, String path) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new Refusal.Invalid(path, "This must be an object of strings, numbers and booleans.");
        }
        StringWriter text = new StringWriter();
        Set<String> names = new HashSet<>();
        try (JsonGenerator out = RequestJson.FACTORY.createGenerator(text)) {
            out.writeStartObject();
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                JsonToken value = json.nextToken();
                boolean plain = value.isScalarValue() && json.getTextLength() <= LONGEST;
                if (!plain || name.length() > LONGEST || name.equals(OPERATION) || !names.add(name)) {
                    throw new Refusal.Invalid(
                            path,
                            "Each name is given once, is not 'operation', and has one plain value; both have at most "
                                    + LONGEST + " characters.");
                }
                if (names.size() > MOST) {
                    throw new Refusal.Invalid(path, "There are at most " + MOST + " of them.");
                }
                out.writeFieldName(name);
                out.copyCurrentEvent(json);
            }
            out.writeEndObject();
        }
        return names.isEmpty() ? null : text.toString();
    }

    /** The dimensions with the operation among them. */
    public static @Nullable String with(@Nullable String dimensions, @Nullable String operation) {
        if (operation == null) {
            return dimensions;
        }
        String quoted = '"' + new String(new SerializedString(operation).asQuotedChars()) + '"';
        String first = "{\"" + OPERATION + "\":" + quoted;
        return dimensions == null ? first + "}" : first + "," + dimensions.substring(1);
    }
}
