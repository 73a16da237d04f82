package org.modelyard.serving.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.FieldError;

/**
 * Which inference an outcome is about, where its id is not known: the latest about a unit, within a window before the outcome was observed.
 *
 * @param item of a recommendation: the {@code item} among its dimensions; null for any
 * @param model name; null for any
 */
public record Sought(String unit, @Nullable String item, @Nullable String model, Duration window) {

    public static final Duration USUAL_WINDOW = Duration.ofDays(1);

    private static final Duration LONGEST_WINDOW = Duration.ofDays(90);
    private static final int LONGEST_UNIT = 255;
    private static final int LONGEST_ITEM = 100;

    /** @param prefix in front of the fields' names */
    public List<FieldError> errors(String prefix) {
        List<FieldError> errors = new ArrayList<>();
        if (unit.isBlank() || unit.length() > LONGEST_UNIT) {
            errors.add(new FieldError(prefix + "unit", "This has 1 to " + LONGEST_UNIT + " characters."));
        }
        if (item != null && (item.isEmpty() || item.length() > LONGEST_ITEM)) {
            errors.add(new FieldError(prefix + "item", "This has 1 to " + LONGEST_ITEM + " characters."));
        }
        if (window.isNegative() || window.isZero() || window.compareTo(LONGEST_WINDOW) > 0) {
            errors.add(new FieldError(prefix + "window", "This lies above PT0S and is at most P90D."));
        }
        return errors;
    }
}
