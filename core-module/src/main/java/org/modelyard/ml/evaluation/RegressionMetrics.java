package org.modelyard.ml.evaluation;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;
import org.modelyard.stats.Correlation;
import org.modelyard.stats.Interval;
import org.modelyard.stats.MeanIntervals;

/** The metrics of a regression by name; {@link Measures} says what each means. */
final class RegressionMetrics {

    private static final double CONFIDENCE = Answers.CONFIDENCE;
    private static final String NO_ROWS = Answers.NO_ROWS;
    private static final String SAME = "All actual values are the same.";
    private static final String STUDENT = "Student's t";
    private static final String DELTA = "delta method";

    private RegressionMetrics() {}

    static Evaluation evaluate(RegressionScores scores, MetricOptions options) {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        functions(options).forEach((name, function) -> metrics.put(name, function.apply(scores)));
        return new Evaluation(
                Task.REGRESSION,
                scores.rows(),
                metrics,
                List.of(),
                null,
                scores.rows() == 0 ? null : new Curves(List.of(), List.of(), Residuals.of(scores)),
                options.business());
    }

    static Function<RegressionScores, Metric> named(String name, MetricOptions options) {
        Function<RegressionScores, Metric> function = functions(options).get(name);
        if (function == null) {
            throw new IllegalArgumentException("There is no metric '" + name + "' for a regression.");
        }
        return function;
    }

    /** @throws IllegalArgumentException when there is no metric of one of the names */
    static Function<RegressionScores, List<Metric>> all(List<String> names, MetricOptions options) {
        List<Function<RegressionScores, Metric>> wanted =
                names.stream().map(name -> named(name, options)).toList();
        return scores -> wanted.stream().map(function -> function.apply(scores)).toList();
    }

    private static Map<String, Function<RegressionScores, Metric>> functions(MetricOptions options) {
        Map<String, Function<RegressionScores, Metric>> all = new LinkedHashMap<>();
        all.put("mse", scores -> positiveMean(scores, row -> square(scores.error(row)), NO_ROWS));
        all.put("rmse", RegressionMetrics::rootMeanSquare);
        all.put("mae", scores -> positiveMean(scores, row -> Math.abs(scores.error(row)), NO_ROWS));
        all.put("medianAbsoluteError", RegressionMetrics::medianAbsolute);
        all.put("maxError", RegressionMetrics::maximum);
        all.put("r2", RegressionMetrics::determination);
        all.put("explainedVariance", RegressionMetrics::explainedVariance);
        all.put("mape", scores -> positiveMean(scores, relative(scores), "An actual value is 0."));
        all.put(
                "smape",
                scores -> positiveMean(scores, symmetric(scores), "An actual value and its answer are both 0."));
        all.put("wape", RegressionMetrics::weighted);
        all.put(
                "msle",
                scores -> positiveMean(scores, logarithmic(scores), "An actual value or an answer is below 0."));
        all.put("bias", scores -> mean(scores, scores::error, NO_ROWS));
        for (double quantile : options.quantiles()) {
            all.put(quantileName(quantile), scores -> positiveMean(scores, pinball(scores, quantile), NO_ROWS));
        }
        all.put("pearson", RegressionMetrics::pearson);
        all.put("spearman", RegressionMetrics::spearman);
        all.put("kendall", RegressionMetrics::kendall);
        if (options.business() != null && options.business().worth() instanceof BusinessWorth.ByError worth) {
            all.put(BusinessMetrics.COST, worth::meanCost);
        }
        return all;
    }

    /** The metric of the quantile loss: {@code quantileLoss90} for 0.9, {@code quantileLoss2_5} for 0.025. */
    static String quantileName(double quantile) {
        return "quantileLoss"
                + BigDecimal.valueOf(quantile)
                        .movePointRight(2)
                        .stripTrailingZeros()
                        .toPlainString()
                        .replace('.', '_');
    }

    private static IntToDoubleFunction relative(RegressionScores scores) {
        return row -> scores.actual()[row] == 0 ? Double.NaN : Math.abs(scores.error(row) / scores.actual()[row]);
    }

    private static IntToDoubleFunction symmetric(RegressionScores scores) {
        return row ->
                2 * Math.abs(scores.error(row)) / (Math.abs(scores.actual()[row]) + Math.abs(scores.predicted()[row]));
    }

    private static IntToDoubleFunction logarithmic(RegressionScores scores) {
        return row -> scores.actual()[row] < 0 || scores.predicted()[row] < 0
                ? Double.NaN
                : square(Math.log1p(scores.predicted()[row]) - Math.log1p(scores.actual()[row]));
    }

    private static IntToDoubleFunction pinball(RegressionScores scores, double quantile) {
        return row -> Math.max(-quantile * scores.error(row), (1 - quantile) * scores.error(row));
    }

    private static Metric rootMeanSquare(RegressionScores scores) {
        Metric squares = positiveMean(scores, row -> square(scores.error(row)), NO_ROWS);
        Interval interval = squares.interval();
        return squares.reason() != null
                ? squares
                : Metric.of(
                        Math.sqrt(squares.value()),
                        scores.rows(),
                        interval == null
                                ? null
                                : new Interval(Math.sqrt(interval.low()), Math.sqrt(interval.high()), CONFIDENCE),
                        STUDENT + " of the squares");
    }

    private static Metric medianAbsolute(RegressionScores scores) {
        double[] errors = each(scores, row -> Math.abs(scores.error(row)));
        Arrays.sort(errors);
        int n = errors.length;
        double median = n == 0 ? Double.NaN : (errors[(n - 1) / 2] + errors[n / 2]) / 2;
        return Metric.orElse(median, n, NO_ROWS)
                .with(n == 0 ? null : MeanIntervals.median(errors, CONFIDENCE), "order statistics");
    }

    private static Metric maximum(RegressionScores scores) {
        double most = Arrays.stream(each(scores, row -> Math.abs(scores.error(row))))
                .max()
                .orElse(Double.NaN);
        return Metric.orElse(most, scores.rows(), NO_ROWS);
    }

    private static Metric determination(RegressionScores scores) {
        return explained(scores, 0);
    }

    private static Metric explainedVariance(RegressionScores scores) {
        return explained(scores, average(each(scores, scores::error)));
    }

    /** 1 - sum of squared errors about the centre / sum of squares about the mean. */
    private static Metric explained(RegressionScores scores, double centre) {
        double mean = average(scores.actual());
        double[] errors = each(scores, row -> square(scores.error(row) - centre));
        double[] distances = each(scores, row -> square(scores.actual()[row] - mean));
        double total = Arrays.stream(distances).sum();
        double value = total == 0 ? Double.NaN : 1 - Arrays.stream(errors).sum() / total;
        Interval ratio = MeanIntervals.ratio(errors, distances, CONFIDENCE);
        return Metric.orElse(value, scores.rows(), scores.rows() == 0 ? NO_ROWS : SAME)
                .with(ratio == null ? null : new Interval(1 - ratio.high(), 1 - ratio.low(), CONFIDENCE), DELTA);
    }

    private static Metric weighted(RegressionScores scores) {
        double[] errors = each(scores, row -> Math.abs(scores.error(row)));
        double[] sizes = each(scores, row -> Math.abs(scores.actual()[row]));
        double value = Arrays.stream(errors).sum() / Arrays.stream(sizes).sum();
        return Double.isFinite(value)
                ? Metric.of(
                        value,
                        scores.rows(),
                        ProbabilityMetrics.atLeastZero(MeanIntervals.ratio(errors, sizes, CONFIDENCE)),
                        DELTA)
                : Metric.undefined(scores.rows(), scores.rows() == 0 ? NO_ROWS : "All actual values are 0.");
    }

    private static Metric pearson(RegressionScores scores) {
        double value = Correlation.pearson(scores.actual(), scores.predicted());
        return correlation(scores, value, Correlation.pearsonInterval(value, scores.rows(), CONFIDENCE), "Fisher's z");
    }

    private static Metric spearman(RegressionScores scores) {
        double value = Correlation.spearman(scores.actual(), scores.predicted());
        return correlation(
                scores,
                value,
                Correlation.spearmanInterval(value, scores.rows(), CONFIDENCE),
                "Fisher's z (Bonett and Wright)");
    }

    private static Metric kendall(RegressionScores scores) {
        double value = Correlation.kendall(scores.actual(), scores.predicted());
        return correlation(
                scores,
                value,
                Correlation.kendallInterval(value, scores.rows(), CONFIDENCE),
                "Fisher's z (Fieller, Hartley and Pearson)");
    }

    private static Metric correlation(RegressionScores scores, double value, @Nullable Interval interval, String how) {
        String reason = scores.rows() == 0
                ? NO_ROWS
                : scores.rows() == 1
                        ? "One row alone has no correlation."
                        : "All actual values, or all answers, are the same.";
        return Metric.orElse(value, scores.rows(), reason).with(interval, how);
    }

    private static Metric positiveMean(RegressionScores scores, IntToDoubleFunction ofRow, String reason) {
        Metric mean = mean(scores, ofRow, reason);
        return mean.with(ProbabilityMetrics.atLeastZero(mean.interval()), STUDENT);
    }

    private static Metric mean(RegressionScores scores, IntToDoubleFunction ofRow, String reason) {
        double[] values = each(scores, ofRow);
        return Metric.orElse(average(values), values.length, values.length == 0 ? NO_ROWS : reason)
                .with(MeanIntervals.student(values, CONFIDENCE), STUDENT);
    }

    private static double[] each(RegressionScores scores, IntToDoubleFunction ofRow) {
        double[] values = new double[scores.rows()];
        Arrays.setAll(values, ofRow);
        return values;
    }

    private static double average(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    private static double square(double value) {
        return value * value;
    }
}
