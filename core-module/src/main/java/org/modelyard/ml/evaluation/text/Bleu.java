package org.modelyard.ml.evaluation.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * BLEU of a corpus (Papineni, Roukos, Ward and Zhu 2002): the geometric mean of clipped n-gram precisions, less for texts
 * shorter than their references.
 *
 * @param score 0-1; NaN when no text has an n-gram of some order
 * @param precisions by order, from 1; NaN where no text has such an n-gram
 * @param brevityPenalty 0-1; 1 where the texts are no shorter than the references
 * @param length tokens of the texts
 * @param referenceLength tokens of the references closest in length, of two equally close ones the shorter
 */
public record Bleu(double score, List<Double> precisions, double brevityPenalty, long length, long referenceLength) {

    /** The usual longest n-gram. */
    public static final int ORDER = 4;

    public Bleu {
        precisions = List.copyOf(precisions);
    }

    /**
     * @param texts tokens of each text
     * @param references of each text at least one
     * @param order longest n-gram, at least 1
     * @param smoothed adds one to hits and n-grams from order 2 on (Lin and Och 2004), so that short texts are not 0 at once
     * @throws IllegalArgumentException when there are not as many lists of references as texts, or one is empty
     */
    public static Bleu of(List<List<String>> texts, List<List<List<String>>> references, int order, boolean smoothed) {
        if (texts.size() != references.size() || order < 1) {
            throw new IllegalArgumentException(
                    references.size() + " lists of references for " + texts.size() + " texts, order " + order);
        }
        Sums sums = new Sums(order, smoothed);
        for (int i = 0; i < texts.size(); i++) {
            sums.add(texts.get(i), references.get(i));
        }
        return sums.bleu();
    }

    /** What a corpus comes to, text by text: none of them is kept. */
    static final class Sums {

        private final long[] hits;
        private final long[] all;
        private final boolean smoothed;
        private long length;
        private long referenceLength;

        Sums(int order, boolean smoothed) {
            this.hits = new long[order];
            this.all = new long[order];
            this.smoothed = smoothed;
        }

        void add(List<String> text, List<List<String>> references) {
            length += text.size();
            referenceLength += closest(text.size(), references);
            for (int n = 1; n <= hits.length; n++) {
                all[n - 1] += Math.max(0, text.size() - n + 1);
                hits[n - 1] += clipped(text, references, n);
            }
        }

        Bleu bleu() {
            List<Double> precisions = new ArrayList<>();
            double logarithm = 0;
            for (int n = 0; n < hits.length; n++) {
                int more = smoothed && n > 0 ? 1 : 0;
                double precision = ((double) hits[n] + more) / (all[n] + more);
                precisions.add(precision);
                logarithm += Math.log(precision) / hits.length;
            }
            double penalty = length >= referenceLength ? 1 : Math.exp(1 - (double) referenceLength / length);
            return new Bleu(penalty * Math.exp(logarithm), precisions, penalty, length, referenceLength);
        }
    }

    private static long clipped(List<String> text, List<List<String>> references, int n) {
        Map<List<String>, Integer> most = new HashMap<>();
        for (List<String> reference : references) {
            counts(reference, n).forEach((gram, count) -> most.merge(gram, count, Math::max));
        }
        long hits = 0;
        for (Map.Entry<List<String>, Integer> one : counts(text, n).entrySet()) {
            hits += Math.min(one.getValue(), most.getOrDefault(one.getKey(), 0));
        }
        return hits;
    }

    private static Map<List<String>, Integer> counts(List<String> tokens, int n) {
        Map<List<String>, Integer> counts = new HashMap<>();
        for (int i = 0; i + n <= tokens.size(); i++) {
            counts.merge(tokens.subList(i, i + n), 1, Integer::sum);
        }
        return counts;
    }

    private static int closest(int length, List<List<String>> references) {
        if (references.isEmpty()) {
            throw new IllegalArgumentException("a text without a reference");
        }
        int closest = references.get(0).size();
        for (List<String> reference : references) {
            int distance = Math.abs(reference.size() - length) - Math.abs(closest - length);
            closest = distance < 0 || (distance == 0 && reference.size() < closest) ? reference.size() : closest;
        }
        return closest;
    }
}
