package org.modelyard.ml.evaluation;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A classifier's answers with what several metrics share, each computed when first asked for. Of one thread. */
final class Answers {

    static final double CONFIDENCE = 0.95;
    static final String NO_ROWS = "There is no row to evaluate.";

    private final ClassificationScores scores;
    private @Nullable ConfusionMatrix confusion;
    private @Nullable List<ClassMetrics> classes;
    private @Nullable CalibrationBins bins;
    private @Nullable List<CalibrationBins> binsByLabel;
    private final @Nullable CutPoints[] cuts;

    Answers(ClassificationScores scores) {
        this.scores = scores;
        this.cuts = new CutPoints[scores.labels().size()];
    }

    ClassificationScores scores() {
        return scores;
    }

    int rows() {
        return scores.rows();
    }

    int labels() {
        return scores.labels().size();
    }

    boolean binary() {
        return labels() == 2;
    }

    ConfusionMatrix confusion() {
        if (confusion == null) {
            confusion = ConfusionMatrix.of(scores.labels(), scores.actual(), scores.predicted());
        }
        return confusion;
    }

    List<ClassMetrics> classes() {
        if (classes == null) {
            classes =
                    IntStream.range(0, labels()).mapToObj(confusion()::metrics).toList();
        }
        return classes;
    }

    /** Of the positive label of two, else of the answer being right. */
    CalibrationBins bins() {
        if (bins == null) {
            bins = CalibrationBins.of(scores);
        }
        return bins;
    }

    /** Each label against the rest; of two labels only the positive one. */
    List<CalibrationBins> binsByLabel() {
        if (binsByLabel == null) {
            binsByLabel = IntStream.range(binary() ? 1 : 0, labels())
                    .mapToObj(label -> CalibrationBins.of(scores, label))
                    .toList();
        }
        return binsByLabel;
    }

    CutPoints cuts(int label) {
        CutPoints known = cuts[label];
        if (known == null) {
            known = CutPoints.of(isLabel(label), probabilities(label));
            cuts[label] = known;
        }
        return known;
    }

    boolean[] isLabel(int label) {
        boolean[] positive = new boolean[rows()];
        for (int row = 0; row < positive.length; row++) {
            positive[row] = scores.actual()[row] == label;
        }
        return positive;
    }

    double[] probabilities(int label) {
        double[] values = new double[rows()];
        for (int row = 0; row < values.length; row++) {
            values[row] = scores.probability(row, label);
        }
        return values;
    }
}
