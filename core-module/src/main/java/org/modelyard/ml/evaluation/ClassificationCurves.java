package org.modelyard.ml.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws the curves of a classification. */
final class ClassificationCurves {

    /** Above so many labels nobody compares curves, and they would fill the stored evaluation. */
    static final int MOST_LABELS = 10;

    private ClassificationCurves() {}

    static Curves of(Answers answers) {
        List<LabelCurves> labels = new ArrayList<>();
        if (answers.labels() <= MOST_LABELS) {
            for (int label = answers.binary() ? 1 : 0; label < answers.labels(); label++) {
                LabelCurves curves = of(answers.scores().labels().get(label), answers.cuts(label));
                if (curves != null) {
                    labels.add(curves);
                }
            }
        }
        return new Curves(labels, answers.bins().diagram(Answers.CONFIDENCE), null);
    }

    /** Null when all rows or none have the label: the curves have no meaning then. */
    private static @Nullable LabelCurves of(String label, CutPoints cuts) {
        if (cuts.positives() == 0 || cuts.negatives() == 0) {
            return null;
        }
        int n = cuts.count();
        double rows = (double) cuts.positives() + cuts.negatives();
        double[] falseAlarmRate = new double[n + 1];
        double[] recall = new double[n + 1];
        double[] share = new double[n + 1];
        double[] precision = new double[n];
        double[] recallAtPrecision = new double[n];
        for (int cut = 0; cut < n; cut++) {
            falseAlarmRate[cut + 1] = cuts.falseAlarmRate(cut);
            recall[cut + 1] = cuts.recall(cut);
            share[cut + 1] = (cuts.hits()[cut] + cuts.falseAlarms()[cut]) / rows;
            precision[cut] = cuts.precision(cut);
            recallAtPrecision[cut] = cuts.recall(cut);
        }
        return new LabelCurves(
                label,
                new Curve(falseAlarmRate, recall).thinned(Curve.MOST_POINTS),
                new Curve(recallAtPrecision, precision).thinned(Curve.MOST_POINTS),
                new Curve(share, recall).thinned(Curve.MOST_POINTS));
    }
}
