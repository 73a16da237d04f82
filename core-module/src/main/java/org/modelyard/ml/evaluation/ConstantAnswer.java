package org.modelyard.ml.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;

/** What could be answered without looking at a row: a version that is no better has learnt nothing. */
public sealed interface ConstantAnswer {

    /** In a few plain words. */
    String words();

    /**
     * Of the training rows: their labels' shares, or their mean.
     *
     * @throws IllegalArgumentException when there is no row, or the target is neither label nor number
     */
    static ConstantAnswer of(Table training) {
        if (training.rows() == 0) {
            throw new IllegalArgumentException("no row to learn even a constant from");
        }
        if (training.target() instanceof Column.Numbers numbers) {
            return new Mean(Arrays.stream(numbers.values()).average().orElseThrow());
        }
        if (training.target() instanceof Column.Categories categories) {
            double[] shares = new double[categories.dictionary().length];
            for (int code : categories.codes()) {
                shares[code] += 1.0 / categories.rows();
            }
            return new Shares(List.of(categories.dictionary()), shares);
        }
        throw new IllegalArgumentException("the target is neither label nor number");
    }

    /**
     * Always the label that is most frequent in training, and every label's share as its probability.
     *
     * @param shares one a label, summing to 1
     */
    record Shares(List<String> labels, double[] shares) implements ConstantAnswer {
        public Shares {
            labels = List.copyOf(labels);
            if (labels.isEmpty() || labels.size() != shares.length) {
                throw new IllegalArgumentException(shares.length + " shares for " + labels.size() + " labels");
            }
        }

        private int majority() {
            int best = 0;
            for (int label = 1; label < shares.length; label++) {
                best = shares[label] > shares[best] ? label : best;
            }
            return best;
        }

        @Override
        public String words() {
            return "always '" + labels.get(majority()) + "', the most frequent label of training";
        }

        /** The same rows with this answer; a label that training did not have gets probability 0. */
        ClassificationScores over(ClassificationScores asked) {
            int k = asked.labels().size();
            double[] probabilities = new double[asked.rows() * k];
            int[] given = new int[asked.rows()];
            int majority = asked.labels().indexOf(labels.get(majority()));
            if (majority < 0) {
                throw new IllegalArgumentException(
                        "The versions do not know '" + labels.get(majority()) + "', the most frequent label.");
            }
            for (int label = 0; label < k; label++) {
                int own = labels.indexOf(asked.labels().get(label));
                for (int row = 0; own >= 0 && row < given.length; row++) {
                    probabilities[row * k + label] = Math.min(1, shares[own]);
                }
            }
            Arrays.fill(given, majority);
            return new ClassificationScores(asked.labels(), asked.actual(), probabilities, given);
        }
    }

    /**
     * Always the mean of training.
     *
     * @param value in the target's unit
     */
    record Mean(double value) implements ConstantAnswer {
        @Override
        public String words() {
            return String.format(Locale.ROOT, "always %.6g, the mean of training", value);
        }

        RegressionScores over(RegressionScores asked) {
            double[] predicted = new double[asked.rows()];
            Arrays.fill(predicted, value);
            return new RegressionScores(asked.actual(), predicted);
        }
    }
}
