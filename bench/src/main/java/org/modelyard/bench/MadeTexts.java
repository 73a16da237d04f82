package org.modelyard.bench;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;

/** Seeded texts of words that are as frequent as Zipf's law says; the label is what hidden weights of the words say together. */
final class MadeTexts {

    static final int WORDS = 30_000;
    static final int LABELS = 20;
    private static final int SHORTEST = 8;
    private static final int LONGEST = 16;

    private final double[] cumulative = new double[WORDS];
    private final float[][] hidden = new float[WORDS][LABELS];
    private final SplittableRandom random;

    MadeTexts(long seed) {
        random = new SplittableRandom(seed);
        double sum = 0;
        for (int word = 0; word < WORDS; word++) {
            sum += 1.0 / (word + 1);
            cumulative[word] = sum;
            for (int label = 0; label < LABELS; label++) {
                hidden[word][label] = (float) random.nextGaussian();
            }
        }
    }

    /** The next so many texts. */
    Table next(int rows) {
        String[] texts = new String[rows];
        int[] codes = new int[rows];
        for (int row = 0; row < rows; row++) {
            int length = random.nextInt(SHORTEST, LONGEST + 1);
            double[] sums = new double[LABELS];
            StringBuilder text = new StringBuilder(length * 7);
            for (int i = 0; i < length; i++) {
                int word = draw();
                text.append(i == 0 ? "" : " ").append(spelling(word));
                for (int label = 0; label < LABELS; label++) {
                    sums[label] += hidden[word][label];
                }
            }
            texts[row] = text.toString();
            for (int label = 1; label < LABELS; label++) {
                codes[row] = sums[label] > sums[codes[row]] ? label : codes[row];
            }
        }
        String[] labels = new String[LABELS];
        Arrays.setAll(labels, label -> String.valueOf((char) ('a' + label)));
        return new Table(
                new Schema(Task.CLASSIFICATION, "label", List.of(new FeatureSpec("text", FeatureType.TEXT))),
                List.of(new Column.Texts(texts)),
                new Column.Categories(codes, labels));
    }

    private int draw() {
        int at = Arrays.binarySearch(cumulative, random.nextDouble() * cumulative[WORDS - 1]);
        return Math.min(WORDS - 1, at < 0 ? -at - 1 : at);
    }

    /** Consonant and vowel in turn, at least four letters. */
    private static String spelling(int word) {
        StringBuilder letters = new StringBuilder();
        for (int rest = word + 100; rest > 0; rest /= 100) {
            letters.append("bdfghklmnprstvwxyzcj".charAt(rest % 100 / 5)).append("aeiou".charAt(rest % 5));
        }
        return letters.toString();
    }
}
