package org.modelyard.ml.feature;

import java.util.List;
import org.modelyard.dataset.model.FeatureType;

/**
 * An option of how a feature is encoded, as {@link EncodingChoices#parse} takes it, for forms.
 *
 * @param preset what holds where nothing is said
 * @param choices the words that it takes; {@code true} and {@code false} of a flag; empty where anything is typed
 * @param meaning what it does, one sentence
 */
public record EncodingOption(String name, Kind kind, String preset, List<String> choices, String meaning) {

    /** What is given. */
    public enum Kind {
        FLAG,
        NUMBER,
        WORD,
        TEXT
    }

    private static final List<String> FLAGS = List.of("true", "false");
    private static final EncodingOption HASH_BITS = new EncodingOption(
            "hashBits",
            Kind.NUMBER,
            "none",
            List.of(),
            "Hashes into 2 to the power of this many buckets, " + ChoicesReader.LEAST_BITS + " to "
                    + ChoicesReader.MOST_BITS + ", in place of looking up.");

    public EncodingOption {
        choices = List.copyOf(choices);
    }

    /** Those of a type, in the order in which they are shown; BOOLEAN has none. Holidays are left to requests. */
    public static List<EncodingOption> of(FeatureType type) {
        return switch (type) {
            case TEXT ->
                List.of(
                        new EncodingOption(
                                "weighting",
                                Kind.WORD,
                                ColumnChoice.Weighting.TFIDF.name(),
                                List.of("TFIDF", "COUNTS", "BINARY"),
                                "How much a term counts: by rarity, by how often, or that it occurs."),
                        HASH_BITS,
                        flag("lowerCase", true, "Card and CARD are one term."),
                        flag("surface", false, "Counts characters, words, emoji, links, mentions and hashtags too."));
            case NUMERIC ->
                List.of(
                        flag("log1p", false, "Takes the logarithm of one plus the number, keeping its sign."),
                        flag("standardise", true, "Takes the mean off and divides by the deviation."),
                        new EncodingOption(
                                "bins",
                                Kind.NUMBER,
                                "as the trainer has it",
                                List.of(),
                                "Quantile bins at most, 0 for none."));
            case CATEGORICAL -> List.of(HASH_BITS);
            case TIMESTAMP ->
                List.of(
                        flag("oneHot", false, "Hour, weekday and month each by itself, too."),
                        flag("weekend", false, "Marks Saturday and Sunday."),
                        new EncodingOption(
                                "zone", Kind.TEXT, "UTC", List.of(), "Whose clock is read, such as Europe/Berlin."));
            case BOOLEAN -> List.of();
        };
    }

    private static EncodingOption flag(String name, boolean preset, String meaning) {
        return new EncodingOption(name, Kind.FLAG, Boolean.toString(preset), FLAGS, meaning);
    }

    /** What was typed as a request would bring it; what is no number stays text, and the check of the request says so. */
    public Object value(String typed) {
        return switch (kind) {
            case FLAG -> typed.equals("true") || typed.equals("false") ? (Object) Boolean.valueOf(typed) : typed;
            case NUMBER -> number(typed);
            case WORD, TEXT -> typed;
        };
    }

    private static Object number(String typed) {
        try {
            return Double.valueOf(typed);
        } catch (NumberFormatException noNumber) {
            return typed;
        }
    }
}
