package org.modelyard.ml.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.pulse.Pulse;

/**
 * The metrics of a classification by name; {@link Measures} says what each means. {@code precision, recall, f1, f2,
 * specificity, rocAuc} and {@code prAuc} are those of the positive label of two, else macro.
 */
final class ClassificationMetrics {

    private static final int[] TOP = {2, 3, 5};

    private ClassificationMetrics() {}

    static Evaluation evaluate(ClassificationScores scores, MetricOptions options) {
        Answers answers = new Answers(scores);
        Map<String, Metric> metrics = new LinkedHashMap<>();
        functions(scores.labels().size(), options).forEach((name, function) -> {
            Pulse.beat();
            metrics.put(name, function.apply(answers));
        });
        ConfusionMatrix kept = scores.labels().size() <= Evaluation.MOST_CONFUSION_LABELS ? answers.confusion() : null;
        return new Evaluation(
                Task.CLASSIFICATION,
                scores.rows(),
                metrics,
                answers.classes(),
                kept,
                scores.rows() == 0 ? null : ClassificationCurves.of(answers),
                options.business());
    }

    /** @throws IllegalArgumentException when there is no such metric for so many labels */
    static Function<ClassificationScores, Metric> named(String name, int labels, MetricOptions options) {
        Function<ClassificationScores, List<Metric>> one = all(List.of(name), labels, options);
        return scores -> one.apply(scores).get(0);
    }

    /**
     * Several metrics at once, which share what they have in common.
     *
     * @throws IllegalArgumentException when there is no metric of one of the names for so many labels
     */
    static Function<ClassificationScores, List<Metric>> all(List<String> names, int labels, MetricOptions options) {
        Map<String, Function<Answers, Metric>> known = functions(labels, options);
        List<Function<Answers, Metric>> wanted = names.stream()
                .map(name -> {
                    Function<Answers, Metric> function = known.get(name);
                    if (function == null) {
                        throw new IllegalArgumentException(
                                "There is no metric '" + name + "' for " + labels + " labels.");
                    }
                    return function;
                })
                .toList();
        return scores -> {
            Answers answers = new Answers(scores);
            return wanted.stream().map(function -> function.apply(answers)).toList();
        };
    }

    private static Map<String, Function<Answers, Metric>> functions(int labels, MetricOptions options) {
        Map<String, Function<Answers, Metric>> all = new LinkedHashMap<>();
        all.put("accuracy", ConfusionMetrics::accuracy);
        all.put("balancedAccuracy", ConfusionMetrics::balancedAccuracy);
        all.put("mcc", ConfusionMetrics::matthews);
        all.put("kappa", ConfusionMetrics::kappa);
        if (options.orderedLabels()) {
            all.put("kappaQuadratic", ConfusionMetrics::quadraticKappa);
        }
        averages(all, ConfusionMetrics.Average.PRECISION);
        averages(all, ConfusionMetrics.Average.RECALL);
        averages(all, ConfusionMetrics.Average.F1);
        all.put("f2", answers -> ConfusionMetrics.fBeta(answers, 2));
        all.put("specificity", ConfusionMetrics::specificity);
        for (int k : TOP) {
            if (k < labels) {
                all.put("top" + k + "Accuracy", answers -> RankingMetrics.topAccuracy(answers, k));
            }
        }
        all.put("rocAuc", RankingMetrics::area);
        if (labels > 2) {
            all.put("rocAucOneVsOne", RankingMetrics::areaOneVsOne);
        }
        all.put("prAuc", RankingMetrics::averagePrecision);
        if (labels == 2) {
            all.put("gini", RankingMetrics::gini);
            all.put("ks", RankingMetrics::kolmogorovSmirnov);
        }
        probabilities(all);
        if (options.business() != null && options.business().worth() instanceof BusinessWorth.ByLabel worth) {
            all.putAll(worth.functions());
        }
        return all;
    }

    private static void averages(Map<String, Function<Answers, Metric>> all, ConfusionMetrics.Average of) {
        all.put(of.label(), answers -> ConfusionMetrics.plain(answers, of));
        all.put(of.label() + "Macro", answers -> ConfusionMetrics.macro(answers, of));
        // each row has one label and is given one, so the micro averages are all the accuracy
        all.put(of.label() + "Micro", ConfusionMetrics::accuracy);
        all.put(of.label() + "Weighted", answers -> ConfusionMetrics.weighted(answers, of));
    }

    private static void probabilities(Map<String, Function<Answers, Metric>> all) {
        all.put("logLoss", ProbabilityMetrics::logLoss);
        all.put("brier", ProbabilityMetrics::brier);
        all.put("brierSkill", ProbabilityMetrics::brierSkill);
        all.put("brierReliability", answers -> ProbabilityMetrics.decomposed(answers, CalibrationBins::reliability));
        all.put("brierResolution", answers -> ProbabilityMetrics.decomposed(answers, CalibrationBins::resolution));
        all.put("brierUncertainty", answers -> ProbabilityMetrics.decomposed(answers, CalibrationBins::uncertainty));
        all.put("brierWithinBins", ProbabilityMetrics::withinBins);
        all.put("ece", ProbabilityMetrics::expectedCalibrationError);
        all.put("mce", ProbabilityMetrics::maximumCalibrationError);
    }
}
