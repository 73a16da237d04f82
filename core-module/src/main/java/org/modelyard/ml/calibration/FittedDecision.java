package org.modelyard.ml.calibration;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.Asked;
import org.modelyard.ml.evaluation.ClassificationScores;
import org.modelyard.ml.evaluation.DecisionThreshold;
import org.modelyard.ml.evaluation.Fold;
import org.modelyard.ml.evaluation.Folds;
import org.modelyard.ml.evaluation.ThresholdObjective;
import org.modelyard.ml.pulse.Pulse;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.tree.Workers;
import org.modelyard.platform.model.Refusal;

/**
 * A decision and what it was found from.
 *
 * @param report null without a calibration
 */
public record FittedDecision(Decision decision, @Nullable CalibrationReport report) {

    /** Fewer rows make no calibration. */
    public static final int LEAST_ROWS = 100;
    /** Fewer rows of a label make no map of it, and no threshold. */
    public static final int LEAST_OF_LABEL = 10;

    private static final int FOLDS = 5;

    /**
     * The threshold is chosen on the calibrated probabilities of the same rows: where the calibration keeps their order, as
     * Platt's and a temperature do, that is the same choice as on the stated ones.
     *
     * @param plain the classifier without a decision
     * @param unseen rows that it did not learn from, and that will not evaluate it
     * @throws Refusal.Invalid when the plan does not fit the classifier, or there are too few rows
     */
    public static FittedDecision of(Scorer plain, Table unseen, DecisionPlan plan, long seed) {
        int labels = plain.signature().labels().size();
        if (labels < 2) {
            throw new Refusal.Invalid(
                    "decision", "A regression has no probabilities to calibrate or decide on; leave 'decision' out.");
        }
        if (plan.objective() != null && labels != 2) {
            throw new Refusal.Invalid(
                    "decision.threshold",
                    "A decision threshold needs two labels; this model has " + labels + ". Leave it out.");
        }
        ClassificationScores scores = known(Asked.labels(plain, unseen, Workers.ALONE), labels);
        requireRows(scores, plan);
        LabelCalibration.Method method = plan.method();
        if (method == null) {
            return new FittedDecision(new Decision(null, threshold(scores, plan.objective())), null);
        }
        CalibrationReport report = report(scores, method, seed);
        LabelCalibration calibration = report.applied() ? LabelCalibration.fit(scores, method) : null;
        ClassificationScores decided = calibration == null ? scores : calibration.calibrate(scores);
        return new FittedDecision(new Decision(calibration, threshold(decided, plan.objective())), report);
    }

    /** Without the rows of labels that the model does not know: no calibration helps there. */
    private static ClassificationScores known(ClassificationScores scores, int labels) {
        int all = scores.labels().size();
        if (all == labels) {
            return scores;
        }
        int[] rows = IntStream.range(0, scores.rows())
                .filter(row -> scores.actual()[row] < labels)
                .toArray();
        double[] probabilities = new double[rows.length * labels];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(scores.probabilities(), rows[i] * all, probabilities, i * labels, labels);
        }
        return new ClassificationScores(
                scores.labels().subList(0, labels),
                Arrays.stream(rows).map(row -> scores.actual()[row]).toArray(),
                probabilities);
    }

    private static void requireRows(ClassificationScores scores, DecisionPlan plan) {
        if (plan.method() != null && scores.rows() < LEAST_ROWS) {
            throw new Refusal.Invalid(
                    "decision.share",
                    "A calibration needs " + LEAST_ROWS + " rows kept from the trainer; there are " + scores.rows()
                            + ". Take a larger share, or leave the calibration out.");
        }
        boolean byLabel = plan.objective() != null
                || (plan.method() != null && plan.method() != LabelCalibration.Method.TEMPERATURE);
        int[] counts = new int[scores.labels().size()];
        for (int label : scores.actual()) {
            counts[label]++;
        }
        for (int label = 0; byLabel && label < counts.length; label++) {
            if (counts[label] < LEAST_OF_LABEL) {
                throw new Refusal.Invalid(
                        "decision.share",
                        "Of the rows kept from the trainer " + counts[label] + " have the label '"
                                + scores.labels().get(label) + "'; " + LEAST_OF_LABEL
                                + " are needed. Take a larger share, or the method TEMPERATURE without a threshold.");
            }
        }
    }

    private static @Nullable DecisionThreshold threshold(
            ClassificationScores scores, @Nullable ThresholdObjective objective) {
        if (objective == null) {
            return null;
        }
        boolean[] positive = new boolean[scores.rows()];
        double[] probabilities = new double[positive.length];
        for (int row = 0; row < positive.length; row++) {
            positive[row] = scores.actual()[row] == 1;
            probabilities[row] = scores.probability(row, 1);
        }
        return DecisionThreshold.choose(positive, probabilities, objective);
    }

    private static CalibrationReport report(ClassificationScores scores, LabelCalibration.Method method, long seed) {
        int k = scores.labels().size();
        double[] after = new double[scores.probabilities().length];
        List<Fold> folds = Folds.stratified(scores.actual(), FOLDS, seed);
        for (Fold fold : folds) {
            Pulse.beat();
            LabelCalibration fitted = LabelCalibration.fit(scores.select(fold.train()), method);
            double[] values = fitted.calibrate(scores.select(fold.test())).probabilities();
            for (int i = 0; i < fold.test().length; i++) {
                System.arraycopy(values, i * k, after, fold.test()[i] * k, k);
            }
        }
        ClassificationScores calibrated = new ClassificationScores(scores.labels(), scores.actual(), after);
        return new CalibrationReport(
                method,
                calibrated.metric("logLoss").value() < scores.metric("logLoss").value(),
                scores.rows(),
                scores.metric("logLoss"),
                calibrated.metric("logLoss"),
                scores.metric("ece"),
                calibrated.metric("ece"),
                scores.reliability(),
                calibrated.reliability());
    }
}
