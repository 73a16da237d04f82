package org.modelyard.serving.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.Scores;
import org.modelyard.serving.service.PredictionOutcome;

/**
 * What was answered beside the target.
 *
 * @param name of the output
 * @param label null for a number
 * @param value null for a label
 * @param bars the scores of a label, highest first
 */
public record OutputLine(String name, @Nullable String label, @Nullable Double value, List<ScoreBar> bars) {

    /** In the version's order. */
    static List<OutputLine> of(PredictionOutcome.Answered answered) {
        List<OutputLine> lines = new ArrayList<>();
        for (int i = 0; i < answered.others().length; i++) {
            String name = answered.outputs().get(i).name();
            lines.add(
                    answered.others()[i] instanceof Scores.Labelled labelled
                            ? new OutputLine(name, labelled.label(), null, ScoreBar.of(labelled))
                            : new OutputLine(name, null, ((Scores.Valued) answered.others()[i]).value(), List.of()));
        }
        return lines;
    }

    /** @param json an object by output, as the log keeps it */
    static List<OutputLine> of(@Nullable String json) {
        return json == null
                ? List.of()
                : ScoreBar.object(json).entrySet().stream()
                        .filter(entry -> entry.getValue() instanceof Map)
                        .map(entry -> of(entry.getKey(), (Map<?, ?>) entry.getValue()))
                        .toList();
    }

    private static OutputLine of(String name, Map<?, ?> answer) {
        Map<String, @Nullable Object> scores = new LinkedHashMap<>();
        if (answer.get("scores") instanceof Map<?, ?> kept) {
            kept.forEach((label, score) -> scores.put(String.valueOf(label), score));
        }
        return new OutputLine(
                name,
                answer.get("label") instanceof String label ? label : null,
                answer.get("value") instanceof Number number ? number.doubleValue() : null,
                ScoreBar.of(scores));
    }
}
