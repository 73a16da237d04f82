package org.modelyard.platform.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers and times as people read them: three significant digits, relative times, and a dash for what is not known. */
@Named
@ApplicationScoped
public class Words {

    private static final String UNKNOWN = "–";
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int PRECISION = 3;
    private static final double LARGE = 100_000;
    private static final double SMALL = 0.001;

    @Inject
    private Clock clock;

    public Words() {}

    /** At another time than now. */
    Words(Clock clock) {
        this.clock = clock;
    }

    /** Three significant digits; a dash for null and NaN. */
    public String number(@Nullable Number number) {
        if (number == null || Double.isNaN(number.doubleValue())) {
            return UNKNOWN;
        }
        double value = number.doubleValue();
        if (Math.rint(value) == value && Math.abs(value) < 1e15) {
            return String.format(Locale.ROOT, "%,d", (long) value);
        }
        double size = Math.abs(value);
        if (size >= LARGE || size < SMALL) {
            return size >= LARGE
                    ? String.format(Locale.ROOT, "%,.0f", value)
                    : String.format(Locale.ROOT, "%." + (PRECISION - 1) + "e", value);
        }
        int decimals = Math.max(0, PRECISION - 1 - (int) Math.floor(Math.log10(size)));
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /** A share as percent with one decimal; a dash for null and NaN. */
    public String percent(@Nullable Number share) {
        return share == null || Double.isNaN(share.doubleValue())
                ? UNKNOWN
                : String.format(Locale.ROOT, "%.1f %%", 100 * share.doubleValue());
    }

    /** Rounded, without separators: for attributes that machines read. */
    public String whole(Number number) {
        return Long.toString(Math.round(number.doubleValue()));
    }

    public String bytes(@Nullable Number bytes) {
        if (bytes == null) {
            return UNKNOWN;
        }
        double value = bytes.doubleValue();
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        int unit = 0;
        while (value >= 1024 && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
    }

    /** The exact time, for a tooltip and for machines. */
    public String exact(@Nullable Instant time) {
        return time == null ? UNKNOWN : EXACT.format(time);
    }

    /** How long ago, or in how long. */
    public String ago(@Nullable Instant time) {
        if (time == null) {
            return UNKNOWN;
        }
        Duration since = Duration.between(time, clock.instant());
        return since.isNegative() ? "in " + span(since.negated()) : span(since) + " ago";
    }

    /**
     * When something happened of which only the hour is known: no more exactly than that.
     *
     * @param hour its beginning
     */
    public String inHour(@Nullable Instant hour) {
        if (hour == null) {
            return UNKNOWN;
        }
        long hours = Duration.between(hour, clock.instant()).toHours();
        if (hours < 2) {
            return hours < 1 ? "within the last hour" : "within the last 2 h";
        }
        return hours < 24 ? (hours - 1) + " to " + (hours + 1) + " h ago" : ago(hour);
    }

    /** A length of time in its largest unit. */
    public String span(@Nullable Duration length) {
        if (length == null) {
            return UNKNOWN;
        }
        long seconds = length.toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3_600) {
            return seconds / 60 + " min";
        }
        return seconds < 86_400 ? seconds / 3_600 + " h" : seconds / 86_400 + " d";
    }

    /** The look of a state's coloured word: ok, live, warn, bad or quiet. */
    public String tone(@Nullable Object state) {
        return switch (String.valueOf(state)) {
            case "COMPLETED",
                    "FINISHED",
                    "READY",
                    "ACTIVE",
                    "STABLE",
                    "HEALTHY",
                    "PRODUCTION",
                    "PASSED",
                    "PASS",
                    "PROMOTED",
                    "DONE" -> "ok";
            case "RUNNING", "QUEUED", "STARTING", "STARTED", "STAGING", "DEPLOYING", "ROLLING_OUT", "PENDING", "INFO" ->
                "live";
            case "DRIFTED",
                    "WARNING",
                    "CANCELLED",
                    "KILLED",
                    "DEGRADED",
                    "STOPPED",
                    "DEPRECATED",
                    "STOPPING",
                    "PAUSED",
                    "ABORTED",
                    "ROLLED_BACK",
                    "WITHDRAWN" -> "warn";
            case "FAILED", "FAIL", "CRITICAL", "REJECTED", "UNHEALTHY", "REFUSED", "ABANDONED" -> "bad";
            default -> "quiet";
        };
    }

    /** With commas between. */
    public String list(Collection<String> names) {
        return String.join(", ", names);
    }
}
