package org.modelyard.dataset.model;

import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * ISO-8601 instants: {@code yyyy-MM-dd}, then optionally {@code T} or a space, {@code HH:mm}, seconds, a fraction (cut to the
 * microsecond) and {@code Z} or an offset. Without an offset it is UTC, without a time it is midnight.
 */
final class InstantText {

    private final char[] chars;
    private final int end;
    private int at;

    private InstantText(char[] chars, int start, int end) {
        this.chars = chars;
        this.at = start;
        this.end = end;
    }

    /** @return seconds since 1970; NaN when the text is no instant */
    static double parse(char[] chars, int offset, int length) {
        int start = offset;
        int end = offset + length;
        while (start < end && chars[start] == ' ') {
            start++;
        }
        while (end > start && chars[end - 1] == ' ') {
            end--;
        }
        return new InstantText(chars, start, end).instant();
    }

    private double instant() {
        int year = digits(4);
        int month = after('-') ? digits(2) : -1;
        int day = after('-') ? digits(2) : -1;
        if (year < 0 || month < 0 || day < 0) {
            return Double.NaN;
        }
        long seconds;
        try {
            seconds = LocalDate.of(year, month, day).toEpochDay() * 86_400L;
        } catch (DateTimeException e) {
            return Double.NaN;
        }
        if (at == end) {
            return seconds;
        }
        if (!after('T') && !after('t') && !after(' ')) {
            return Double.NaN;
        }
        return time(seconds);
    }

    private double time(long midnight) {
        int hour = digits(2);
        int minute = after(':') ? digits(2) : -1;
        int second = 0;
        int micros = 0;
        if (after(':')) {
            second = digits(2);
            if (after('.') || after(',')) {
                micros = fraction();
            }
        }
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || micros < 0) {
            return Double.NaN;
        }
        int offset = offset();
        if (at != end || offset == Integer.MIN_VALUE) {
            return Double.NaN;
        }
        return midnight + hour * 3600L + minute * 60L + second - offset + micros / 1e6;
    }

    private int fraction() {
        int first = at;
        int micros = 0;
        int scale = 100_000;
        while (at < end && digit(chars[at])) {
            micros += (chars[at++] - '0') * scale;
            scale /= 10;
        }
        return at == first || at - first > 9 ? -1 : micros;
    }

    /** In seconds; the smallest integer when it is none. */
    private int offset() {
        if (at == end || after('Z') || after('z')) {
            return 0;
        }
        boolean west = after('-');
        if (!west && !after('+')) {
            return Integer.MIN_VALUE;
        }
        int hours = digits(2);
        after(':');
        int minutes = at == end ? 0 : digits(2);
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
            return Integer.MIN_VALUE;
        }
        int seconds = hours * 3600 + minutes * 60;
        return west ? -seconds : seconds;
    }

    private boolean after(char expected) {
        if (at < end && chars[at] == expected) {
            at++;
            return true;
        }
        return false;
    }

    private int digits(int count) {
        if (at + count > end) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < count; i++) {
            char c = chars[at++];
            if (!digit(c)) {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
