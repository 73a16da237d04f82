package org.modelyard.serving.console;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.Scores;
import org.modelyard.serving.service.PredictionOutcome;

/**
 * What came back, as a page shows it.
 *
 * @param label null for a number
 * @param value null for a label
 * @param bars scores of the most probable labels, the highest first; empty for a number
 * @param others how many labels are left out
 * @param outputs what was answered beside the target
 * @param why it went to that version
 * @param by which member has answered, where the version is a chain
 * @param because why that one
 * @param millis from the question to the answer, on the server
 */
public record ShownAnswer(
        UUID inferenceId,
        String version,
        String variant,
        @Nullable String label,
        @Nullable Double value,
        List<ScoreBar> bars,
        int others,
        List<OutputLine> outputs,
        String why,
        @Nullable String by,
        @Nullable String because,
        double millis) {

    /** Why there is none, and what to do. */
    static String none(PredictionOutcome.Failed failed) {
        return failed.late()
                ? "The model has not answered in time. Give it more seconds, or none."
                : "The model has no answer for these inputs; the server's log says why.";
    }

    /** @param topK labels whose scores are wanted; 0: the usual ten */
    static ShownAnswer of(PredictionOutcome.Answered answered, @Nullable String environment, int topK, double millis) {
        List<ScoreBar> bars =
                answered.scores() instanceof Scores.Labelled labelled ? ScoreBar.of(labelled, topK) : List.of();
        int labels = answered.scores() instanceof Scores.Labelled labelled
                ? labelled.labels().size()
                : 0;
        return new ShownAnswer(
                answered.inferenceId(),
                answered.version(),
                answered.variant(),
                answered.scores() instanceof Scores.Labelled labelled ? labelled.label() : null,
                answered.scores() instanceof Scores.Valued valued ? valued.value() : null,
                bars,
                labels - bars.size(),
                OutputLine.of(answered),
                RoutingWords.of(answered.reason(), environment, null, answered.variant()),
                answered.by(),
                answered.because(),
                millis);
    }
}
