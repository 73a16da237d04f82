package org.modelyard.registry.console;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.evaluation.Measures;
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

    private static final double WHOLE = 100;
    /** So that a narrow interval can still be seen. */
    private static final double NARROWEST = 0.8;

    /** Metrics of a regression that are measured in what it predicts. */
    private static final Set<String> IN_TARGET_UNITS = Set.of(
            "rmse",
            "mae",
            "medianAbsoluteError",
            "maxError",
            "bias",
            "quantileLoss10",
            "quantileLoss50",
            "quantileLoss90");

    /**
     * What a metric says.
     *
     * @param share whether it is shown in percent
     * @param unit to stand behind it, or empty
     */
    private record Meaning(String text, boolean share, String unit) {}

    /** @param business unit of the metrics of the business; empty: none */
    static MetricRow of(String name, Metric metric, String business, Words words) {
        Meaning meaning = meaning(name, business);
        Interval interval = metric.interval();
        Interval drawn = meaning.share() ? interval : null;
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

    private static Meaning meaning(String name, String business) {
        String unit = IN_TARGET_UNITS.contains(name) ? "units of the target" : "";
        return Measures.find(name)
                .map(measure -> new Meaning(measure.meaning(), measure.share(), measure.business() ? business : unit))
                .orElse(new Meaning("", false, unit));
    }

    private static String text(double value, Meaning meaning, Words words) {
        if (meaning.share()) {
            return words.percent(value);
        }
        return meaning.unit().isEmpty() ? words.number(value) : words.number(value) + " " + meaning.unit();
    }

    private static String range(Interval interval, Meaning meaning, Words words) {
        return text(interval.low(), meaning, words) + " to " + text(interval.high(), meaning, words) + " ("
                + words.number(WHOLE * interval.confidence()) + " %)";
    }
}
