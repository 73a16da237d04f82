package org.modelyard.ml.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.modelyard.ml.data.Rows;
import org.modelyard.stats.Ranks;

/** Ways to split rows for cross-validation. The same seed gives the same folds. */
public final class Folds {

    private Folds() {}

    /** Any rows in any fold; sizes differ by at most one. */
    public static List<Fold> shuffled(int rows, int k, long seed) {
        return stratified(new int[rows], k, seed);
    }

    /**
     * Each stratum is spread evenly: its count, and the size of the folds, differ by at most one between folds. A stratum
     * of fewer rows than folds is missing from the test rows of some, one of a single row from the training rows of one.
     *
     * @param strata one a row, such as the label; not negative
     * @throws IllegalArgumentException when there are fewer rows than folds, or fewer than two folds
     */
    public static List<Fold> stratified(int[] strata, int k, long seed) {
        enough(strata.length, "rows", k);
        int[] shuffled = Rows.shuffled(strata.length, new SplittableRandom(seed));
        int[][] ofStratum = collect(strata, shuffled);
        int[] foldOf = new int[strata.length];
        int next = 0;
        for (int[] rows : ofStratum) {
            for (int row : rows) {
                foldOf[row] = next;
                next = (next + 1) % k;
            }
        }
        return folds(foldOf, k);
    }

    /**
     * All rows of a group are in the same fold. The largest groups go first, each to the fold that has the fewest rows.
     *
     * @param groups one a row, such as the customer; not negative
     * @throws IllegalArgumentException when there are fewer groups than folds, or fewer than two folds
     */
    public static List<Fold> grouped(int[] groups, int k, long seed) {
        int[] shuffled = Rows.shuffled(groups.length, new SplittableRandom(seed));
        int[] place = place(shuffled);
        int[][] ofGroup = collect(groups, shuffled);
        List<int[]> largest = Arrays.stream(ofGroup)
                .filter(rows -> rows.length > 0)
                // by the first row's place among the shuffled, so that the seed decides between groups of one size
                .sorted(Comparator.comparingInt((int[] rows) -> -rows.length).thenComparingInt(rows -> place[rows[0]]))
                .toList();
        enough(largest.size(), "groups", k);
        int[] foldOf = new int[groups.length];
        int[] sizes = new int[k];
        for (int[] rows : largest) {
            int lightest = 0;
            for (int fold = 1; fold < k; fold++) {
                lightest = sizes[fold] < sizes[lightest] ? fold : lightest;
            }
            for (int row : rows) {
                foldOf[row] = lightest;
            }
            sizes[lightest] += rows.length;
        }
        return folds(foldOf, k);
    }

    /**
     * Learn from the past, be asked about what follows: the rows are cut into k + 1 runs of about the same length by time;
     * each fold tests on one and trains on all before it. Rows of the same time are never on both sides.
     *
     * @param times one a row, without NaN
     * @throws IllegalArgumentException when there are too few distinct times, or fewer than two folds
     */
    public static List<Fold> timeOrdered(double[] times, int k) {
        enough(times.length, "rows", k);
        double[] ranks = Ranks.of(times);
        Integer[] order = new Integer[times.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble((Integer row) -> ranks[row]));
        List<Integer> cuts = new ArrayList<>();
        for (int run = 1; run <= k; run++) {
            int cut = (int) ((long) run * order.length / (k + 1));
            while (cut > 0 && cut < order.length && ranks[order[cut]] == ranks[order[cut - 1]]) {
                cut++;
            }
            cuts.add(cut);
        }
        cuts.add(order.length);
        List<Fold> folds = new ArrayList<>();
        for (int fold = 0; fold < k; fold++) {
            int from = cuts.get(fold);
            int to = cuts.get(fold + 1);
            if (from == 0 || from >= to) {
                throw new IllegalArgumentException("There are too few distinct times for " + k
                        + " folds by time: take fewer folds, or times that are finer.");
            }
            folds.add(new Fold(ascending(order, 0, from), ascending(order, from, to)));
        }
        return folds;
    }

    /**
     * Strata of a number that is to be predicted: bins of about the same count.
     *
     * @param values without NaN
     */
    public static int[] strata(double[] values, int bins) {
        double[] ranks = Ranks.of(values);
        int[] strata = new int[values.length];
        Arrays.setAll(strata, row -> (int) ((ranks[row] - 0.5) * bins / values.length));
        return strata;
    }

    private static int[] ascending(Integer[] order, int from, int to) {
        return IntStream.range(from, to).map(i -> order[i]).sorted().toArray();
    }

    private static List<Fold> folds(int[] foldOf, int k) {
        List<Fold> folds = new ArrayList<>();
        for (int fold = 0; fold < k; fold++) {
            int wanted = fold;
            folds.add(new Fold(
                    IntStream.range(0, foldOf.length)
                            .filter(row -> foldOf[row] != wanted)
                            .toArray(),
                    IntStream.range(0, foldOf.length)
                            .filter(row -> foldOf[row] == wanted)
                            .toArray()));
        }
        return folds;
    }

    private static int[] place(int[] shuffled) {
        int[] place = new int[shuffled.length];
        for (int i = 0; i < shuffled.length; i++) {
            place[shuffled[i]] = i;
        }
        return place;
    }

    /** Rows by code, in the order given. */
    private static int[][] collect(int[] codes, int[] order) {
        int most = -1;
        for (int code : codes) {
            if (code < 0) {
                throw new IllegalArgumentException("a row without a group or stratum");
            }
            most = Math.max(most, code);
        }
        int[] counts = new int[most + 1];
        for (int code : codes) {
            counts[code]++;
        }
        int[][] rows = new int[most + 1][];
        Arrays.setAll(rows, code -> new int[counts[code]]);
        int[] next = new int[most + 1];
        for (int row : order) {
            rows[codes[row]][next[codes[row]]++] = row;
        }
        return rows;
    }

    private static void enough(int count, String what, int k) {
        if (k < 2 || count < k) {
            throw new IllegalArgumentException(
                    "There are " + count + " " + what + " for " + k + " folds: take 2 to " + count + " folds.");
        }
    }
}
