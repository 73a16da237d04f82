package org.modelyard.ml.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What belongs beside an evaluation, so that a figure is read against what costs nothing, and against what serves already. */
public final class Baselines {

    private static final List<String> SHOWN = List.of(
            "accuracy",
            "balancedAccuracy",
            "f1Macro",
            "rocAuc",
            "logLoss",
            "brier",
            "r2",
            "rmse",
            "mae",
            "medianAbsoluteError");

    private Baselines() {}

    /** @param asked the answers that were evaluated */
    public static BaselineRow constant(
            ConstantAnswer.Shares constant, ClassificationScores asked, Evaluation evaluation) {
        List<String> names = names(evaluation);
        return row(
                constant.words(),
                names,
                ClassificationMetrics.all(names, asked.labels().size(), MetricOptions.with(evaluation.business()))
                        .apply(constant.over(asked)));
    }

    /** @param asked the answers that were evaluated */
    public static BaselineRow constant(ConstantAnswer.Mean constant, RegressionScores asked, Evaluation evaluation) {
        List<String> names = names(evaluation);
        return row(
                constant.words(),
                names,
                RegressionMetrics.all(names, MetricOptions.with(evaluation.business()))
                        .apply(constant.over(asked)));
    }

    /**
     * Another version on the same rows.
     *
     * @param answer which one, in words
     */
    public static BaselineRow version(String answer, Evaluation other, Evaluation evaluation) {
        List<String> names = names(evaluation);
        return row(
                answer,
                names,
                names.stream()
                        .map(name -> other.metrics()
                                .getOrDefault(name, Metric.undefined(other.rows(), "It has no " + name + ".")))
                        .toList());
    }

    /** Another version that cannot be had. */
    public static BaselineRow without(String answer, String reason, Evaluation evaluation) {
        List<String> names = names(evaluation);
        return row(
                answer,
                names,
                names.stream()
                        .map(name -> Metric.undefined(evaluation.rows(), reason))
                        .toList());
    }

    private static List<String> names(Evaluation evaluation) {
        List<String> names = new ArrayList<>(SHOWN);
        BusinessMetrics business = evaluation.business();
        if (business != null) {
            names.addAll(business.metrics());
        }
        names.retainAll(evaluation.metrics().keySet());
        return names;
    }

    private static BaselineRow row(String answer, List<String> names, List<Metric> values) {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            metrics.put(names.get(i), values.get(i));
        }
        return new BaselineRow(answer, metrics);
    }
}
