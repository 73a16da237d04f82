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
 * @param label in words for people who know no statistics, short enough for a phone
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
        add(all, MetricSource.EVENTS, MetricKind.PROPORTION, null, "How many units do something");
        add(all, MetricSource.EVENTS, MetricKind.MEAN, null, "How much a unit brings");
        add(all, MetricSource.EVENTS, MetricKind.RATIO, null, "One event per another");
        add(all, MetricSource.EVENTS, MetricKind.QUANTILE, null, "A quantile of an event's values");
        truths(all, "correct", "right");
        truths(all, "used", "used");
        truths(all, "helpful", "helpful");
        numbers(all, "rating", "ratings");
        numbers(all, "value", "values");
        add(all, MetricSource.LATENCY, MetricKind.RATIO, null, "Answers: the mean time they take");
        add(all, MetricSource.LATENCY, MetricKind.QUANTILE, null, "Answers: a quantile of their time");
        return List.copyOf(all);
    }

    private static void truths(List<Measure> all, String event, String words) {
        add(all, MetricSource.FEEDBACK, MetricKind.PROPORTION, event, "Answers: units with a " + words + " one");
        add(all, MetricSource.FEEDBACK, MetricKind.RATIO, event, "Answers: share that is " + words);
        add(all, MetricSource.FEEDBACK, MetricKind.MEAN, event, "Answers: " + words + " ones a unit");
    }

    private static void numbers(List<Measure> all, String event, String words) {
        add(all, MetricSource.FEEDBACK, MetricKind.RATIO, event, "Answers: the mean of " + words);
        add(all, MetricSource.FEEDBACK, MetricKind.MEAN, event, "Answers: sum of " + words + " a unit");
        add(all, MetricSource.FEEDBACK, MetricKind.QUANTILE, event, "Answers: a quantile of " + words);
    }

    private static void add(
            List<Measure> all, MetricSource source, MetricKind kind, @Nullable String event, String label) {
        String key = source + "-" + kind + (event == null ? "" : "-" + event);
        all.add(new Measure(key, label, source, kind, event));
    }
}
