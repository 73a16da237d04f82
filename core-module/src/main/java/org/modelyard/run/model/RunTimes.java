package org.modelyard.run.model;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Refusal;

/** Times that a run says of itself: other machines' clocks, so they may be off, but not by more than a day ahead. */
public final class RunTimes {

    static final String ADVICE = "This lies between 1970 and a day from now, e.g. 2026-01-31T12:00:00Z.";
    private static final Duration AHEAD = Duration.ofDays(1);

    private RunTimes() {}

    static boolean isKept(Instant at, Instant now) {
        return !at.isBefore(Instant.EPOCH) && !at.isAfter(now.plus(AHEAD));
    }

    /**
     * @return to the millisecond; now when nothing was given
     * @throws Refusal.Invalid naming the field when it lies before 1970 or more than a day ahead
     */
    public static Instant checked(String field, @Nullable Instant given, Instant now) {
        Instant at = given == null ? now : given;
        if (!isKept(at, now)) {
            throw new Refusal.Invalid(field, ADVICE);
        }
        return at.truncatedTo(ChronoUnit.MILLIS);
    }
}
