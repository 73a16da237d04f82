package org.modelyard.ml.evaluation;

import java.util.Arrays;

/**
 * What each threshold that the scores allow would do: rows at or above it are called positive. From the highest score
 * down, each distinct score once.
 *
 * @param scores descending
 * @param hits positive rows at or above the score
 * @param falseAlarms negative rows at or above it
 * @param positives all positive rows
 * @param negatives all negative rows
 */
record CutPoints(double[] scores, long[] hits, long[] falseAlarms, long positives, long negatives) {

    /** Arrays of the same length; scores without NaN. Takes n log n steps. */
    static CutPoints of(boolean[] positive, double[] scores) {
        SortedScores sorted = SortedScores.of(positive, scores);
        return merge(sorted.high(), sorted.low());
    }

    private static CutPoints merge(double[] high, double[] low) {
        int most = high.length + low.length;
        double[] scores = new double[most];
        long[] hits = new long[most];
        long[] falseAlarms = new long[most];
        int cuts = 0;
        int i = high.length - 1;
        int j = low.length - 1;
        while (i >= 0 || j >= 0) {
            double score =
                    Math.max(i >= 0 ? high[i] : Double.NEGATIVE_INFINITY, j >= 0 ? low[j] : Double.NEGATIVE_INFINITY);
            while (i >= 0 && high[i] >= score) {
                i--;
            }
            while (j >= 0 && low[j] >= score) {
                j--;
            }
            scores[cuts] = score;
            hits[cuts] = high.length - 1L - i;
            falseAlarms[cuts] = low.length - 1L - j;
            cuts++;
        }
        return new CutPoints(
                Arrays.copyOf(scores, cuts),
                Arrays.copyOf(hits, cuts),
                Arrays.copyOf(falseAlarms, cuts),
                high.length,
                low.length);
    }

    int count() {
        return scores.length;
    }

    /** Share of the rows at or above the cut that are positive. */
    double precision(int cut) {
        return (double) hits[cut] / (hits[cut] + falseAlarms[cut]);
    }

    /** Share of the positive rows that lie at or above the cut; NaN without any. */
    double recall(int cut) {
        return (double) hits[cut] / positives;
    }

    /** Share of the negative rows that lie at or above the cut; NaN without any. */
    double falseAlarmRate(int cut) {
        return (double) falseAlarms[cut] / negatives;
    }

    /** Sum of (R(n) - R(n-1)) P(n) over the cuts, 0-1, without interpolation; NaN without a positive row. */
    double averagePrecision() {
        if (positives == 0) {
            return Double.NaN;
        }
        double sum = 0;
        long before = 0;
        for (int cut = 0; cut < count(); cut++) {
            sum += (hits[cut] - before) * precision(cut);
            before = hits[cut];
        }
        return sum / positives;
    }

    /** The largest difference of recall and false-alarm rate, 0-1; NaN without a positive or a negative row. */
    double kolmogorovSmirnov() {
        if (positives == 0 || negatives == 0) {
            return Double.NaN;
        }
        double most = 0;
        for (int cut = 0; cut < count(); cut++) {
            most = Math.max(most, Math.abs(recall(cut) - falseAlarmRate(cut)));
        }
        return most;
    }
}
