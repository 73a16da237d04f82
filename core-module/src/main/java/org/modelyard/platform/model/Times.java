package org.modelyard.platform.model;

import java.time.Instant;

/** Times that clients say. Java knows years of ten digits, and databases refuse them, wherever they are kept or looked for. */
public final class Times {

    /** What follows of a field that holds another one. */
    public static final String ADVICE = "a time like 2026-01-31T12:00:00Z, of the years 1000 to 9998.";

    private static final Instant EARLIEST = Instant.parse("1000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private Times() {}

    /** Whether both databases take it. */
    public static boolean storable(Instant time) {
        return !time.isBefore(EARLIEST) && time.isBefore(LATEST);
    }

    /**
     * @param field the field to blame
     * @return the time, unchanged
     * @throws Refusal.Invalid when a database would not take it
     */
    public static Instant require(String field, Instant time) {
        if (!storable(time)) {
            throw new Refusal.Invalid(field, "This must be " + ADVICE);
        }
        return time;
    }
}
