package org.modelyard.ml.feature;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link FeatureEncoder} does with a feature, as data: for writing it down in another form than code. The numbers of a step follow each
 * other as its record says; zeros where it says nothing.
 */
public sealed interface ColumnStep {

    /** How many numbers it makes of a value. */
    int width();

    /**
     * A number: {@code clip((value - mean) * scale, ±limit)}; 1 where it is missing, if there is an indicator; one-hot bins, by how many
     * edges are below the value. All but the indicator are 0 where it is missing.
     *
     * @param log whether {@code sign(x) * ln(1 + |x|)} stands for the value, but for bins
     * @param edges rising; empty without bins
     */
    record OfNumber(double mean, double scale, boolean log, double limit, boolean missingIndicator, List<Double> edges)
            implements ColumnStep {
        public OfNumber {
            edges = List.copyOf(edges);
        }

        @Override
        public int width() {
            return 1 + (missingIndicator ? 1 : 0) + (edges.isEmpty() ? 0 : edges.size() + 1);
        }
    }

    /** 1 where it is true; 1 where it is missing. */
    record OfFlag() implements ColumnStep {
        @Override
        public int width() {
            return 2;
        }
    }

    /**
     * One-hot: any other value, missing, then the known values.
     *
     * @param known in the order of their places
     */
    record OfCategory(List<String> known) implements ColumnStep {
        public OfCategory {
            known = List.copyOf(known);
        }

        @Override
        public int width() {
            return 2 + known.size();
        }
    }

    /**
     * Sine and cosine of the hour, of the weekday and, where the season counts, of the month, each 0 outside of years 1 to 9999; then the day since 1970 as a number;
     * then what the calendar adds.
     *
     * @param season whether the month counts
     * @param calendar null: by UTC, and nothing is added
     */
    record OfTime(OfNumber days, boolean season, @Nullable Calendar calendar) implements ColumnStep {

        @Override
        public int width() {
            return (season ? 6 : 4) + days.width() + (calendar == null ? 0 : calendar.width(season));
        }
    }

    /**
     * One-hot hour, weekday (Monday first) and, where the season counts, month; 1 on Saturdays and Sundays; 1 on holidays.
     *
     * @param holidays days such as {@code 2026-12-25}; empty: no place for them
     * @param zone by whose clock the step sees the time
     */
    record Calendar(boolean oneHot, boolean weekend, List<String> holidays, String zone) {
        public Calendar {
            holidays = List.copyOf(holidays);
        }

        int width(boolean season) {
            return (oneHot ? 24 + 7 + (season ? 12 : 0) : 0) + (weekend ? 1 : 0) + (holidays.isEmpty() ? 0 : 1);
        }
    }

    /** One-hot buckets by our own hash of the value, then missing. */
    record OfHashedCategory(int bits) implements ColumnStep {
        @Override
        public int width() {
            return (1 << bits) + 1;
        }
    }

    /**
     * Terms of a text.
     *
     * @param surface whether counts of what it looks like follow
     */
    record OfText(int width, boolean surface) implements ColumnStep {}

    /**
     * The product of two features' numbers, or of a category's places and a number; of two categories, 2^bits buckets of their pair.
     *
     * @param left position of the feature
     * @param bits 0 but for two categories
     */
    record OfProduct(int left, int right, int width, int bits) implements ColumnStep {}

    /** Sine and cosine of each of so many steps around a circle, as encoders use them. */
    static float[][] circle(int steps) {
        float[][] points = new float[steps][];
        for (int i = 0; i < steps; i++) {
            double angle = 2 * Math.PI * i / steps;
            points[i] = new float[] {(float) StrictMath.sin(angle), (float) StrictMath.cos(angle)};
        }
        return points;
    }
}
