package org.modelyard.ml.model;

import java.util.List;
import org.modelyard.ml.score.Scores;

/** What makes an answer of a model's sums. */
public enum Link {
    /** The one sum is the value. */
    IDENTITY,
    /** Two labels: the logistic function of the one sum is the probability of the second. */
    LOGISTIC,
    /** Three labels or more: exponentials that are scaled to sum to 1. */
    SOFTMAX,
    /** The sums are probabilities already but for rounding: with two labels the second's alone, else one a label. */
    PROBABILITIES;

    /** How many labels so many sums tell apart; 0 for a number. */
    int labels(int outputs) {
        return this == IDENTITY ? 0 : Math.max(2, outputs);
    }

    boolean accepts(int outputs) {
        return switch (this) {
            case IDENTITY, LOGISTIC -> outputs == 1;
            case SOFTMAX -> outputs > 1;
            case PROBABILITIES -> outputs == 1 || outputs > 2;
        };
    }

    /** The answer of one sum. */
    Scores answer(double sum, List<String> labels) {
        return switch (this) {
            case IDENTITY -> new Scores.Valued(sum);
            case LOGISTIC -> second(1 / (1 + Math.exp(-sum)), labels);
            case PROBABILITIES -> second(Math.max(0, Math.min(1, sum)), labels);
            case SOFTMAX -> throw new IllegalStateException("softmax of one sum");
        };
    }

    /** @param sums one a label, more than two; overwritten with the probabilities and handed on */
    Scores answer(double[] sums, List<String> labels) {
        int best = 0;
        for (int k = 1; k < sums.length; k++) {
            if (sums[k] > sums[best]) {
                best = k;
            }
        }
        double max = sums[best];
        double total = 0;
        for (int k = 0; k < sums.length; k++) {
            sums[k] = this == SOFTMAX ? Math.exp(sums[k] - max) : Math.max(0, sums[k]);
            total += sums[k];
        }
        for (int k = 0; k < sums.length; k++) {
            sums[k] = total > 0 ? sums[k] / total : 1.0 / sums.length;
        }
        return new Scores.Labelled(labels, sums, best);
    }

    private static Scores second(double probability, List<String> labels) {
        return new Scores.Labelled(labels, new double[] {1 - probability, probability}, probability > 0.5 ? 1 : 0);
    }
}
