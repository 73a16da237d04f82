package org.modelyard.experiment.entity;

import org.modelyard.experiment.model.ExperimentMetric;
import org.modelyard.experiment.model.MetricKind;
import org.modelyard.platform.entity.Summable;

/**
 * Where a metric's events are read: the table of events, or rows of the same columns made of what is known of the answers that units got.
 * Feedback and latencies thus count as events do, at their time and within the unit's window.
 */
final class ExperimentSources {

    /** As {@link ExperimentSums} reads it, with its name there. */
    static final String EVENTS = "experiment_event v";

    /** Both databases read text with an exponent as another kind of number, H2 as one that divides slowly. */
    private static final String ONE = "cast(1 as double)";

    /** The latest feedback of an answer that tells it counts; it is older than another by its time, then by its id. */
    private static final String FEEDBACK =
            """
            select a.experiment_id, f.id as event_id, a.unit, '%1$s' as name, %3$s as event_value,
               timestampdiff(microsecond, timestamp '1970-01-01 00:00:00', f.observed_at) / 1000 as at_millis
             from experiment e join experiment_answer a on a.experiment_id = e.id%6$s
               join feedback f on f.organisation_id = e.organisation_id and f.inference_id = a.inference_id
             where e.id = %2$d and %4$s and not exists (
               select 1 from feedback g
               where g.organisation_id = f.organisation_id and g.inference_id = f.inference_id and %5$s is not null
                 and (g.created_at > f.created_at or (g.created_at = f.created_at and g.id > f.id)))""";

    /** The answer that assigned its unit has the exposure's time and variant; which node's came first is settled there. */
    private static final String FIRST =
            """

               join experiment_exposure y on y.experiment_id = a.experiment_id and y.unit = a.unit
                 and y.variant = a.variant and y.at_millis = a.at_millis""";

    private static final String LATENCY =
            """
            select a.experiment_id, a.inference_id as event_id, a.unit, '%1$s' as name, %3$s as event_value, a.at_millis
             from experiment_answer a where a.experiment_id = %2$d and a.answered = true""";

    private ExperimentSources() {}

    /** Stands for {@link #EVENTS} in a statement about those units. */
    static String of(ExperimentMetric metric, JudgedUnits judged) {
        long experiment = judged.experiment();
        return switch (metric.source()) {
            case EVENTS -> EVENTS;
            case LATENCY ->
                union(
                        LATENCY.formatted(metric.event(), experiment, "cast(a.latency_micros as double) / 1000"),
                        LATENCY.formatted(ExperimentMetric.TOLD, experiment, ONE));
            case FEEDBACK -> feedback(metric, experiment, judged.firstAnswers() ? FIRST : "");
        };
    }

    /** @param which joins what tells the answers that count; empty for all */
    private static String feedback(ExperimentMetric metric, long experiment, String which) {
        String column = column(metric.event());
        String told = column.replace("f.", "g.");
        boolean measured = metric.event().equals("rating") || metric.event().equals("value");
        String is = column + " is not null";
        // an answer of which 'no' was said is not what is counted, though it is one of those that were told
        String counted = measured
                ? FEEDBACK.formatted(metric.event(), experiment, Summable.of(column), is, told, which)
                : FEEDBACK.formatted(metric.event(), experiment, ONE, column + " = true", told, which);
        return metric.kind() == MetricKind.RATIO
                ? union(counted, FEEDBACK.formatted(ExperimentMetric.TOLD, experiment, ONE, is, told, which))
                : "(" + counted + ") v";
    }

    /** Without a level between: H2 asks each level of a derived table anew for each row of what it is joined with. */
    private static String union(String one, String other) {
        return "(" + one + " union all " + other + ") v";
    }

    private static String column(String event) {
        return switch (event) {
            case "correct" -> "f.correct";
            case "used" -> "coalesce(f.used, f.accepted)";
            case "helpful" -> "f.helpful";
            case "rating" -> "f.rating";
            case "value" -> "f.number_value";
            default -> throw new IllegalArgumentException("no feedback is called " + event);
        };
    }
}
