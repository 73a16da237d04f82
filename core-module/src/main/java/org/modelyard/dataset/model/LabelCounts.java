package org.modelyard.dataset.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often each label occurs.
 *
 * @param counts by label, at most {@value #MAX_LABELS} of them
 * @param other examples whose label is not listed
 */
public record LabelCounts(SortedMap<String, Long> counts, long other) {

    public static final int MAX_LABELS = 1_000;

    public LabelCounts {
        TreeMap<String, Long> kept = new TreeMap<>();
        for (Map.Entry<String, Long> entry : counts.entrySet()) {
            if (kept.size() < MAX_LABELS) {
                kept.put(entry.getKey(), entry.getValue());
            } else {
                other += entry.getValue();
            }
        }
        counts = Collections.unmodifiableSortedMap(kept);
    }

    public static LabelCounts none() {
        return new LabelCounts(new TreeMap<>(), 0);
    }

    /**
     * @param codes positions in the dictionary; a negative one has no label
     */
    public static LabelCounts of(int[] codes, String[] dictionary) {
        long[] counts = new long[dictionary.length];
        for (int code : codes) {
            if (code >= 0) {
                counts[code]++;
            }
        }
        SortedMap<String, Long> byLabel = new TreeMap<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                byLabel.put(dictionary[i], counts[i]);
            }
        }
        return new LabelCounts(byLabel, 0);
    }

    public LabelCounts plus(LabelCounts more) {
        SortedMap<String, Long> sum = new TreeMap<>(counts);
        more.counts.forEach((label, count) -> sum.merge(label, count, Long::sum));
        return new LabelCounts(sum, other + more.other);
    }

    /** Whether every label is listed. */
    @JsonIgnore
    public boolean complete() {
        return other == 0;
    }
}
