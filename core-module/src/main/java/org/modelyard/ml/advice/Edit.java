package org.modelyard.ml.advice;

/**
 * One change of one input, such as an author can make.
 *
 * @param to what it is changed to: see {@link Kind}
 */
public record Edit(Kind kind, String input, String to) {

    /** In the order in which the edits of a pair are made. */
    public enum Kind {
        /** To so many words; hashtags that close the text stay. */
        SHORTENED,
        /** So many hashtags are left, the first ones. */
        HASHTAGS_REMOVED,
        /** All of them; {@code to} is empty. */
        EMOJI_REMOVED,
        /** The question closes the text, before its closing hashtags. */
        QUESTION,
        /** The emoji closes the text, before its closing hashtags. */
        EMOJI_ADDED,
        /** At the end, with a blank between them. */
        HASHTAGS_ADDED,
        /** The hour, 0 to 23, of the same day; minutes stay. */
        HOUR,
        /** The value. */
        VALUE
    }

    /** Two edits of the same topic exclude each other. */
    String topic() {
        return input
                + switch (kind) {
                    case HASHTAGS_REMOVED, HASHTAGS_ADDED -> " hashtags";
                    case EMOJI_REMOVED, EMOJI_ADDED -> " emoji";
                    case SHORTENED -> " length";
                    case QUESTION -> " question";
                    case HOUR, VALUE -> " value";
                };
    }

    /** A plain sentence. */
    public String words() {
        return switch (kind) {
            case SHORTENED -> "Shorten '" + input + "' to " + to + (to.equals("1") ? " word." : " words.");
            case HASHTAGS_REMOVED ->
                to.equals("0")
                        ? "Use no hashtag in '" + input + "'."
                        : "Keep " + to + (to.equals("1") ? " hashtag in '" : " hashtags in '") + input + "'.";
            case EMOJI_REMOVED -> "Use no emoji in '" + input + "'.";
            case QUESTION -> "Close '" + input + "' with the question \"" + to + "\"";
            case EMOJI_ADDED, HASHTAGS_ADDED -> "Add " + to + " to '" + input + "'.";
            case HOUR -> "Let '" + input + "' be " + to + ":00 to " + to + ":59 of the same day.";
            case VALUE -> "Let '" + input + "' be '" + to + "'.";
        };
    }
}
