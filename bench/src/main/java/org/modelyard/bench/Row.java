package org.modelyard.bench;

import java.util.Locale;

/**
 * One line of the table.
 *
 * @param what is measured
 * @param figure with its unit
 * @param target in words, as the figure is promised
 * @param met whether it holds in this run
 */
record Row(String what, String figure, String target, boolean met) {

    static final String HEAD = "| what | measured | promised | |\n|---|---|---|---|";

    static Row atLeast(String what, double value, String unit, double least) {
        return new Row(what, format(value) + unit, "≥ " + format(least) + unit, value >= least);
    }

    static Row atMost(String what, double value, String unit, double most) {
        return new Row(what, format(value) + unit, "≤ " + format(most) + unit, value <= most);
    }

    static Row plain(String what, String figure) {
        return new Row(what, figure, "", true);
    }

    static String format(double value) {
        if (Math.abs(value) >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, Math.abs(value) >= 10 ? "%.1f" : "%.2f", value);
    }

    @Override
    public String toString() {
        return "| " + what + " | " + figure + " | " + target + " | "
                + (target.isEmpty() ? "" : met ? "met" : "**missed**") + " |";
    }
}
