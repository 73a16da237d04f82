package org.modelyard.platform.console;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.platform.model.Times;

/** Reads what was typed, by the names that the API has for the fields; what cannot be read is empty, and told. For one thread. */
public final class Typed {

    private final Map<String, String> typed;
    private final List<FieldError> wrong = new ArrayList<>();

    public Typed(Map<String, String> typed) {
        this.typed = typed;
    }

    /**
     * A time, or a day, which means its begin in UTC, of a year that databases know.
     *
     * @param typed of a single field
     * @return null where nothing was typed
     * @throws Refusal.Invalid when it is neither, or of a year that a database does not know
     */
    public static @Nullable Instant instant(String field, @Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        String text = typed.strip();
        try {
            return Times.require(
                    field,
                    text.contains("T")
                            ? Instant.parse(text)
                            : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeException e) {
            throw new Refusal.Invalid(
                    field, field + " must be a day like 2026-01-31 or a time like 2026-01-31T12:00:00Z.");
        }
    }

    /**
     * What stands between the commas of a single field, without what is empty.
     *
     * @param typed null where nothing was typed
     */
    public static List<String> list(@Nullable String typed) {
        return typed == null
                ? List.of()
                : Stream.of(typed.split(","))
                        .map(String::strip)
                        .filter(one -> !one.isEmpty())
                        .toList();
    }

    /** What could not be read until now. */
    public List<FieldError> wrong() {
        return wrong;
    }

    /** Tells that something else is wrong with a field. */
    public void refuse(String field, String message) {
        wrong.add(new FieldError(field, message));
    }

    /** Null where nothing was typed. */
    public @Nullable String text(String field) {
        String text = typed.get(field);
        return text == null || text.isBlank() ? null : text.strip();
    }

    /**
     * With all blanks, also at its edges; browsers send each line's end as CR LF, which is one newline here. Null where the field is empty.
     */
    public @Nullable String exactly(String field) {
        String text = typed.get(field);
        return text == null || text.isEmpty() ? null : text.replace("\r\n", "\n");
    }

    /** {@code 0.05} and {@code 5 %} are the same. */
    public @Nullable Double number(String field) {
        String text = text(field);
        if (text == null) {
            return null;
        }
        boolean percent = text.endsWith("%");
        try {
            double number = Double.parseDouble(percent ? text.substring(0, text.length() - 1) : text);
            return percent ? number / 100 : number;
        } catch (NumberFormatException e) {
            refuse(field, "'" + Texts.brief(text) + "' is no number: write 0.05, or 5 %.");
            return null;
        }
    }

    /** Null where nothing was typed, as all that follow. */
    public @Nullable Long whole(String field) {
        String text = text(field);
        if (text == null) {
            return null;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            refuse(field, "'" + Texts.brief(text) + "' is no whole number: write 20000.");
            return null;
        }
    }

    /** As ISO 8601 has it. */
    public @Nullable Duration time(String field) {
        String text = text(field);
        if (text == null) {
            return null;
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            refuse(field, "'" + Texts.brief(text) + "' is no time: P7D is seven days, PT12H twelve hours.");
            return null;
        }
    }

    /** Null where nothing was chosen. */
    public @Nullable Boolean truth(String field) {
        String text = text(field);
        return text == null ? null : Boolean.valueOf(text);
    }

    /** One of an enum's constants, as a menu offers them. */
    public <E extends Enum<E>> @Nullable E choice(String field, Class<E> type) {
        String text = text(field);
        return text == null ? null : Enum.valueOf(type, text);
    }
}
