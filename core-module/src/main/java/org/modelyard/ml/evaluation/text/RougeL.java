package org.modelyard.ml.evaluation.text;

import java.util.List;

/**
 * ROUGE-L of one text (Lin 2004): the longest common subsequence of tokens, which keeps the order and allows gaps. That of a
 * corpus is the mean over its texts.
 *
 * @param precision share of the text's tokens that are in the subsequence; NaN for an empty text
 * @param recall share of the reference's tokens that are in it; NaN for an empty reference
 * @param f their weighted harmonic mean; NaN where one of them is
 */
public record RougeL(double precision, double recall, double f) {

    /**
     * @param beta above 1 weighs recall more; 1 is usual
     */
    public static RougeL of(List<String> text, List<String> reference, double beta) {
        if (!(beta > 0)) {
            throw new IllegalArgumentException("a beta of " + beta);
        }
        double common = common(text, reference);
        double precision = common / text.size();
        double recall = common / reference.size();
        double square = beta * beta;
        double f = common == 0 && !text.isEmpty() && !reference.isEmpty()
                ? 0
                : (1 + square) * precision * recall / (recall + square * precision);
        return new RougeL(precision, recall, f);
    }

    /** Length of the longest common subsequence, in as many steps as the product of both lengths. */
    private static int common(List<String> a, List<String> b) {
        int[] above = new int[b.size() + 1];
        for (String token : a) {
            int diagonal = 0;
            for (int j = 1; j <= b.size(); j++) {
                int before = above[j];
                above[j] = token.equals(b.get(j - 1)) ? diagonal + 1 : Math.max(above[j], above[j - 1]);
                diagonal = before;
            }
        }
        return above[b.size()];
    }
}
