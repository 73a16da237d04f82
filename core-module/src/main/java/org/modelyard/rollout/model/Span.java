package org.modelyard.rollout.model;

import java.time.Duration;

/** Lengths of time in words. */
final class Span {

    private Span() {}

    /** In its two largest units, rounded up to seconds: {@code 53 minutes 24 seconds}, {@code 7 days}. */
    static String of(Duration length) {
        long seconds = length.plusNanos(999_999_999).toSeconds();
        long[] amounts = {seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60};
        String[] units = {"day", "hour", "minute", "second"};
        for (int i = 0; i < amounts.length - 1; i++) {
            if (amounts[i] > 0) {
                String rest = amounts[i + 1] == 0 ? "" : " " + amount(amounts[i + 1], units[i + 1]);
                return amount(amounts[i], units[i]) + rest;
            }
        }
        return amount(seconds, "second");
    }

    private static String amount(long amount, String unit) {
        return amount + " " + unit + (amount == 1 ? "" : "s");
    }
}
