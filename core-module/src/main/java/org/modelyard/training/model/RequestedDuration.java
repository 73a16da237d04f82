package org.modelyard.training.model;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Texts;

/** A length of time as a client writes it: ISO-8601, e.g. {@code PT30M} or {@code P180D}. */
final class RequestedDuration {

    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofDays(36_500);

    private RequestedDuration() {}

    /**
     * @param text null: none was asked for
     * @param problems gets what is wrong with it
     * @return null where none was asked for, or the one that was is wrong
     */
    static @Nullable Duration checked(String field, @Nullable String text, List<FieldError> problems) {
        if (text == null) {
            return null;
        }
        try {
            Duration duration = Duration.parse(text);
            if (duration.compareTo(LEAST) >= 0 && duration.compareTo(MOST) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException | ArithmeticException e) {
            // said below
        }
        problems.add(new FieldError(
                field,
                "'" + Texts.brief(text) + "' is no length of time here: give days, hours, minutes or seconds such as"
                        + " P180D or PT30M, a second or more."));
        return null;
    }
}
