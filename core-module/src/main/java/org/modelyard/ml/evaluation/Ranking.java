package org.modelyard.ml.evaluation;

import java.util.Arrays;
import java.util.Comparator;

/** How well a list is ordered, for recommendations and search. */
public final class Ranking {

    private Ranking() {}

    /**
     * Normalised discounted cumulative gain (Järvelin and Kekäläinen 2002) of one list, 0-1: the gain is the relevance
     * itself, discounted by log2(rank + 1). Items of equal score share their ranks' mean discount (McSherry and Najork
     * 2008). NaN when nothing in the list is relevant.
     *
     * @param relevance not negative, one an item
     * @param scores without NaN, higher is ranked first
     * @param k ranks that count; the list's length for all
     */
    public static double ndcg(double[] relevance, double[] scores, int k) {
        if (relevance.length != scores.length || k < 1) {
            throw new IllegalArgumentException(
                    scores.length + " scores for " + relevance.length + " items, of which " + k + " count");
        }
        for (int i = 0; i < scores.length; i++) {
            if (!(relevance[i] >= 0) || Double.isNaN(scores[i])) {
                throw new IllegalArgumentException("relevance " + relevance[i] + " with score " + scores[i]);
            }
        }
        double ideal = gain(relevance, relevance, k);
        return ideal == 0 ? Double.NaN : gain(relevance, scores, k) / ideal;
    }

    private static double gain(double[] relevance, double[] scores, int k) {
        Integer[] order = new Integer[scores.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble((Integer i) -> -scores[i]));
        double gain = 0;
        for (int from = 0; from < order.length && from < k; ) {
            int to = from;
            double relevant = 0;
            double discount = 0;
            while (to < order.length && scores[order[to]] == scores[order[from]]) {
                relevant += relevance[order[to]];
                discount += to < k ? Math.log(2) / Math.log(to + 2.0) : 0;
                to++;
            }
            gain += relevant * discount / (to - from);
            from = to;
        }
        return gain;
    }
}
