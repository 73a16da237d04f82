package org.modelyard.ml.evaluation;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;
import org.modelyard.stats.Proportions;

/**
 * Names and meaning: {@code accuracy} (Wilson interval), {@code balancedAccuracy} (mean recall of the labels that
 * occur), {@code precision, recall, f1} (of the positive label of two, else macro), each also as Macro, Micro and
 * Weighted, {@code rocAuc} (DeLong interval for two labels, else one-versus-rest, macro over the labels that occur),
 * {@code logLoss, brier, ece, mcc}.
 */
final class ClassificationMetrics {

    private static final double CONFIDENCE = 0.95;
    private static final String NO_ROWS = "There is no row to evaluate.";

    private final ClassificationScores scores;
    private final ConfusionMatrix confusion;
    private final List<ClassMetrics> classes;
    private final long rows;
    private final Map<String, Metric> metrics = new LinkedHashMap<>();

    private ClassificationMetrics(ClassificationScores scores) {
        this.scores = scores;
        this.confusion = ConfusionMatrix.of(scores.labels(), scores.actual(), scores.predicted());
        this.classes = IntStream.range(0, scores.labels().size())
                .mapToObj(confusion::metrics)
                .toList();
        this.rows = scores.rows();
    }

    static Evaluation of(ClassificationScores scores) {
        ClassificationMetrics all = new ClassificationMetrics(scores);
        all.shares();
        all.averages("precision", ClassMetrics::precision, true);
        all.averages("recall", ClassMetrics::recall, true);
        all.averages("f1", ClassMetrics::f1, false);
        all.probabilities();
        ConfusionMatrix kept = scores.labels().size() <= Evaluation.MOST_CONFUSION_LABELS ? all.confusion : null;
        return new Evaluation(Task.CLASSIFICATION, all.rows, all.metrics, all.classes, kept);
    }

    private void shares() {
        double accuracy = (double) confusion.correct() / rows;
        metrics.put(
                "accuracy",
                rows == 0
                        ? Metric.undefined(0, NO_ROWS)
                        : new Metric(accuracy, rows, Proportions.wilson(confusion.correct(), rows, CONFIDENCE), null));
        put("balancedAccuracy", mean(ClassMetrics::recall, one -> one.support() > 0 ? 1 : 0), NO_ROWS);
        put("mcc", confusion.matthews(), "All rows have one label, or all were given one.");
    }

    /**
     * Macro averages go over the labels that occur (F1: or were predicted). Where one of them has no value, neither has
     * the average: leaving it out would praise a model that never gives the label.
     */
    private void averages(String name, ToDoubleFunction<ClassMetrics> value, boolean occurringOnly) {
        double macro = mean(value, one -> one.support() > 0 || (!occurringOnly && one.predicted() > 0) ? 1 : 0);
        String reason = reason(value);
        if (scores.labels().size() == 2) {
            put(name, value.applyAsDouble(classes.get(1)), reason);
        } else {
            put(name, macro, reason);
        }
        put(name + "Macro", macro, reason);
        // each row has one label and is given one, so the micro averages are all the accuracy
        put(name + "Micro", (double) confusion.correct() / rows, NO_ROWS);
        put(name + "Weighted", mean(value, ClassMetrics::support), reason);
    }

    private String reason(ToDoubleFunction<ClassMetrics> value) {
        if (rows == 0) {
            return NO_ROWS;
        }
        return classes.stream()
                .filter(one -> Double.isNaN(value.applyAsDouble(one)))
                .max(Comparator.comparingLong(ClassMetrics::support))
                .map(one -> one.predicted() == 0
                        ? "The label '" + one.label() + "' was never predicted."
                        : "No row has the label '" + one.label() + "'.")
                .orElse(NO_ROWS);
    }

    private void probabilities() {
        metrics.put("rocAuc", area());
        put("logLoss", ProbabilityMetrics.logLoss(scores), NO_ROWS);
        put("brier", ProbabilityMetrics.brier(scores), NO_ROWS);
        put("ece", ProbabilityMetrics.calibrationError(scores), NO_ROWS);
    }

    private Metric area() {
        String reason = rows == 0 ? NO_ROWS : "All rows have the same label.";
        if (scores.labels().size() == 2) {
            AreaUnderCurve area = area(1);
            return Double.isNaN(area.value())
                    ? Metric.undefined(rows, reason)
                    : new Metric(area.value(), rows, area.interval(CONFIDENCE), null);
        }
        double macro = IntStream.range(0, classes.size())
                .mapToDouble(label -> area(label).value())
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
        return Metric.orElse(macro, rows, reason);
    }

    private AreaUnderCurve area(int label) {
        if (classes.get(label).support() == 0) {
            return new AreaUnderCurve(Double.NaN, Double.NaN);
        }
        boolean[] positive = new boolean[scores.rows()];
        double[] values = new double[scores.rows()];
        for (int row = 0; row < positive.length; row++) {
            positive[row] = scores.actual()[row] == label;
            values[row] = scores.probability(row, label);
        }
        return AreaUnderCurve.of(positive, values);
    }

    private double mean(ToDoubleFunction<ClassMetrics> value, ToDoubleFunction<ClassMetrics> weight) {
        double sum = 0;
        double weights = 0;
        for (ClassMetrics one : classes) {
            double w = weight.applyAsDouble(one);
            if (w > 0) {
                sum += w * value.applyAsDouble(one);
                weights += w;
            }
        }
        return weights == 0 ? Double.NaN : sum / weights;
    }

    private void put(String name, double value, @Nullable String reason) {
        metrics.put(name, Metric.orElse(value, rows, reason == null ? NO_ROWS : reason));
    }
}
