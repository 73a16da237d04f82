package org.modelyard.dataset.model;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** How numbers, truth values and instants are written: the form that the reader takes back to the same value. */
public final class ValueText {

    private static final double EXACT = 1e15;

    /** Seconds of nearly a thousand million years: beyond them Java has no calendar. */
    private static final double FARTHEST = 3e16;

    private ValueText() {}

    /**
     * @param type NUMERIC, BOOLEAN or TIMESTAMP
     * @param value finite; BOOLEAN 0 or 1; TIMESTAMP seconds since 1970, written to the microsecond; as the number that it is where no
     *     calendar reaches
     */
    public static String format(FeatureType type, double value) {
        return switch (type) {
            case BOOLEAN -> value == 0 ? "false" : "true";
            case TIMESTAMP -> timestamp(value);
            default -> number(value);
        };
    }

    /** @return seconds since 1970, read as a TIMESTAMP is; NaN when the text is no instant */
    public static double instant(String text) {
        return InstantText.parse(text.toCharArray(), 0, text.length());
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < EXACT
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static String timestamp(double seconds) {
        if (!(Math.abs(seconds) <= FARTHEST)) { // a journal may hold one from before the readers refused them
            return number(seconds);
        }
        double whole = Math.floor(seconds);
        long micros = Math.round((seconds - whole) * 1e6);
        Instant instant = Instant.ofEpochSecond((long) whole, micros * 1_000);
        LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        return time + (time.getSecond() == 0 && time.getNano() == 0 ? ":00Z" : "Z");
    }
}
