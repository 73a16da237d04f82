package org.modelyard.ml.feature;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How one feature is encoded, where that is not left to the {@link EncodingSpec}. Made by {@link EncodingChoices#parse}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ColumnChoice.OfText.class, name = "TEXT"),
    @JsonSubTypes.Type(value = ColumnChoice.OfNumber.class, name = "NUMERIC"),
    @JsonSubTypes.Type(value = ColumnChoice.OfCategory.class, name = "CATEGORICAL"),
    @JsonSubTypes.Type(value = ColumnChoice.OfTime.class, name = "TIMESTAMP")
})
public sealed interface ColumnChoice {

    /** Every option that is settled, as a request's {@code features.encode} takes it; one that is left to the trainer is missing. */
    Map<String, Object> options();

    private static void put(Map<String, Object> options, String name, @Nullable Integer value) {
        if (value != null) {
            options.put(name, value);
        }
    }

    /** What a term in a text counts. */
    enum Weighting {
        /** (1 + ln tf) · idf, words and runs of characters each scaled to the same length. */
        TFIDF,
        /** How often it occurs, not scaled. */
        COUNTS,
        /** 1 where it occurs, not scaled. */
        BINARY
    }

    /**
     * A TEXT feature.
     *
     * @param hashBits terms are not looked up but hashed into 2^hashBits buckets, words and runs of characters each; null: a vocabulary
     * @param lowerCase whether CARD and card are one term
     * @param surface whether characters, words, emoji, links and the like are counted as well, see {@link Surface}
     */
    record OfText(Weighting weighting, @Nullable Integer hashBits, boolean lowerCase, boolean surface)
            implements ColumnChoice {
        static final OfText DEFAULT = new OfText(Weighting.TFIDF, null, true, false);

        @Override
        public Map<String, Object> options() {
            Map<String, Object> options = new TreeMap<>();
            options.put("weighting", weighting.name());
            put(options, "hashBits", hashBits);
            options.put("lowerCase", lowerCase);
            options.put("surface", surface);
            return options;
        }
    }

    /**
     * A NUMERIC feature.
     *
     * @param log whether sign(x) · ln(1 + |x|) stands for x
     * @param standardise whether the mean is taken off and the deviation divided out; bins do not depend on it
     * @param bins at most so many, 0 for none; null: as the {@link EncodingSpec} says
     */
    record OfNumber(boolean log, boolean standardise, @Nullable Integer bins) implements ColumnChoice {
        static final OfNumber DEFAULT = new OfNumber(false, true, null);

        @Override
        public Map<String, Object> options() {
            Map<String, Object> options = new TreeMap<>();
            options.put("log1p", log);
            options.put("standardise", standardise);
            put(options, "bins", bins);
            return options;
        }
    }

    /**
     * A CATEGORICAL feature.
     *
     * @param hashBits values are hashed into 2^hashBits buckets; null: one-hot, with a bucket of the rare
     */
    record OfCategory(@Nullable Integer hashBits) implements ColumnChoice {
        static final OfCategory DEFAULT = new OfCategory(null);

        @Override
        public Map<String, Object> options() {
            Map<String, Object> options = new TreeMap<>();
            put(options, "hashBits", hashBits);
            return options;
        }
    }

    /**
     * A TIMESTAMP feature.
     *
     * @param oneHot whether hour, weekday and month stand one-hot beside their points on circles
     * @param weekend whether Saturday and Sunday are marked
     * @param holidays days that are marked, {@code yyyy-MM-dd}; may be empty
     * @param zone whose clock is read, e.g. {@code Europe/Berlin}
     * @param seasonless whether the month is left out: of a few years, let alone of one, trees take the level of a time for that of a
     *     season, and expect it back a year later
     */
    record OfTime(boolean oneHot, boolean weekend, List<String> holidays, String zone, boolean seasonless)
            implements ColumnChoice {
        static final OfTime DEFAULT = new OfTime(false, false, List.of(), "UTC", false);

        public OfTime {
            holidays = List.copyOf(holidays);
        }

        @Override
        public Map<String, Object> options() {
            Map<String, Object> options = new TreeMap<>();
            options.put("oneHot", oneHot);
            options.put("weekend", weekend);
            options.put("holidays", holidays);
            options.put("zone", zone);
            options.put("season", !seasonless);
            return options;
        }
    }
}
