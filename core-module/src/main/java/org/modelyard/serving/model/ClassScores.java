package org.modelyard.serving.model;

/**
 * Scores of some or all classes.
 *
 * @param labels index of each class in the model's labels
 * @param scores its score, in the same order
 */
public record ClassScores(int[] labels, float[] scores) {

    /** For regressions, and for inferences without an answer. */
    public static final ClassScores NONE = new ClassScores(new int[0], new float[0]);

    public ClassScores {
        if (labels.length != scores.length) {
            throw new IllegalArgumentException(labels.length + " labels, but " + scores.length + " scores");
        }
    }

    /**
     * The highest few of all classes' scores, the highest first; equal ones in the labels' order.
     *
     * @param probabilities by index of the class
     * @param most at most so many
     */
    public static ClassScores highest(double[] probabilities, int most) {
        int size = Math.min(most, probabilities.length);
        int[] labels = new int[size];
        float[] scores = new float[size];
        int kept = 0;
        for (int label = 0; label < probabilities.length; label++) {
            float score = (float) probabilities[label];
            if (kept == size && score <= scores[size - 1]) {
                continue;
            }
            int at = kept < size ? kept++ : size - 1;
            for (; at > 0 && scores[at - 1] < score; at--) {
                scores[at] = scores[at - 1];
                labels[at] = labels[at - 1];
            }
            scores[at] = score;
            labels[at] = label;
        }
        return new ClassScores(labels, scores);
    }

    public int size() {
        return labels.length;
    }
}
