package org.modelyard.ml.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.modelyard.stats.Interval;
import org.modelyard.stats.MeanIntervals;

/**
 * One metric over the folds of a cross-validation.
 *
 * @param folds value of each; NaN where undefined
 * @param mean NaN when a fold has no value
 * @param deviation with n - 1; NaN when a fold has no value
 * @param interval of the mean, by Nadeau and Bengio, 95 %; null where unknown
 * @param reason of the verdict, a plain sentence
 */
public record CrossValidation(
        String metric,
        List<Double> folds,
        double mean,
        double deviation,
        @Nullable Interval interval,
        Stability stability,
        String reason) {

    /** Whether the figure can be relied on. */
    public enum Stability {
        /** The interval is narrow. */
        STABLE,
        /** The interval is wide: which rows the model learns from decides how good it is. */
        UNSTABLE,
        /** A fold has no value, or there are too few. */
        UNDEFINED
    }

    /** The widest half interval that is called stable. */
    public static final double TOLERANCE = 0.05;

    private static final int FEWEST_FOLDS = 3;
    private static final double CONFIDENCE = 0.95;

    public CrossValidation {
        folds = List.copyOf(folds);
    }

    /**
     * @param values one a fold, NaN where undefined
     * @param overlap evaluation rows over training rows; where it differs between folds, the largest, which is cautious
     * @param tolerance widest half of the interval that is stable: of the value itself for metrics that are shares, else
     *     relative to the mean
     */
    public static CrossValidation of(String metric, double[] values, double overlap, double tolerance) {
        List<Double> folds = Arrays.stream(values).boxed().toList();
        long undefined = Arrays.stream(values).filter(Double::isNaN).count();
        if (undefined > 0 || values.length < FEWEST_FOLDS) {
            String reason = undefined > 0
                    ? metric + " has no value in " + undefined + " of " + values.length + " folds."
                    : "Fewer than " + FEWEST_FOLDS + " folds say nothing about stability.";
            return new CrossValidation(metric, folds, Double.NaN, Double.NaN, null, Stability.UNDEFINED, reason);
        }
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double deviation = Math.sqrt(squares / (values.length - 1));
        Interval interval = MeanIntervals.crossValidated(values, overlap, CONFIDENCE);
        double half = interval == null ? 0 : (interval.high() - interval.low()) / 2;
        boolean share = Measures.find(metric).map(Measure::share).orElse(false);
        double width = share ? half : half / Math.abs(mean);
        boolean stable = width <= tolerance || half == 0;
        return new CrossValidation(
                metric,
                folds,
                mean,
                deviation,
                interval,
                stable ? Stability.STABLE : Stability.UNSTABLE,
                String.format(
                        Locale.ROOT,
                        "The mean is known to within %.3g%s (95 %%); up to %.3g is called stable.",
                        width,
                        share ? "" : " of itself",
                        tolerance));
    }

    /** Of folds as they were made. */
    public static CrossValidation of(String metric, double[] values, List<Fold> folds) {
        double overlap = folds.stream().mapToDouble(Fold::overlap).max().orElseThrow();
        return of(metric, values, overlap, TOLERANCE);
    }
}
