package org.modelyard.ml.evaluation.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * chrF of a corpus (Popović 2015): F-beta of character n-grams. White space does not count; precision and recall are of the
 * whole corpus for each order, and the mean is taken over the orders that both sides have.
 */
public final class Chrf {

    /** The usual longest n-gram. */
    public static final int ORDER = 6;

    /** The usual weight of recall, chrF2. */
    public static final double BETA = 2;

    private Chrf() {}

    /**
     * @param references one a text
     * @return 0-1; NaN when texts or references have no character at all
     * @throws IllegalArgumentException when there are not as many references as texts
     */
    public static double of(List<String> texts, List<String> references, int order, double beta) {
        if (texts.size() != references.size() || order < 1 || !(beta > 0)) {
            throw new IllegalArgumentException(references.size() + " references for " + texts.size() + " texts, order "
                    + order + ", beta " + beta);
        }
        Sums sums = new Sums(order);
        for (int i = 0; i < texts.size(); i++) {
            sums.add(texts.get(i), references.get(i));
        }
        return sums.score(beta);
    }

    /** What a corpus comes to, text by text: none of them is kept. */
    static final class Sums {

        private final long[] hits;
        private final long[] ofTexts;
        private final long[] ofReferences;

        Sums(int order) {
            hits = new long[order];
            ofTexts = new long[order];
            ofReferences = new long[order];
        }

        void add(String generated, String wanted) {
            for (int n = 1; n <= hits.length; n++) {
                Map<String, Integer> text = counts(generated, n);
                Map<String, Integer> reference = counts(wanted, n);
                ofTexts[n - 1] += sum(text);
                ofReferences[n - 1] += sum(reference);
                for (Map.Entry<String, Integer> one : text.entrySet()) {
                    hits[n - 1] += Math.min(one.getValue(), reference.getOrDefault(one.getKey(), 0));
                }
            }
        }

        double score(double beta) {
            double precision = 0;
            double recall = 0;
            int orders = 0;
            for (int n = 0; n < hits.length; n++) {
                if (ofTexts[n] > 0 && ofReferences[n] > 0) {
                    precision += (double) hits[n] / ofTexts[n];
                    recall += (double) hits[n] / ofReferences[n];
                    orders++;
                }
            }
            if (orders == 0) {
                return Double.NaN;
            }
            double square = beta * beta;
            double scale = square * precision + recall;
            return scale == 0 ? 0 : (1 + square) * precision * recall / scale / orders;
        }
    }

    private static Map<String, Integer> counts(String text, int n) {
        int[] points = text.codePoints().filter(c -> !Character.isWhitespace(c)).toArray();
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i + n <= points.length; i++) {
            counts.merge(new String(points, i, n), 1, Integer::sum);
        }
        return counts;
    }

    private static long sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToLong(Integer::longValue).sum();
    }
}
