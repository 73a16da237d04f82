package org.modelyard.ml.advice;

import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.model.Refusal;

/**
 * Which edits of a row are looked at.
 *
 * @param text the TEXT input whose wording may change; null: none
 * @param words lengths that it is shortened to, where it is longer
 * @param hashtags that may be added, each with its {@code #}
 * @param question that may close a text without one; null: none
 * @param emoji that may be added
 * @param time the TIMESTAMP input that may be at another hour of the same day; null: none
 * @param zone whose clock the hours are of
 * @param alternatives values by CATEGORICAL input
 * @param pairs whether two edits together are looked at as well
 * @param most how many suggestions are wanted
 */
public record AdvicePlan(
        @Nullable String text,
        List<Integer> words,
        List<String> hashtags,
        @Nullable String question,
        List<String> emoji,
        @Nullable String time,
        ZoneId zone,
        Map<String, List<String>> alternatives,
        boolean pairs,
        int most) {

    public static final List<Integer> WORDS = List.of(5, 10, 15, 20, 30, 40, 60, 80, 120, 160, 240);
    public static final String QUESTION = "What do you think?";
    public static final List<String> EMOJI = List.of("\uD83D\uDD25", "\uD83D\uDE0A", "\uD83C\uDF89", "\u2728");
    public static final int MOST = 10;

    public AdvicePlan {
        words = List.copyOf(words);
        hashtags = List.copyOf(hashtags);
        emoji = List.copyOf(emoji);
        Map<String, List<String>> copy = new LinkedHashMap<>();
        alternatives.forEach((input, values) -> copy.put(input, List.copyOf(values)));
        alternatives = Collections.unmodifiableMap(copy);
        if (most < 1) {
            throw new IllegalArgumentException(most + " suggestions");
        }
        for (String hashtag : hashtags) {
            if (!Caption.isHashtag(hashtag)) {
                throw new IllegalArgumentException("'" + hashtag + "' is no hashtag");
            }
        }
    }

    /**
     * Reads what a client asks for: {@code {"text": "caption", "words": [10, 20], "hashtags": ["#summer"], "question": "And you?",
     * "emoji": ["🔥"], "time": "createdAt", "zone": "Europe/Berlin", "alternatives": {"platform": ["x"]}, "pairs": true,
     * "most": 10}}, of which each may be left out: {@code text} and {@code time} then are the only inputs of their type that are not
     * sensitive, or none. An empty list or question looks at no such edit.
     *
     * @param path of the object, for messages, e.g. {@code plan}
     * @throws Refusal.Invalid naming all that is wrong
     */
    public static AdvicePlan parse(String path, Map<?, ?> document, Signature signature) {
        return new AdvicePlanReader(path, document, signature).read();
    }
}
