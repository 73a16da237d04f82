package org.modelyard.ml.evaluation;

import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.modelyard.stats.Interval;
import org.modelyard.stats.MeanIntervals;

/** How far stated probabilities can be trusted. */
final class ProbabilityMetrics {

    private static final String STUDENT = "Student's t";
    /** A probability of 0 counts as this much: one wrong certainty would else make the loss infinite. */
    private static final double LEAST = Math.ulp(1.0);

    private ProbabilityMetrics() {}

    /** Mean of -ln p(actual label), in nats. */
    static Metric logLoss(Answers answers) {
        ClassificationScores scores = answers.scores();
        double[] losses = new double[scores.rows()];
        for (int row = 0; row < losses.length; row++) {
            double p = scores.probability(row, scores.actual()[row]);
            losses[row] = -Math.log(Math.min(1 - LEAST, Math.max(LEAST, p)));
        }
        return mean(losses);
    }

    /** Mean squared error of p(positive) for two labels, else of all labels summed: 0-1 and 0-2. */
    static Metric brier(Answers answers) {
        return mean(squares(answers));
    }

    /** 1 - brier / brier of always stating the shares of these rows; negative when worse than that. */
    static Metric brierSkill(Answers answers) {
        String reason = answers.rows() == 0 ? Answers.NO_ROWS : "All rows have the same label.";
        double uncertainty = sum(answers, CalibrationBins::uncertainty);
        double[] squares = squares(answers);
        double skill = uncertainty > 0 ? 1 - mean(squares).value() / uncertainty : Double.NaN;
        Interval ratio = MeanIntervals.ratio(squares, distances(answers), Answers.CONFIDENCE);
        return Metric.orElse(skill, answers.rows(), reason)
                .with(
                        ratio == null ? null : new Interval(1 - ratio.high(), 1 - ratio.low(), Answers.CONFIDENCE),
                        "delta method");
    }

    /** A part of Murphy's decomposition in ten bins, summed over the labels where there are more than two. */
    static Metric decomposed(Answers answers, ToDoubleFunction<CalibrationBins> part) {
        return Metric.orElse(sum(answers, part), answers.rows(), Answers.NO_ROWS);
    }

    /** What the bins hide: brier less reliability less uncertainty plus resolution (Stephenson et al. 2008). */
    static Metric withinBins(Answers answers) {
        double rest = brier(answers).value()
                - sum(answers, CalibrationBins::reliability)
                - sum(answers, CalibrationBins::uncertainty)
                + sum(answers, CalibrationBins::resolution);
        return Metric.orElse(rest, answers.rows(), Answers.NO_ROWS);
    }

    static Metric expectedCalibrationError(Answers answers) {
        return Metric.orElse(answers.bins().expectedError(), answers.rows(), Answers.NO_ROWS);
    }

    static Metric maximumCalibrationError(Answers answers) {
        return Metric.orElse(answers.bins().maximumError(), answers.rows(), Answers.NO_ROWS);
    }

    private static double sum(Answers answers, ToDoubleFunction<CalibrationBins> part) {
        return answers.binsByLabel().stream().mapToDouble(part).sum();
    }

    private static double[] squares(Answers answers) {
        ClassificationScores scores = answers.scores();
        double[] squares = new double[scores.rows()];
        for (int row = 0; row < squares.length; row++) {
            for (int label = answers.binary() ? 1 : 0; label < answers.labels(); label++) {
                double error = scores.probability(row, label) - (scores.actual()[row] == label ? 1 : 0);
                squares[row] += error * error;
            }
        }
        return squares;
    }

    /** For each row the squared distance of its label from the shares of all rows: their mean is the uncertainty. */
    private static double[] distances(Answers answers) {
        double[] shares = answers.classes().stream()
                .mapToDouble(one -> (double) one.support() / answers.rows())
                .toArray();
        double[] ofLabel = new double[shares.length];
        for (int actual = 0; actual < shares.length; actual++) {
            for (int label = answers.binary() ? 1 : 0; label < shares.length; label++) {
                double error = shares[label] - (actual == label ? 1 : 0);
                ofLabel[actual] += error * error;
            }
        }
        double[] distances = new double[answers.rows()];
        java.util.Arrays.setAll(distances, row -> ofLabel[answers.scores().actual()[row]]);
        return distances;
    }

    private static Metric mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return Metric.orElse(sum / values.length, values.length, Answers.NO_ROWS)
                .with(atLeastZero(MeanIntervals.student(values, Answers.CONFIDENCE)), STUDENT);
    }

    static @Nullable Interval atLeastZero(@Nullable Interval interval) {
        return interval == null
                ? null
                : new Interval(Math.max(0, interval.low()), Math.max(0, interval.high()), interval.confidence());
    }
}
