package org.modelyard.ml.evaluation;

import java.util.Arrays;

/**
 * Scores of positive and of negative rows apart.
 *
 * @param high of the positive rows, ascending
 * @param low of the negative rows, ascending
 */
record SortedScores(double[] high, double[] low) {

    /** Arrays of the same length; scores without NaN. Takes n log n steps. */
    static SortedScores of(boolean[] positive, double[] scores) {
        int count = 0;
        for (boolean one : positive) {
            count += one ? 1 : 0;
        }
        double[] high = new double[count];
        double[] low = new double[positive.length - count];
        int i = 0;
        int j = 0;
        for (int row = 0; row < positive.length; row++) {
            if (positive[row]) {
                high[i++] = scores[row];
            } else {
                low[j++] = scores[row];
            }
        }
        Arrays.sort(high);
        Arrays.sort(low);
        return new SortedScores(high, low);
    }
}
