package org.modelyard.platform.api;

import jakarta.ws.rs.BadRequestException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.platform.model.Times;

/** Query parameters as values; JAX-RS itself would answer a wrong one with a bare 404. */
public final class Parameters {

    private Parameters() {}

    /** @param cursor what an earlier page gave as {@code next} */
    public static PageRequest page(@Nullable String limit, @Nullable String cursor) {
        return PageRequest.of(integer("limit", limit), cursor);
    }

    /**
     * The body of a request that needs one.
     *
     * @throws BadRequestException when nothing, or {@code null}, was sent
     */
    public static <T> T body(@Nullable T body) {
        if (body == null) {
            throw new BadRequestException("This address reads a JSON body, and none was sent.");
        }
        return body;
    }

    /**
     * A field of the body without which there is nothing to do.
     *
     * @param otherwise what to give, one sentence
     * @throws Refusal.Invalid when it was left out
     */
    public static <T> T given(String field, @Nullable T value, String otherwise) {
        if (value == null) {
            throw new Refusal.Invalid(field, otherwise);
        }
        return value;
    }

    /** The inputs of one row, as a prediction takes them; as above. */
    public static Map<String, Object> inputs(@Nullable Map<String, Object> inputs) {
        return given("inputs", inputs, "Give the inputs of one row.");
    }

    public static @Nullable Integer integer(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Integer.valueOf(text.strip());
        } catch (NumberFormatException e) {
            throw new Refusal.Invalid(name, name + " is '" + Texts.brief(text) + "', not a whole number.");
        }
    }

    /** False where nothing was given. */
    public static boolean flag(String name, @Nullable String text) {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw new Refusal.Invalid(name, name + " is '" + Texts.brief(text) + "', not true or false.");
    }

    /** ISO-8601 with an offset or Z, of a year that databases know. */
    public static @Nullable Instant instant(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Times.require(name, OffsetDateTime.parse(text.strip()).toInstant());
        } catch (DateTimeParseException e) {
            throw new Refusal.Invalid(
                    name, name + " is '" + Texts.brief(text) + "', not a time like 2026-01-31T12:00:00Z.");
        }
    }
}
