package org.modelyard.experiment.console;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * An axis of a picture: numbers from its least to its most lie between two places.
 *
 * @param from place of the least; may be greater than that of the most, as on an axis that goes up
 */
public record Axis(double least, double most, double from, double to) {

    static final int WIDTH = 600;
    static final int HEIGHT = 150;
    static final int LEFT = 64;
    static final int RIGHT = WIDTH - 8;
    static final int TOP = 10;
    static final int BOTTOM = HEIGHT - 22;
    private static final DateTimeFormatter DAY = format("uuuu-MM-dd");
    private static final DateTimeFormatter MINUTE = format("MM-dd HH:mm");
    private static final DateTimeFormatter SECOND = format("HH:mm:ss");

    /** A label at a place. */
    public record Tick(double at, String label) {}

    /** Upwards, in the height of a picture; a span of nothing is widened. */
    static Axis up(double least, double most) {
        double wider = most > least ? most : least + 1;
        return new Axis(least, wider, BOTTOM, TOP);
    }

    /** Of so many points side by side, from 0 on. */
    static Axis along(int points) {
        return new Axis(-0.5, Math.max(1, points) - 0.5, LEFT, RIGHT);
    }

    /** Beyond the ends it is cut off. */
    double at(double value) {
        double share = Math.max(0, Math.min(1, (value - least) / (most - least)));
        return from + share * (to - from);
    }

    /** Its two ends, and 0 where that lies well between them. */
    List<Tick> ticks() {
        double tenth = (most - least) / 10;
        Stream<Double> middle = least + tenth < 0 && most - tenth > 0 ? Stream.of(0.0) : Stream.of();
        return Stream.concat(Stream.of(least, most), middle)
                .map(value -> new Tick(at(value), label(value)))
                .toList();
    }

    /** The ends of the first and of the last step, in UTC. */
    static List<Tick> times(List<Instant> points, Duration step) {
        if (points.isEmpty()) {
            return List.of();
        }
        Tick first = new Tick(LEFT, time(points.get(0), step));
        return points.size() == 1
                ? List.of(first)
                : List.of(first, new Tick(RIGHT, time(points.get(points.size() - 1), step)));
    }

    static String time(Instant at, Duration step) {
        DateTimeFormatter format = step.toDays() > 0 ? DAY : step.toSeconds() < 60 ? SECOND : MINUTE;
        return format.format(at);
    }

    /** A coordinate. */
    static String place(double value) {
        return String.format(Locale.ROOT, "%.2f", value).replaceAll("\\.?0+$", "");
    }

    /** Three significant digits. */
    static String label(double value) {
        if (Math.rint(value) == value && Math.abs(value) < 1e9) {
            return String.format(Locale.ROOT, "%,d", (long) value);
        }
        return new java.math.BigDecimal(value)
                .round(new java.math.MathContext(3))
                .stripTrailingZeros()
                .toString();
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }
}
