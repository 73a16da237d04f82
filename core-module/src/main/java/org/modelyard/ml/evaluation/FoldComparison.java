package org.modelyard.ml.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.modelyard.stats.MeanIntervals;
import org.modelyard.stats.MeanTests;
import org.modelyard.stats.TestResult;

/**
 * The cross-validations of two versions beside each other, fold by fold: whether the one way of training is better than the other,
 * whichever rows it learns from. The tests of {@link Comparison} are about these two models instead, and they alone decide. By Nadeau and
 * Bengio's corrected resampled t (2003), since folds share training rows; it holds its rate approximately.
 *
 * @param folds how many; 0 without a test
 * @param overlap evaluation rows over training rows of a fold, the largest; NaN without a test
 * @param metrics those of the comparison, in its order: means of the folds, p corrected for all of them; empty without a test
 * @param reason why the folds cannot be compared, a plain sentence; null where they can
 */
public record FoldComparison(int folds, double overlap, List<MetricComparison> metrics, @Nullable String reason) {

    static final String METHOD = "corrected resampled t (Nadeau and Bengio) over folds";

    public FoldComparison {
        metrics = List.copyOf(metrics);
    }

    /**
     * @param champion null: it was not cross-validated
     * @param candidate null: it was not cross-validated
     * @param sameRows whether both were trained on the same rows in the same order
     */
    public static FoldComparison of(
            @Nullable CrossValidations champion,
            @Nullable CrossValidations candidate,
            boolean sameRows,
            ComparisonPlan plan) {
        if (champion == null || candidate == null) {
            return without(
                    champion == null && candidate == null
                            ? "Neither version was cross-validated."
                            : (champion == null ? "The version in use" : "The candidate")
                                    + " was not cross-validated.");
        }
        FoldDraw first = champion.draw();
        FoldDraw second = candidate.draw();
        if (!sameRows) {
            return without("The two were cross-validated on different rows.");
        }
        if (first == null || second == null) {
            return without("A cross-validation was stored before its folds were remembered: train the version again.");
        }
        if (!first.sha256().equals(second.sha256())) {
            return without("The two were cross-validated in different folds: give both trainings the same number of"
                    + " folds, way to split and seed.");
        }
        List<MetricComparison> metrics = plan.metrics().stream()
                .map(name -> metric(name, champion, candidate, first.overlap(), plan.alpha()))
                .toList();
        return new FoldComparison(champion.folds(), first.overlap(), PairedComparison.adjust(metrics), null);
    }

    private static FoldComparison without(String reason) {
        return new FoldComparison(0, Double.NaN, List.of(), reason);
    }

    private static MetricComparison metric(
            String name, CrossValidations champion, CrossValidations candidate, double overlap, double alpha) {
        double[] first = values(name, champion);
        double[] second = values(name, candidate);
        Metric before = mean(first, champion.rows());
        Metric after = mean(second, candidate.rows());
        double[] gains = new double[Math.min(first.length, second.length)];
        Arrays.setAll(gains, fold -> PairedComparison.gain(name, first[fold], second[fold]));
        double gain = Arrays.stream(gains).average().orElse(Double.NaN);
        if (Double.isNaN(gain)) {
            return MetricComparison.untested(name, before, after, gain, "A fold has no value of " + name + ".");
        }
        TestResult test = MeanTests.crossValidated(new double[gains.length], gains, overlap);
        if (Double.isNaN(test.p())) {
            return MetricComparison.untested(
                    name, before, after, gain, "The two differ by the same in every fold, or not at all.");
        }
        return MetricComparison.tested(
                name, before, after, gain, MeanIntervals.crossValidated(gains, overlap, 1 - alpha), test.p(), METHOD);
    }

    private static double[] values(String name, CrossValidations all) {
        Optional<CrossValidation> found =
                all.metrics().stream().filter(one -> one.metric().equals(name)).findFirst();
        return found.map(one -> one.folds().stream().mapToDouble(value -> value).toArray())
                .orElseGet(() -> IntStream.range(0, all.folds())
                        .mapToDouble(fold -> Double.NaN)
                        .toArray());
    }

    private static Metric mean(double[] values, long rows) {
        return Metric.orElse(Arrays.stream(values).average().orElse(Double.NaN), rows, "A fold has no value.");
    }
}
