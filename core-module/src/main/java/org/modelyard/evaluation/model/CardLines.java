package org.modelyard.evaluation.model;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.modelyard.ml.calibration.CalibrationReport;
import org.modelyard.ml.evaluation.CrossValidations;
import org.modelyard.ml.evaluation.Evaluation;
import org.modelyard.ml.evaluation.Fairness;
import org.modelyard.ml.evaluation.GateVerdict;
import org.modelyard.ml.explain.FeatureImportance;
import org.modelyard.ml.explain.PermutationImportance;
import org.modelyard.registry.model.ModelCard;

/** What a model card says, a line for each part, so that cards can be held against each other. */
public final class CardLines {

    private static final int MOST_INPUTS = 3;
    private static final String NOT = "not measured";

    private CardLines() {}

    public static Map<String, String> of(ModelCard card) {
        ModelCard.Measured measured = card.measured();
        Map<String, String> lines = new LinkedHashMap<>();
        Evaluation evaluation = measured.evaluation();
        lines.put("Evaluated on", evaluation == null ? NOT : evaluation.rows() + " rows");
        lines.put(
                "Gates",
                measured.gates().isEmpty()
                        ? "none"
                        : measured.gates().stream().filter(GateVerdict::passed).count() + " of "
                                + measured.gates().size() + " passed");
        CrossValidations folds = measured.crossValidation();
        lines.put("Cross-validation", folds == null ? NOT : folds.folds() + " folds of " + folds.rows() + " rows");
        lines.put(
                "Worst slice",
                measured.slices() == null
                        ? NOT
                        : measured.slices()
                                .worst()
                                .map(slice -> slice.feature() + " " + slice.condition())
                                .orElse("none stands out"));
        lines.put(
                "Fairness",
                measured.fairness().isEmpty()
                        ? NOT
                        : "by "
                                + measured.fairness().stream()
                                        .map(Fairness::feature)
                                        .collect(Collectors.joining(", ")));
        CalibrationReport calibration = measured.calibration();
        lines.put(
                "Calibration",
                calibration == null ? "none" : calibration.method() + (calibration.applied() ? "" : ", not applied"));
        lines.put(
                "Threshold",
                measured.threshold() == null
                        ? "none of its own"
                        : Float.toString((float) measured.threshold().threshold()));
        lines.put("Inputs worth most", measured.importance() == null ? NOT : inputs(measured.importance()));
        lines.put("Left open", card.notMeasured().size() + " things");
        return lines;
    }

    private static String inputs(PermutationImportance importance) {
        return importance.features().stream()
                .filter(feature -> feature.importance() > 0)
                .sorted(Comparator.comparingDouble(FeatureImportance::importance)
                        .reversed())
                .limit(MOST_INPUTS)
                .map(FeatureImportance::feature)
                .collect(Collectors.joining(", "));
    }
}
