package org.modelyard.ml.evaluation;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.stats.MeanIntervals;
import org.modelyard.stats.Proportions;

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

    /** @param rows of the group; those of all groups are given in the arrays */
    static GroupRates of(
            String group,
            List<Integer> rows,
            boolean[] actual,
            boolean[] given,
            double @Nullable [] probabilities,
            int minimumRows) {
        int n = rows.size();
        boolean[] happened = new boolean[n];
        long[][] counts = new long[2][2];
        for (int i = 0; i < n; i++) {
            int row = rows.get(i);
            happened[i] = actual[row];
            counts[actual[row] ? 1 : 0][given[row] ? 1 : 0]++;
        }
        ConfusionMatrix confusion = new ConfusionMatrix(Fairness.LABELS, counts);
        double[] stated = new double[n];
        if (probabilities != null) {
            Arrays.setAll(stated, i -> probabilities[rows.get(i)]);
        }
        return new GroupRates(
                group,
                n >= minimumRows,
                confusion,
                share(confusion.support(1), n, ""),
                share(confusion.predicted(1), n, ""),
                share(counts[1][1], confusion.support(1), "The group has no positive row."),
                share(counts[0][1], confusion.support(0), "The group has no negative row."),
                share(confusion.correct(), n, ""),
                probabilities == null ? null : gap(stated, happened),
                probabilities == null
                        ? null
                        : Metric.of(CalibrationBins.of(happened, stated).expectedError(), n));
    }

    private static Metric gap(double[] stated, boolean[] happened) {
        double[] gaps = new double[stated.length];
        Arrays.setAll(gaps, i -> stated[i] - (happened[i] ? 1 : 0));
        double mean = Arrays.stream(gaps).sum() / gaps.length;
        return Metric.of(mean, gaps.length, MeanIntervals.student(gaps, Answers.CONFIDENCE), "Student's t");
    }

    private static Metric share(long hits, long of, String reason) {
        return of == 0
                ? Metric.undefined(0, reason)
                : Metric.of((double) hits / of, of, Proportions.wilson(hits, of, Answers.CONFIDENCE), "Wilson");
    }
}
