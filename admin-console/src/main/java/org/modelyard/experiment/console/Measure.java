package org.modelyard.experiment.console;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.experiment.model.ExperimentWish;
import org.modelyard.experiment.model.MetricKind;
import org.modelyard.experiment.model.MetricSource;

/**
 * A way to measure units, as a menu offers it.
 *
 * @param key what the menu sends
 * @param label in words for people who know no statistics
 * @param event that feedback tells; null where one is typed, or none is needed
 */
public record Measure(String key, String label, MetricSource source, MetricKind kind, @Nullable String event) {

    /** All that the API accepts; those of answers are for versions and models. */
    public static final List<Measure> ALL = all();

    static Measure of(@Nullable String key) {
        return ALL.stream().filter(one -> one.key.equals(key)).findFirst().orElse(ALL.get(0));
    }

    /**
     * The way that a planned metric takes.
     *
     * @throws IllegalStateException when the menu has none such, and so cannot say what is planned
     */
    static Measure of(ExperimentWish.Metric planned) {
        return ALL.stream()
                .filter(one -> one.source == planned.source()
                        && one.kind == planned.kind()
                        && (one.event == null || one.event.equals(planned.event())))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the menu has no " + planned));
    }

    private static List<Measure> all() {
        List<Measure> all = new ArrayList<>();
        add(all, MetricSource.EVENTS, MetricKind.PROPORTION, null, "How many units do something, such as buy");
        add(all, MetricSource.EVENTS, MetricKind.MEAN, null, "How much a unit brings on average, such as revenue");
        add(all, MetricSource.EVENTS, MetricKind.RATIO, null, "One event per another, such as clicks per view");
        add(
                all,
                MetricSource.EVENTS,
                MetricKind.QUANTILE,
                null,
                "A quantile of an event's values, such as a waiting time");
        truths(all, "correct", "that were right");
        truths(all, "used", "that were used");
        truths(all, "helpful", "that were helpful");
        numbers(all, "rating", "rating");
        numbers(all, "value", "business value");
        add(all, MetricSource.LATENCY, MetricKind.RATIO, null, "Answers: the mean time they take");
        add(all, MetricSource.LATENCY, MetricKind.QUANTILE, null, "Answers: a quantile of the time they take");
        return List.copyOf(all);
    }

    private static void truths(List<Measure> all, String event, String words) {
        add(all, MetricSource.FEEDBACK, MetricKind.PROPORTION, event, "Answers: how many units get any " + words);
        add(all, MetricSource.FEEDBACK, MetricKind.RATIO, event, "Answers: the share " + words);
        add(all, MetricSource.FEEDBACK, MetricKind.MEAN, event, "Answers: how many a unit " + words);
    }

    private static void numbers(List<Measure> all, String event, String words) {
        add(all, MetricSource.FEEDBACK, MetricKind.RATIO, event, "Answers: the mean " + words + " of one");
        add(all, MetricSource.FEEDBACK, MetricKind.MEAN, event, "Answers: the sum of the " + words + " a unit");
        add(all, MetricSource.FEEDBACK, MetricKind.QUANTILE, event, "Answers: a quantile of the " + words + " a unit");
    }

    private static void add(
            List<Measure> all, MetricSource source, MetricKind kind, @Nullable String event, String label) {
        String key = source + "-" + kind + (event == null ? "" : "-" + event);
        all.add(new Measure(key, label, source, kind, event));
    }
}
