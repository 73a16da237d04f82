package org.modelyard.ml.tree;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Random parts of rows and columns. */
public final class RowSample {

    private RowSample() {}

    /** A share of the rows, rounded, at least one, in their order (selection sampling: Knuth, algorithm S). */
    public static int[] share(int[] rows, double share, RandomGenerator random) {
        int wanted = (int) Math.max(1, Math.round(rows.length * share));
        if (wanted >= rows.length) {
            return rows.clone();
        }
        int[] chosen = new int[wanted];
        int count = 0;
        for (int i = 0; count < wanted; i++) {
            if (random.nextInt(rows.length - i) < wanted - count) {
                chosen[count++] = rows[i];
            }
        }
        return chosen;
    }

    /** A share of those that are allowed. */
    public static boolean[] share(boolean[] allowed, double share, RandomGenerator random) {
        int[] places = new int[allowed.length];
        int count = 0;
        for (int i = 0; i < allowed.length; i++) {
            if (allowed[i]) {
                places[count++] = i;
            }
        }
        boolean[] chosen = new boolean[allowed.length];
        if (count > 0) {
            for (int place : share(Arrays.copyOf(places, count), share, random)) {
                chosen[place] = true;
            }
        }
        return chosen;
    }

    /** As many rows as there are, drawn with replacement; @return how often each was drawn */
    public static int[] bootstrap(int rows, RandomGenerator random) {
        int[] drawn = new int[rows];
        for (int i = 0; i < rows; i++) {
            drawn[random.nextInt(rows)]++;
        }
        return drawn;
    }
}
