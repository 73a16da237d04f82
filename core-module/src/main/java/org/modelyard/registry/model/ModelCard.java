package org.modelyard.registry.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.calibration.CalibrationReport;
import org.modelyard.ml.evaluation.Comparison;
import org.modelyard.ml.evaluation.CrossValidations;
import org.modelyard.ml.evaluation.DecisionThreshold;
import org.modelyard.ml.evaluation.Evaluation;
import org.modelyard.ml.evaluation.Fairness;
import org.modelyard.ml.evaluation.GateVerdict;
import org.modelyard.ml.evaluation.Leakage;
import org.modelyard.ml.evaluation.Metric;
import org.modelyard.ml.evaluation.OutputEvaluation;
import org.modelyard.ml.evaluation.Slices;
import org.modelyard.ml.explain.PermutationImportance;

/**
 * All that is known of a version, for people who decide about it (Mitchell et al. 2019). What was not measured is said.
 *
 * @param description what the version is, or else what its model is for, as people say; may be empty
 * @param limits what its figures do not carry, one sentence each; see {@link ModelLimits}
 */
public record ModelCard(
        String model,
        String version,
        String description,
        Lineage lineage,
        SignatureDocument signature,
        Measured measured,
        List<String> limits) {

    public ModelCard {
        limits = List.copyOf(limits);
    }

    /**
     * The version beside another on the same rows.
     *
     * @param champion the version in use then, as {@code model:version}
     */
    public record Compared(String champion, String dataset, Comparison result) {}

    /**
     * What a golden set has in common with the rows that were learnt from.
     *
     * @param golden name of the set
     */
    public record Shared(String golden, Leakage found) {}

    /**
     * What was found out; null is not measured.
     *
     * @param gates empty where the job had none
     * @param comparison the newest that it was the candidate of
     * @param leakage of the model's newest golden set
     * @param fairness one a sensitive feature
     * @param outputs what is answered beside the target
     */
    public record Measured(
            @Nullable Evaluation evaluation,
            List<GateVerdict> gates,
            @Nullable CrossValidations crossValidation,
            @Nullable Compared comparison,
            @Nullable Slices slices,
            List<Fairness> fairness,
            @Nullable PermutationImportance importance,
            @Nullable CalibrationReport calibration,
            @Nullable DecisionThreshold threshold,
            @Nullable Shared leakage,
            List<OutputEvaluation> outputs) {

        public Measured {
            outputs = List.copyOf(outputs);
            gates = List.copyOf(gates);
            fairness = List.copyOf(fairness);
        }

        /** Of a version that answers its target alone. */
        public Measured(
                @Nullable Evaluation evaluation,
                List<GateVerdict> gates,
                @Nullable CrossValidations crossValidation,
                @Nullable Compared comparison,
                @Nullable Slices slices,
                List<Fairness> fairness,
                @Nullable PermutationImportance importance,
                @Nullable CalibrationReport calibration,
                @Nullable DecisionThreshold threshold,
                @Nullable Shared leakage) {
            this(
                    evaluation,
                    gates,
                    crossValidation,
                    comparison,
                    slices,
                    fairness,
                    importance,
                    calibration,
                    threshold,
                    leakage,
                    List.of());
        }
    }

    /** What nobody looked at, or what the rows did not tell, one sentence each. */
    public List<String> notMeasured() {
        List<String> open = new ArrayList<>();
        Evaluation evaluation = measured.evaluation();
        if (evaluation == null) {
            open.add("The version was not evaluated.");
        } else {
            evaluation.metrics().forEach((name, metric) -> {
                String reason = metric.reason();
                if (reason != null) {
                    open.add(name + " has no value: " + reason);
                }
            });
            long without = evaluation.metrics().values().stream()
                    .filter(Metric::defined)
                    .filter(metric -> metric.interval() == null)
                    .count();
            if (without > 0) {
                open.add(without + " metrics have no interval: how sure they are was not measured.");
            }
        }
        missing(open, measured.gates().isEmpty(), "No gate was set: the version did not have to reach anything.");
        missing(open, measured.crossValidation() == null, "How the figures depend on the split was not measured.");
        missing(open, measured.comparison() == null, "The version was not compared with another.");
        missing(open, measured.slices() == null, "Where it does worse than elsewhere was not measured.");
        fairness(open);
        missing(open, measured.importance() == null, "What each input is worth was not measured.");
        boolean labels = !signature.labels().isEmpty();
        missing(
                open,
                labels && measured.calibration() == null,
                "The probabilities were not calibrated; see the metric ece for how far they can be trusted.");
        missing(
                open,
                measured.leakage() == null,
                "Whether evaluation rows occur in training as well was not measured.");
        return open;
    }

    private void fairness(List<String> open) {
        List<String> sensitive = signature.inputs().stream()
                .filter(SignatureDocument.Input::sensitive)
                .map(SignatureDocument.Input::name)
                .toList();
        List<String> looked =
                measured.fairness().stream().map(Fairness::feature).toList();
        if (sensitive.isEmpty() && looked.isEmpty()) {
            open.add("Fairness was not measured: no input is marked as sensitive.");
        }
        sensitive.stream()
                .filter(feature -> !looked.contains(feature))
                .forEach(feature -> open.add("Fairness was not measured for '" + feature + "'."));
    }

    private static void missing(List<String> open, boolean isMissing, String sentence) {
        if (isMissing) {
            open.add(sentence);
        }
    }

    public String toJson() {
        return ModelCardJson.write(this);
    }

    /** One page that loads nothing from anywhere. */
    public String toHtml() {
        return ModelCardHtml.write(this);
    }
}
