package org.modelyard.ml.evaluation;

import static org.modelyard.ml.evaluation.Measure.Goal.HIGHER;
import static org.modelyard.ml.evaluation.Measure.Goal.LOWER;
import static org.modelyard.ml.evaluation.Measure.Goal.NONE;
import static org.modelyard.ml.evaluation.Measure.Goal.ZERO;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;

/** Every metric there is. Which an evaluation has depends on the number of labels and on {@link MetricOptions}. */
public final class Measures {

    private static final Map<String, Measure> ALL = new LinkedHashMap<>();

    static {
        label("accuracy", HIGHER, true, "rows answered with the right label");
        label("balancedAccuracy", HIGHER, true, "mean recall of the labels that occur");
        label("mcc", HIGHER, false, "correlation of answer and truth, -1 to 1");
        label("kappa", HIGHER, false, "agreement of answer and truth beyond chance, at most 1");
        label("kappaQuadratic", HIGHER, false, "agreement beyond chance where far misses count more, at most 1");
        averages("precision", "of those given a label, how many have it");
        averages("recall", "of those that have a label, how many were given it");
        averages("f1", "harmonic mean of precision and recall");
        label("f2", HIGHER, true, "mean of precision and recall that weighs recall more");
        label("specificity", HIGHER, true, "of those without a label, how many were not given it");
        label("top2Accuracy", HIGHER, true, "rows whose label is among the two most probable");
        label("top3Accuracy", HIGHER, true, "rows whose label is among the three most probable");
        label("top5Accuracy", HIGHER, true, "rows whose label is among the five most probable");
        label("rocAuc", HIGHER, true, "a right label scores higher than a wrong one");
        label("rocAucOneVsOne", HIGHER, true, "of two labels the right one scores higher; each pair counts the same");
        label("prAuc", HIGHER, true, "mean precision over all levels of recall");
        label("gini", HIGHER, false, "twice the area under the ROC curve less one");
        label("ks", HIGHER, true, "largest distance of recall and false-alarm rate");
        label("logLoss", LOWER, false, "surprise at the truth, in nats; lower is better");
        label("brier", LOWER, false, "squared error of the probabilities; lower is better");
        label("brierSkill", HIGHER, false, "share of the squared error of stating the base rates that the model saves");
        label("brierReliability", LOWER, false, "part of the squared error that is bad calibration");
        label("brierResolution", HIGHER, false, "part of the squared error that telling rows apart takes off");
        label("brierUncertainty", NONE, false, "part of the squared error that lies in the rows");
        label("brierWithinBins", NONE, false, "part of the squared error that the bins hide");
        label("ece", LOWER, true, "how far scores are from how often they are right");
        label("mce", LOWER, true, "the same in the worst bin");
        value("mse", LOWER, false, "mean squared error; lower is better");
        value("rmse", LOWER, false, "root of the mean squared error; lower is better");
        value("mae", LOWER, false, "mean absolute error; lower is better");
        value("medianAbsoluteError", LOWER, false, "half of the answers are closer than this");
        value("maxError", LOWER, false, "the largest absolute error");
        value("r2", HIGHER, false, "share of the variance explained; below 0 is worse than the mean");
        value("explainedVariance", HIGHER, false, "the same, were the bias taken off");
        value("mape", LOWER, true, "mean error relative to the truth; lower is better");
        value("smape", LOWER, true, "mean error relative to the mean of answer and truth, 0 to 2");
        value("wape", LOWER, true, "sum of absolute errors relative to the sum of the truth");
        value("msle", LOWER, false, "mean squared error of log(1 + value)");
        value("bias", ZERO, false, "mean of answer less truth");
        value("quantileLoss10", LOWER, false, "loss of the answers taken as the 10 % quantile");
        value("quantileLoss50", LOWER, false, "loss of the answers taken as the median");
        value("quantileLoss90", LOWER, false, "loss of the answers taken as the 90 % quantile");
        value("pearson", HIGHER, false, "linear correlation of answer and truth");
        value("spearman", HIGHER, false, "correlation of the ranks of answer and truth");
        value("kendall", HIGHER, false, "pairs ordered rightly less wrongly, as a share");
        business(BusinessMetrics.COST, null, LOWER, "what an answer costs the business, the mean of a row");
        Task labels = Task.CLASSIFICATION;
        business(BusinessMetrics.COST_AT_BEST, labels, LOWER, "the same, were the least expected cost answered");
        business(BusinessMetrics.VALUE, labels, HIGHER, "what an answer is worth to the business, the mean of a row");
        business(BusinessMetrics.VALUE_AT_BEST, labels, HIGHER, "the same, were the greatest expected value answered");
    }

    private Measures() {}

    public static Optional<Measure> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** Names in the order in which they are shown, without those of the business. */
    public static Set<String> names(Task task) {
        return names(task, false);
    }

    /** Those that an evaluation has only where {@link BusinessMetrics} are declared. */
    public static Set<String> businessNames(Task task) {
        return names(task, true);
    }

    private static Set<String> names(Task task, boolean business) {
        Set<String> names = new LinkedHashSet<>();
        ALL.values().stream()
                .filter(one -> one.of(task) && one.business() == business)
                .forEach(one -> names.add(one.name()));
        return names;
    }

    private static void averages(String name, String meaning) {
        label(name, HIGHER, true, meaning);
        label(name + "Macro", HIGHER, true, meaning + "; each label counts the same");
        label(name + "Micro", HIGHER, true, meaning + "; each row counts the same");
        label(name + "Weighted", HIGHER, true, meaning + "; labels count as often as they occur");
    }

    private static void label(String name, Measure.Goal goal, boolean share, String meaning) {
        ALL.put(name, new Measure(name, Task.CLASSIFICATION, goal, share, meaning, false));
    }

    private static void value(String name, Measure.Goal goal, boolean share, String meaning) {
        ALL.put(name, new Measure(name, Task.REGRESSION, goal, share, meaning, false));
    }

    private static void business(String name, @Nullable Task task, Measure.Goal goal, String meaning) {
        ALL.put(name, new Measure(name, task, goal, false, meaning, true));
    }
}
