package org.modelyard.ml.train;

import java.util.SplittableRandom;
import org.modelyard.ml.data.Rows;

/**
 * Rows to learn from, and rows held back to see when to stop. The same seed gives the same parts.
 *
 * @param training positions, rising
 * @param validation the others, rising; may be empty
 */
record HeldBack(int[] training, int[] validation) {

    static HeldBack of(Targets targets, double share, long seed) {
        return targets instanceof Targets.Labels labels
                ? stratified(labels.codes(), labels.names().size(), share, seed)
                : stratified(new int[targets.rows()], 1, share, seed);
    }

    /** Holds back that share of each label's rows, rounded down, so that no label loses its last row. */
    static HeldBack stratified(int[] codes, int labels, double share, long seed) {
        int[] left = new int[labels];
        for (int code : codes) {
            left[code]++;
        }
        for (int label = 0; label < labels; label++) {
            left[label] = (int) (left[label] * share);
        }
        boolean[] held = new boolean[codes.length];
        int count = 0;
        for (int row : Rows.shuffled(codes.length, new SplittableRandom(seed))) {
            if (left[codes[row]]-- > 0) {
                held[row] = true;
                count++;
            }
        }
        int[] training = new int[codes.length - count];
        int[] validation = new int[count];
        for (int row = 0, t = 0, v = 0; row < codes.length; row++) {
            if (held[row]) {
                validation[v++] = row;
            } else {
                training[t++] = row;
            }
        }
        return new HeldBack(training, validation);
    }
}
