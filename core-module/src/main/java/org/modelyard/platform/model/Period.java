package org.modelyard.platform.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How far back figures go. */
public enum Period {
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofDays(1)),
    WEEK(Duration.ofDays(7)),
    MONTH(Duration.ofDays(30)),
    ALL(Duration.ZERO);

    private final Duration length;

    Period(Duration length) {
        this.length = length;
    }

    /** Its beginning; of {@link #ALL} the year 1970, before which there is nothing. */
    public Instant since(Instant now) {
        return this == ALL ? Instant.EPOCH : now.minus(length);
    }

    /** As it is written in an address, e.g. {@code week}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws Refusal.Invalid naming {@code period} when there is no such */
    public static Period parse(String text) {
        return Arrays.stream(values())
                .filter(period -> period.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new Refusal.Invalid(
                        "period",
                        "'" + Texts.brief(text) + "' is no period; there are "
                                + Arrays.stream(values()).map(Period::text).collect(Collectors.joining(", ")) + "."));
    }
}
