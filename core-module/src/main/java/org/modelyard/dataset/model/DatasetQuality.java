package org.modelyard.dataset.model;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of a dataset's examples without a look at them.
 *
 * @param missingShare of all feature values, 0 to 1; NaN when there are none
 * @param missing the share by feature, features that always have a value left out
 * @param duplicates examples whose content another one had before them
 * @param duplicateShare of all examples, 0 to 1; NaN when there are none
 * @param labels how often each label occurs; null where the task has none
 * @param labelBalance entropy of the labels over its maximum: 1 when all are equally frequent, near 0 when one rules;
 *     NaN below two labels and when there are too many to be listed
 */
public record DatasetQuality(
        double missingShare,
        Map<String, Double> missing,
        long duplicates,
        double duplicateShare,
        @Nullable Map<String, Long> labels,
        double labelBalance) {

    /**
     * @param missing missing values by feature, over all rows
     * @param rows of the chunks that were counted
     * @param examples of the dataset
     */
    public static DatasetQuality of(
            Map<String, Long> missing, long rows, long duplicates, long examples, @Nullable LabelCounts labels) {
        Map<String, Double> shares = new LinkedHashMap<>();
        long sum = 0;
        for (Map.Entry<String, Long> feature : missing.entrySet()) {
            sum += feature.getValue();
            if (feature.getValue() > 0) {
                shares.put(feature.getKey(), (double) feature.getValue() / rows);
            }
        }
        double values = (double) rows * missing.size();
        return new DatasetQuality(
                sum / values,
                shares,
                duplicates,
                (double) duplicates / examples,
                labels == null ? null : labels.counts(),
                labels == null || !labels.complete() ? Double.NaN : balance(labels));
    }

    private static double balance(LabelCounts labels) {
        int k = labels.counts().size();
        if (k < 2) {
            return Double.NaN;
        }
        double total =
                labels.counts().values().stream().mapToLong(Long::longValue).sum();
        double entropy = 0;
        for (long count : labels.counts().values()) {
            double share = count / total;
            entropy -= share * Math.log(share);
        }
        return entropy / Math.log(k);
    }
}
