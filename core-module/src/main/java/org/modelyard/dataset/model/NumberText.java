package org.modelyard.dataset.model;

import org.modelyard.platform.model.Texts;

/**
 * Decimal numbers as data holds them: {@code [+-] digits [. digits] [e [+-] digits]}, spaces around them ignored. Java's
 * own parser takes more (hexadecimal, a trailing {@code d}, {@code NaN}), which data does not mean.
 */
final class NumberText {

    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final long EXACT = 1L << 53;

    private NumberText() {}

    /** @return the nearest double, never -0; NaN when the text is no finite number */
    static double parse(char[] chars, int offset, int length) {
        int start = offset;
        int end = offset + length;
        while (start < end && chars[start] == ' ') {
            start++;
        }
        while (end > start && chars[end - 1] == ' ') {
            end--;
        }
        int at = start;
        boolean negative = false;
        if (at < end && (chars[at] == '-' || chars[at] == '+')) {
            negative = chars[at++] == '-';
        }
        long mantissa = 0;
        int significant = 0;
        int digits = 0;
        int scale = 0;
        boolean point = false;
        for (; at < end; at++) {
            char c = chars[at];
            if (c >= '0' && c <= '9') {
                digits++;
                if (significant > 0 || c != '0') {
                    significant++;
                }
                if (significant <= 18) {
                    mantissa = mantissa * 10 + (c - '0');
                }
                if (point) {
                    scale++;
                }
            } else if (c == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (digits == 0) {
            return Double.NaN;
        }
        int exponent = 0;
        if (at < end && (chars[at] == 'e' || chars[at] == 'E')) {
            at++;
            boolean down = false;
            if (at < end && (chars[at] == '-' || chars[at] == '+')) {
                down = chars[at++] == '-';
            }
            int first = at;
            for (; at < end && chars[at] >= '0' && chars[at] <= '9'; at++) {
                exponent = Math.min(exponent * 10 + (chars[at] - '0'), 100_000);
            }
            if (at == first) {
                return Double.NaN;
            }
            exponent = down ? -exponent : exponent;
        }
        if (at != end) {
            return Double.NaN;
        }
        int power = exponent - scale;
        // both operands are exact and one operation rounds once (Clinger, "How to read floating point numbers", 1990)
        if (significant <= 18 && mantissa <= EXACT && power >= -22 && power <= 22) {
            double value = power < 0 ? mantissa / POWERS[-power] : mantissa * POWERS[power];
            return negative ? 0.0 - value : value;
        }
        double value = Double.parseDouble(new String(chars, start, end - start));
        return Double.isInfinite(value) ? Double.NaN : value + 0.0;
    }

    /** Why {@link #parse} answered NaN. */
    static String reason(String text) {
        return "'" + Texts.brief(text) + "' is not a finite number";
    }
}
