package org.modelyard.experiment.entity;

import java.util.List;
import org.modelyard.experiment.model.ExperimentMetric;
import org.modelyard.experiment.model.MetricKind;
import org.modelyard.platform.entity.Summable;

/**
 * What is known of the answers that units got, read as events are: feedback and latencies count at their time and within the unit's
 * window.
 */
final class ExperimentSources {

    /** Both databases read text with an exponent as another kind of number, H2 as one that divides slowly. */
    private static final String ONE = "cast(1 as double)";

    /** An answer and the unit x that got it. */
    private static final String ANSWERED =
            """
            from experiment_answer a
              join experiment_exposure x on x.experiment_id = a.experiment_id and x.unit = a.unit""";

    /** The latest feedback of an answer that tells it counts; it is older than another by its time, then by its id. */
    private static final String FEEDBACK = ANSWERED + "\n"
            + """
              join experiment e on e.id = a.experiment_id
              join feedback f on f.organisation_id = e.organisation_id and f.inference_id = a.inference_id
            where a.experiment_id = %1$d and %2$s and not exists (
              select 1 from feedback g
              where g.organisation_id = f.organisation_id and g.inference_id = f.inference_id and %3$s is not null
                and (g.created_at > f.created_at or (g.created_at = f.created_at and g.id > f.id)))""";

    private static final String OBSERVED =
            "timestampdiff(microsecond, timestamp '1970-01-01 00:00:00', f.observed_at) / 1000";

    /** The answer that assigned its unit has the exposure's time and variant; which node's came first is settled there. */
    private static final String FIRST = " and x.variant = a.variant and x.at_millis = a.at_millis";

    private static final String LATENCY = ANSWERED + " where a.experiment_id = %d and a.answered = true";

    private ExperimentSources() {}

    /**
     * What counts as an event of one name.
     *
     * @param value its number, an expression
     * @param atMillis its time, an expression
     * @param from from {@code from} on, the unit being {@code x}; conditions can be added
     */
    record Yield(String name, String value, String atMillis, String from) {}

    /** None for a metric of events, which have a table. */
    static List<Yield> of(ExperimentMetric metric, JudgedUnits judged) {
        return switch (metric.source()) {
            case EVENTS -> List.of();
            case LATENCY -> {
                String from = LATENCY.formatted(judged.experiment());
                yield List.of(
                        new Yield(metric.event(), "cast(a.latency_micros as double) / 1000", "a.at_millis", from),
                        new Yield(ExperimentMetric.TOLD, ONE, "a.at_millis", from));
            }
            case FEEDBACK -> feedback(metric, judged);
        };
    }

    private static List<Yield> feedback(ExperimentMetric metric, JudgedUnits judged) {
        String column = column(metric.event());
        String told = column.replace("f.", "g.");
        String which = judged.firstAnswers() ? FIRST : "";
        boolean measured = metric.event().equals("rating") || metric.event().equals("value");
        String is = FEEDBACK.formatted(judged.experiment(), column + " is not null", told) + which;
        // an answer of which 'no' was said is not what is counted, though it is one of those that were told
        Yield counted = measured
                ? new Yield(metric.event(), Summable.of(column), OBSERVED, is)
                : new Yield(
                        metric.event(),
                        ONE,
                        OBSERVED,
                        FEEDBACK.formatted(judged.experiment(), column + " = true", told) + which);
        return metric.kind() == MetricKind.RATIO
                ? List.of(counted, new Yield(ExperimentMetric.TOLD, ONE, OBSERVED, is))
                : List.of(counted);
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
