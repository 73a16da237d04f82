package org.modelyard.experiment.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is measured.
 *
 * @param event whose occurrences or values count; for FEEDBACK {@code correct}, {@code used}, {@code helpful}, {@code rating} or {@code value}
 * @param denominator event below the line, for RATIO alone; {@link #TOLD} where that is the answers themselves
 * @param quantile 0-1, exclusive, for QUANTILE alone
 * @param lowerIsBetter as with latency or refunds
 * @param source EVENTS when missing, as in plans of earlier releases
 */
public record ExperimentMetric(
        MetricKind kind,
        String event,
        @Nullable String denominator,
        @Nullable Double quantile,
        boolean lowerIsBetter,
        MetricSource source) {

    /** Below the line of a ratio over answers: how many there are. */
    public static final String TOLD = "answers";

    public ExperimentMetric {
        source = Objects.requireNonNullElse(source, MetricSource.EVENTS);
    }

    /** Of events. */
    public ExperimentMetric(
            MetricKind kind,
            String event,
            @Nullable String denominator,
            @Nullable Double quantile,
            boolean lowerIsBetter) {
        this(kind, event, denominator, quantile, lowerIsBetter, MetricSource.EVENTS);
    }

    /** Whether a unit that is told of often counts with the mean of what is told: its ratings do not add up, as what it paid does. */
    public boolean ofUnitMeans() {
        return source == MetricSource.FEEDBACK && event.equals("rating") && kind == MetricKind.QUANTILE;
    }

    /** For sentences. */
    public String words() {
        if (source == MetricSource.LATENCY) {
            return kind == MetricKind.RATIO
                    ? "latency of an answer in ms"
                    : "quantile " + quantile + " of the units' mean latency in ms";
        }
        String what = source == MetricSource.FEEDBACK ? "feedback '" + event + "'" : "'" + event + "'";
        return switch (kind) {
            case PROPORTION -> "share of units with " + what;
            case MEAN -> "mean of " + what + " a unit";
            case RATIO ->
                source == MetricSource.FEEDBACK
                        ? what + " per answer that has it"
                        : what + " per '" + denominator + "'";
            case QUANTILE -> "quantile " + quantile + " of " + (ofUnitMeans() ? "the units' mean " : "") + what;
        };
    }
}
