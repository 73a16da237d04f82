package org.modelyard.serving.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.Scores;

/**
 * A label and how much the model gives to it.
 *
 * @param score 0-1
 */
public record ScoreBar(String label, double score) {

    private static final int MOST = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Highest first. */
    static List<ScoreBar> of(Scores.Labelled scores) {
        return of(scores, 0);
    }

    /**
     * Highest first.
     *
     * @param most so many; 0: the usual ten
     */
    static List<ScoreBar> of(Scores.Labelled scores, int most) {
        return highest(
                IntStream.range(0, scores.labels().size())
                        .mapToObj(i -> new ScoreBar(scores.labels().get(i), scores.probabilities()[i]))
                        .toList(),
                most == 0 ? MOST : most);
    }

    /**
     * Highest first.
     *
     * @param json an object of scores by label, as the log keeps it
     */
    static List<ScoreBar> of(@Nullable String json) {
        return json == null ? List.of() : of(object(json));
    }

    /**
     * Highest first.
     *
     * @param scores by label; what is no number is left out
     */
    static List<ScoreBar> of(Map<String, @Nullable Object> scores) {
        return highest(
                scores.entrySet().stream()
                        .filter(entry -> entry.getValue() instanceof Number)
                        .map(entry -> new ScoreBar(entry.getKey(), ((Number) entry.getValue()).doubleValue()))
                        .toList(),
                MOST);
    }

    /** An object of the log's, in its order. */
    static Map<String, @Nullable Object> object(String json) {
        try {
            return JSON.readValue(json, new TypeReference<java.util.LinkedHashMap<String, @Nullable Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a logged object cannot be read", e);
        }
    }

    private static List<ScoreBar> highest(List<ScoreBar> bars, int most) {
        return bars.stream()
                .sorted(Comparator.comparingDouble(ScoreBar::score).reversed())
                .limit(most)
                .toList();
    }
}
