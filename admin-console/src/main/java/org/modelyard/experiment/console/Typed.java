package org.modelyard.experiment.console;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Texts;

/** Reads what was typed, by the names that the API has for the fields; what cannot be read is empty, and told. For one thread. */
final class Typed {

    private final Map<String, String> typed;
    private final List<FieldError> wrong = new ArrayList<>();

    Typed(Map<String, String> typed) {
        this.typed = typed;
    }

    /** What could not be read until now. */
    List<FieldError> wrong() {
        return wrong;
    }

    void refuse(String field, String message) {
        wrong.add(new FieldError(field, message));
    }

    /** Null where nothing was typed. */
    @Nullable
    String text(String field) {
        String text = typed.get(field);
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** {@code 0.05} and {@code 5 %} are the same. */
    @Nullable
    Double number(String field) {
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

    @Nullable
    Long whole(String field) {
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

    @Nullable
    Duration time(String field) {
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
    @Nullable
    Boolean truth(String field) {
        String text = text(field);
        return text == null ? null : Boolean.valueOf(text);
    }

    /** One of an enum's constants, as a menu offers them. */
    <E extends Enum<E>> @Nullable E choice(String field, Class<E> type) {
        String text = text(field);
        return text == null ? null : Enum.valueOf(type, text);
    }
}
