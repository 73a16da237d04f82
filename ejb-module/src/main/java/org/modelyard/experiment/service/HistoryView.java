package org.modelyard.experiment.service;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.modelyard.experiment.model.AnalysisRule;
import org.modelyard.experiment.model.ExperimentHistory;

/**
 * How an experiment came to what it says, to be drawn: from the rows as they are now.
 *
 * @param step between the points, each of which counts the units that were assigned until then
 * @param variants in the plan's order, the control first; assigned and judged have a number for each
 * @param points oldest first; without effects where the metric is a quantile, and without intervals where the rule says nothing
 * @param funnel how far the judged units came
 */
public record HistoryView(
        String experiment,
        String metric,
        AnalysisRule rule,
        Duration step,
        List<String> variants,
        List<Point> points,
        List<Stage> funnel) {

    /** @param until end of the step */
    public record Point(
            Instant until, List<Long> assigned, List<Long> judged, List<ExperimentHistory.Effect> effects) {}

    /**
     * One variant's units.
     *
     * @param judged whose window is over
     * @param active of these with any event within the window
     * @param converted of these with the metric's event
     */
    public record Stage(String variant, long assigned, long judged, long active, long converted) {}

    static HistoryView of(ExperimentReading reading, List<Stage> funnel) {
        ExperimentHistory history = reading.history();
        return new HistoryView(
                reading.experiment().name(),
                reading.plan().metric().words(),
                reading.plan().rule(),
                Duration.ofMillis(history.stepMillis()),
                reading.plan().variants().stream().map(one -> one.name()).toList(),
                history.points().stream()
                        .map(one -> new Point(
                                Instant.ofEpochMilli(one.untilMillis()), one.assigned(), one.judged(), one.effects()))
                        .toList(),
                funnel);
    }
}
