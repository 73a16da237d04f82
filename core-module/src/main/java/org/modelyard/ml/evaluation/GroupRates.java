package org.modelyard.ml.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * What a classifier does to one group; every metric says from how many rows.
 *
 * @param group value of the sensitive feature
 * @param enough whether the group has the minimum number of rows; without, it is listed and takes part in nothing
 * @param baseRate share of the rows that are positive
 * @param selectionRate share of the rows that are called positive
 * @param truePositiveRate of the positive rows the share that are called so
 * @param falsePositiveRate of the negative rows the share that are called positive
 * @param calibrationGap mean probability less share of positive rows: above 0 the group is overrated; null where no
 *     probabilities are known
 * @param ece calibration error within the group, in ten bins; null where no probabilities are known
 */
public record GroupRates(
        String group,
        boolean enough,
        ConfusionMatrix confusion,
        Metric baseRate,
        Metric selectionRate,
        Metric truePositiveRate,
        Metric falsePositiveRate,
        Metric accuracy,
        @Nullable Metric calibrationGap,
        @Nullable Metric ece) {

    public long rows() {
        return confusion.rows();
    }
}
