package org.modelyard.ml.evaluation;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.pulse.Pulse;
import org.modelyard.stats.Interval;
import org.modelyard.stats.Proportions;

/** Metrics of the order that the probabilities put rows or labels in. */
final class RankingMetrics {

    private static final String ONE_LABEL = "All rows have the same label.";

    private RankingMetrics() {}

    /** Of two labels with DeLong's interval; else one label against the rest, macro over the labels that occur. */
    static Metric area(Answers answers) {
        if (!answers.binary()) {
            return macro(answers, label -> areaOf(answers, label).value());
        }
        AreaUnderCurve area = areaOf(answers, 1);
        return Metric.orElse(area.value(), answers.rows(), reason(answers))
                .with(area.interval(Answers.CONFIDENCE), "DeLong");
    }

    static Metric gini(Answers answers) {
        AreaUnderCurve area = areaOf(answers, 1);
        Interval interval = area.interval(Answers.CONFIDENCE);
        return Metric.orElse(2 * area.value() - 1, answers.rows(), reason(answers))
                .with(
                        interval == null
                                ? null
                                : new Interval(2 * interval.low() - 1, 2 * interval.high() - 1, Answers.CONFIDENCE),
                        "DeLong");
    }

    /** Hand and Till's M (2001): each pair of labels that occur, both ways, all pairs counting the same. */
    static Metric areaOneVsOne(Answers answers) {
        if (answers.labels() > Evaluation.MOST_CONFUSION_LABELS) {
            return Metric.undefined(
                    answers.rows(),
                    "There are too many pairs of labels above " + Evaluation.MOST_CONFUSION_LABELS + ".");
        }
        int[][] rowsOf = rowsByLabel(answers);
        double sum = 0;
        long pairs = 0;
        for (int label = 0; label < rowsOf.length; label++) {
            double[] high = sorted(answers, rowsOf[label], label);
            for (int other = 0; other < rowsOf.length; other++) {
                Pulse.beat();
                if (other != label && high.length > 0 && rowsOf[other].length > 0) {
                    sum += AreaUnderCurve.ofSorted(high, sorted(answers, rowsOf[other], label))
                            .value();
                    pairs++;
                }
            }
        }
        return Metric.orElse(pairs == 0 ? Double.NaN : sum / pairs, answers.rows(), reason(answers));
    }

    /** Average precision of the positive label of two; else one against the rest, macro over the labels that occur. */
    static Metric averagePrecision(Answers answers) {
        if (!answers.binary()) {
            return macro(answers, label -> answers.cuts(label).averagePrecision());
        }
        CutPoints cuts = answers.cuts(1);
        double value = cuts.averagePrecision();
        String reason = answers.rows() == 0
                ? Answers.NO_ROWS
                : "No row has the label '" + answers.scores().labels().get(1) + "'.";
        return Metric.orElse(value, answers.rows(), reason)
                .with(logit(value, cuts.positives()), "logit (Boyd, Eng and Page)");
    }

    static Metric kolmogorovSmirnov(Answers answers) {
        return Metric.orElse(answers.cuts(1).kolmogorovSmirnov(), answers.rows(), reason(answers));
    }

    /** Rows whose label is among the k of highest probability; of equal ones the first counts as higher. */
    static Metric topAccuracy(Answers answers, int k) {
        long hits = topHits(answers.scores(), k);
        return answers.rows() == 0
                ? Metric.undefined(0, Answers.NO_ROWS)
                : Metric.of(
                        (double) hits / answers.rows(),
                        answers.rows(),
                        Proportions.wilson(hits, answers.rows(), Answers.CONFIDENCE),
                        "Wilson");
    }

    static long topHits(ClassificationScores scores, int k) {
        long hits = 0;
        for (int row = 0; row < scores.rows(); row++) {
            int actual = scores.actual()[row];
            double own = scores.probability(row, actual);
            int before = 0;
            for (int label = 0; label < scores.labels().size(); label++) {
                double p = scores.probability(row, label);
                before += p > own || (p == own && label < actual) ? 1 : 0;
            }
            hits += before < k ? 1 : 0;
        }
        return hits;
    }

    private static AreaUnderCurve areaOf(Answers answers, int label) {
        return AreaUnderCurve.of(answers.isLabel(label), answers.probabilities(label));
    }

    private static Metric macro(Answers answers, IntToDoubleFunction ofLabel) {
        double value = IntStream.range(0, answers.labels())
                .filter(label -> answers.classes().get(label).support() > 0)
                .peek(label -> Pulse.beat())
                .mapToDouble(ofLabel)
                .filter(one -> !Double.isNaN(one))
                .average()
                .orElse(Double.NaN);
        return Metric.orElse(value, answers.rows(), reason(answers));
    }

    private static String reason(Answers answers) {
        return answers.rows() == 0 ? Answers.NO_ROWS : ONE_LABEL;
    }

    private static int[][] rowsByLabel(Answers answers) {
        int[] actual = answers.scores().actual();
        int[][] rows = new int[answers.labels()][];
        int[] next = new int[rows.length];
        for (int label = 0; label < rows.length; label++) {
            rows[label] = new int[Math.toIntExact(answers.classes().get(label).support())];
        }
        for (int row = 0; row < actual.length; row++) {
            rows[actual[row]][next[actual[row]]++] = row;
        }
        return rows;
    }

    private static double[] sorted(Answers answers, int[] rows, int label) {
        double[] values = new double[rows.length];
        Arrays.setAll(values, i -> answers.scores().probability(rows[i], label));
        Arrays.sort(values);
        return values;
    }

    /** Null at 0 and 1, where it would claim certainty. */
    private static @Nullable Interval logit(double value, long positives) {
        if (!(value > 0 && value < 1)) {
            return null;
        }
        double centre = Math.log(value / (1 - value));
        double half = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - Answers.CONFIDENCE) / 2)
                / Math.sqrt(positives * value * (1 - value));
        return new Interval(1 / (1 + Math.exp(half - centre)), 1 / (1 + Math.exp(-half - centre)), Answers.CONFIDENCE);
    }
}
