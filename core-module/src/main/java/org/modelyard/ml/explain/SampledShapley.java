package org.modelyard.ml.explain;

import java.util.Objects;
import java.util.SplittableRandom;
import org.modelyard.ml.data.Rows;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;

/**
 * Shapley values of the inputs by sampling (Castro, Gómez and Tejada 2009; Štrumbelj and Kononenko 2014): inputs go over from a
 * background row to the explained one in a random order and, against the same row, in the reverse one, which takes variance off
 * (Mitchell, Cooper, Frank and Holmes 2022). An unknown input is as in the background row (interventional). Unbiased; the standard
 * error is that of a mean of independent pairs, so 1.96 of them to either side cover the value in about 95 % of cases from some
 * thirty pairs on. The contributions sum exactly to the answer less the base.
 */
final class SampledShapley {

    private SampledShapley() {}

    /** @param label its place; -1 for a regression */
    static Explanation explain(Scorer scorer, Table background, InputRow row, int label, int pairs, long seed) {
        int inputs = scorer.signature().inputs().size();
        SplittableRandom random = new SplittableRandom(seed);
        double[] mean = new double[inputs];
        double[] squares = new double[inputs];
        double base = 0;
        InputRow start = InputRow.empty(inputs);
        for (int pair = 0; pair < pairs; pair++) {
            FeatureEncoder.fill(start, background, random.nextInt(background.rows()));
            double from = ask(scorer, start, label);
            int[] order = Rows.shuffled(inputs, random);
            double[] gains = new double[inputs];
            goOver(scorer, start, from, row, label, order, gains);
            for (int i = 0; i < inputs / 2; i++) {
                int other = order[i];
                order[i] = order[inputs - 1 - i];
                order[inputs - 1 - i] = other;
            }
            goOver(scorer, start, from, row, label, order, gains);
            base += from / pairs;
            for (int i = 0; i < inputs; i++) {
                // Welford's running mean and squares about it
                double off = gains[i] / 2 - mean[i];
                mean[i] += off / (pair + 1);
                squares[i] += off * (gains[i] / 2 - mean[i]);
            }
        }
        double[] errors = new double[inputs];
        double answer = base;
        for (int i = 0; i < inputs; i++) {
            errors[i] = Math.sqrt(squares[i] / (pairs - 1.0) / pairs);
            answer += mean[i];
        }
        return new Explanation(
                Explanation.Method.SAMPLED_SHAPLEY,
                label < 0 ? Explanation.Scale.VALUE : Explanation.Scale.PROBABILITY,
                label < 0 ? null : scorer.signature().labels().get(label),
                base,
                answer,
                Explainer.list(scorer.signature(), row, mean, errors));
    }

    private static void goOver(
            Scorer scorer, InputRow start, double from, InputRow row, int label, int[] order, double[] gains) {
        InputRow mixed = new InputRow(start.numbers().clone(), start.texts().clone());
        double before = from;
        for (int input : order) {
            boolean same = Double.compare(mixed.numbers()[input], row.numbers()[input]) == 0
                    && Objects.equals(mixed.texts()[input], row.texts()[input]);
            if (!same) {
                mixed.numbers()[input] = row.numbers()[input];
                mixed.texts()[input] = row.texts()[input];
                double after = ask(scorer, mixed, label);
                gains[input] += after - before;
                before = after;
            }
        }
    }

    private static double ask(Scorer scorer, InputRow row, int label) {
        Scores scores = scorer.score(row);
        return scores instanceof Scores.Labelled labelled
                ? labelled.probabilities()[label]
                : ((Scores.Valued) scores).value();
    }
}
