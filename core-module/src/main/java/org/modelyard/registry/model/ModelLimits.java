package org.modelyard.registry.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.calibration.CalibrationReport;
import org.modelyard.ml.evaluation.BaselineRow;
import org.modelyard.ml.evaluation.ClassMetrics;
import org.modelyard.ml.evaluation.CrossValidation;
import org.modelyard.ml.evaluation.CrossValidations;
import org.modelyard.ml.evaluation.Evaluation;
import org.modelyard.ml.evaluation.Gates;
import org.modelyard.ml.evaluation.Metric;
import org.modelyard.ml.evaluation.Slice;
import org.modelyard.ml.evaluation.Slices;

/** What a version's own figures do not carry: each sentence follows from something measured, and none from an opinion. */
public final class ModelLimits {

    /** Fewer rows of a label say little about it. */
    private static final int FEW_OF_A_LABEL = 30;
    /** Calibration errors above this are said. */
    private static final double CALIBRATION_ERROR = 0.05;
    /** So many labels or slices are named. */
    private static final int MOST_NAMED = 10;

    private ModelLimits() {}

    /**
     * One sentence each; empty when nothing speaks against it.
     *
     * @param standing why it may not serve, a sentence each; empty when it may
     * @param verified whether its metrics were measured here
     */
    public static List<String> of(
            ModelCard.Measured measured, SignatureDocument signature, List<String> standing, boolean verified) {
        List<String> limits = new ArrayList<>(standing);
        if (!verified) {
            limits.add("Its metrics are what a run elsewhere says; they were not measured here.");
        }
        inputs(limits, signature);
        Evaluation evaluation = measured.evaluation();
        if (evaluation != null) {
            rows(limits, evaluation);
            constant(limits, evaluation);
            labels(limits, evaluation);
            probabilities(limits, evaluation, measured.calibration());
        }
        if (measured.slices() != null) {
            slices(limits, measured.slices());
        }
        if (measured.crossValidation() != null) {
            folds(limits, measured.crossValidation());
        }
        ModelCard.Shared leakage = measured.leakage();
        if (leakage != null && leakage.found().sameInputs().rows() > 0) {
            limits.add("Of the " + leakage.found().evaluationRows() + " rows of the golden set '" + leakage.golden()
                    + "' it has learnt from " + leakage.found().sameInputs().rows()
                    + " with the same inputs: figures on all of them flatter it.");
        }
        return limits;
    }

    private static void inputs(List<String> limits, SignatureDocument signature) {
        List<String> needed = signature.inputs().stream()
                .filter(SignatureDocument.Input::required)
                .map(SignatureDocument.Input::name)
                .toList();
        if (!needed.isEmpty()) {
            limits.add("It does not answer without " + named(needed) + ": in training none of them was ever missing.");
        }
    }

    private static void rows(List<String> limits, Evaluation evaluation) {
        if (evaluation.rows() < Gates.FEW_ROWS) {
            limits.add("It was evaluated on " + evaluation.rows() + " rows; fewer than " + Gates.FEW_ROWS
                    + " say little.");
        }
    }

    /** By what most people look at first. */
    private static void constant(List<String> limits, Evaluation evaluation) {
        if (evaluation.baselines().isEmpty()) {
            return;
        }
        String name = evaluation.classes().isEmpty() ? "rmse" : "accuracy";
        BaselineRow constant = evaluation.baselines().get(0);
        Map<String, Metric> metrics = constant.metrics();
        double own = evaluation.value(name);
        double other = metrics.containsKey(name) ? metrics.get(name).value() : Double.NaN;
        if (name.equals("accuracy") ? own <= other : own >= other) {
            limits.add("In " + name + " it is no better than " + constant.answer() + ": " + figure(own) + " and "
                    + figure(other) + ".");
        }
    }

    private static void labels(List<String> limits, Evaluation evaluation) {
        List<ClassMetrics> few = evaluation.classes().stream()
                .filter(one -> one.support() < FEW_OF_A_LABEL)
                .sorted(Comparator.comparingLong(ClassMetrics::support))
                .toList();
        if (!few.isEmpty()) {
            limits.add("Of " + few.size() + " of its " + evaluation.classes().size() + " labels there were fewer than "
                    + FEW_OF_A_LABEL + " evaluation rows, which say little about each: "
                    + named(few.stream()
                            .map(one -> one.label() + " (" + one.support() + ")")
                            .toList())
                    + ".");
        }
    }

    private static void probabilities(List<String> limits, Evaluation evaluation, @Nullable CalibrationReport report) {
        double error = evaluation.value("ece");
        if (error > CALIBRATION_ERROR) {
            limits.add("Its probabilities are off by " + figure(error) + " on average (ece)"
                    + (report == null
                            ? ", and were not calibrated"
                            : report.applied() ? ", although they are calibrated" : ", and a calibration did not help")
                    + ": do not read them as shares of cases.");
        }
    }

    private static void slices(List<String> limits, Slices slices) {
        List<Slice> worse = slices.slices().stream()
                .filter(one -> one.outcome() == Slice.Outcome.WORSE)
                .sorted(Comparator.comparingDouble(Slice::loss).reversed())
                .toList();
        if (!worse.isEmpty()) {
            limits.add("It does worse than elsewhere, by " + slices.loss() + ", where "
                    + named(worse.stream()
                            .map(one -> one.feature() + " " + one.condition() + " (" + figure(one.loss())
                                    + ", elsewhere " + figure(one.rest()) + ")")
                            .toList())
                    + ".");
        }
        long few = slices.slices().stream()
                .filter(one -> one.outcome() == Slice.Outcome.TOO_FEW)
                .count();
        if (few > 0) {
            limits.add("How it does in " + few + " of " + slices.slices().size()
                    + " slices is not known: they, or the rest, have fewer than " + slices.minimumRows() + " rows.");
        }
    }

    private static void folds(List<String> limits, CrossValidations folds) {
        List<String> unstable = folds.metrics().stream()
                .filter(one -> one.stability() == CrossValidation.Stability.UNSTABLE)
                .map(CrossValidation::metric)
                .toList();
        if (!unstable.isEmpty()) {
            limits.add("Which rows it learns from decides how good it is, by " + named(unstable) + ".");
        }
    }

    private static String named(List<String> names) {
        return names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                + (names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more" : "");
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }
}
