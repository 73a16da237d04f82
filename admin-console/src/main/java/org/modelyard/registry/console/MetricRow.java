package org.modelyard.registry.console;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.evaluation.Metric;
import org.modelyard.platform.console.Words;
import org.modelyard.stats.Interval;

/**
 * One metric as a line of a table.
 *
 * @param value with its unit; a dash when undefined
 * @param range the interval in words; null when none is known
 * @param left where the interval's bar begins, percent of the scale from 0 to 1
 * @param width of the interval's bar, percent
 * @param reason why the value is undefined; null when it is defined
 */
public record MetricRow(
        String name,
        String meaning,
        String value,
        long rows,
        @Nullable String range,
        double left,
        double width,
        @Nullable String reason) {

    private static final String SHARE = "share";
    private static final double WHOLE = 100;
    /** So that a narrow interval can still be seen. */
    private static final double NARROWEST = 0.8;

    /** What a metric says and in which unit. */
    private record Meaning(String text, String unit) {}

    private static final Map<String, Meaning> MEANINGS = Map.ofEntries(
            Map.entry("accuracy", new Meaning("rows answered with the right label", SHARE)),
            Map.entry("balancedAccuracy", new Meaning("mean recall of the labels that occur", SHARE)),
            Map.entry("rocAuc", new Meaning("a right label scores higher than a wrong one", SHARE)),
            Map.entry("ece", new Meaning("how far scores are from how often they are right", SHARE)),
            Map.entry("mcc", new Meaning("correlation of answer and truth, -1 to 1", "")),
            Map.entry("logLoss", new Meaning("surprise at the truth; lower is better", "nats")),
            Map.entry("brier", new Meaning("squared error of the scores; lower is better", "")),
            Map.entry("mse", new Meaning("mean squared error; lower is better", "squared units of the target")),
            Map.entry("rmse", new Meaning("root of the mean squared error; lower is better", "units of the target")),
            Map.entry("mae", new Meaning("mean absolute error; lower is better", "units of the target")),
            Map.entry(
                    "medianAbsoluteError",
                    new Meaning("half of the answers are closer than this", "units of the target")),
            Map.entry("r2", new Meaning("share of the variance explained; below 0 is worse than the mean", "")),
            Map.entry("mape", new Meaning("mean error relative to the truth; lower is better", SHARE)));

    static MetricRow of(String name, Metric metric, Words words) {
        Meaning meaning = meaning(name);
        Interval interval = metric.interval();
        Interval drawn = meaning.unit().equals(SHARE) ? interval : null;
        return new MetricRow(
                name,
                meaning.text(),
                text(metric.value(), meaning, words),
                metric.rows(),
                interval == null ? null : range(interval, meaning, words),
                drawn == null ? 0 : WHOLE * Math.max(0, drawn.low()),
                drawn == null ? 0 : Math.max(NARROWEST, WHOLE * (drawn.high() - drawn.low())),
                metric.reason());
    }

    private static Meaning meaning(String name) {
        Meaning known = MEANINGS.get(name);
        if (known != null) {
            return known;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("precision")) {
            return new Meaning("of those given a label, how many have it" + over(lower), SHARE);
        }
        if (lower.startsWith("recall")) {
            return new Meaning("of those that have a label, how many were given it" + over(lower), SHARE);
        }
        return lower.startsWith("f1")
                ? new Meaning("harmonic mean of precision and recall" + over(lower), SHARE)
                : new Meaning("", "");
    }

    private static String over(String name) {
        if (name.endsWith("macro")) {
            return "; each label counts the same";
        }
        if (name.endsWith("micro")) {
            return "; each row counts the same";
        }
        return name.endsWith("weighted") ? "; labels count as often as they occur" : "";
    }

    private static String text(double value, Meaning meaning, Words words) {
        if (meaning.unit().equals(SHARE)) {
            return words.percent(value);
        }
        return meaning.unit().isEmpty() ? words.number(value) : words.number(value) + " " + meaning.unit();
    }

    private static String range(Interval interval, Meaning meaning, Words words) {
        return text(interval.low(), meaning, words) + " to " + text(interval.high(), meaning, words) + " ("
                + words.number(WHOLE * interval.confidence()) + " %)";
    }
}
