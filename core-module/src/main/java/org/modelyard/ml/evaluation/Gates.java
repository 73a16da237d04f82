package org.modelyard.ml.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;

/**
 * What a version must reach at the end of its training, or at its first evaluation here. Both doors ask the same: whether the figures are luck is
 * a matter of the rows that they were measured on; whether there was enough to learn from and to measure on together is a matter of the snapshot. A
 * version that was made of one that passed is measured on the same rows of the same snapshot, and must not fail by their number.
 *
 * @param gates by metric name, and {@value #EXAMPLES}; may be empty
 */
public record Gates(Map<String, Gate> gates) {

    /** With fewer evaluation rows nothing passes, whatever the metrics say: they would be luck. */
    public static final long MINIMUM_ROWS = 30;

    /** Figures that were measured on fewer are shown with a caution. */
    public static final long FEW_ROWS = 100;

    /** Not a metric: how many rows the figures were measured on. */
    public static final String ROWS = "rows";

    /** Not a metric: how many examples the snapshot has, those that were learnt from and those that evaluate. */
    public static final String EXAMPLES = "examples";

    private static final double LEAST_EXAMPLES = 100;
    private static final double ACCURACY = 0.75;
    private static final double F1 = 0.70;
    private static final double CALIBRATION_ERROR = 0.20;

    public Gates {
        gates = Collections.unmodifiableMap(new LinkedHashMap<>(gates));
    }

    /**
     * The snapshot first, where it is asked about; then as {@link #check(Evaluation)}.
     *
     * @param examples of the snapshot that the evaluation rows are of
     */
    public List<GateVerdict> check(Evaluation evaluation, long examples) {
        Map<String, Gate> metrics = new LinkedHashMap<>(gates);
        Gate least = metrics.remove(EXAMPLES);
        List<GateVerdict> verdicts = new ArrayList<>();
        if (least != null) {
            verdicts.add(check(EXAMPLES, least, examples));
        }
        verdicts.addAll(new Gates(metrics).check(evaluation));
        return verdicts;
    }

    /** The rows first, then one verdict a gate. */
    public List<GateVerdict> check(Evaluation evaluation) {
        List<GateVerdict> verdicts = new ArrayList<>();
        boolean enough = evaluation.rows() >= MINIMUM_ROWS;
        verdicts.add(new GateVerdict(
                ROWS,
                enough ? GateVerdict.Outcome.PASSED : GateVerdict.Outcome.FAILED,
                evaluation.rows(),
                enough
                        ? evaluation.rows() + " evaluation rows, at least " + MINIMUM_ROWS + " are needed."
                        : "Too few evaluation rows: " + evaluation.rows() + ", at least " + MINIMUM_ROWS
                                + " are needed."));
        gates.forEach((name, gate) ->
                verdicts.add(check(name, gate, evaluation.metrics().get(name))));
        return verdicts;
    }

    /**
     * What a model must reach where nobody says what: 100 examples; a classifier 0.75 of accuracy and 0.70 of macro F1 with an expected calibration
     * error of 0.20 at most, a regression more than the mean of its target.
     */
    public static Map<String, Gate> usual(Task task) {
        Map<String, Gate> gates = new LinkedHashMap<>();
        gates.put(EXAMPLES, Gate.min(LEAST_EXAMPLES));
        if (task == Task.REGRESSION) {
            gates.put("r2", Gate.min(0));
        } else {
            gates.put("accuracy", Gate.min(ACCURACY));
            gates.put("f1Macro", Gate.min(F1));
            gates.put("ece", Gate.max(CALIBRATION_ERROR));
        }
        return gates;
    }

    public static boolean passed(List<GateVerdict> verdicts) {
        return !verdicts.isEmpty() && verdicts.stream().allMatch(GateVerdict::passed);
    }

    private static GateVerdict check(String name, Gate gate, @Nullable Metric metric) {
        if (metric == null) {
            return new GateVerdict(
                    name, GateVerdict.Outcome.UNDEFINED, Double.NaN, "The evaluation has no metric '" + name + "'.");
        }
        if (metric.reason() != null) {
            return new GateVerdict(name, GateVerdict.Outcome.UNDEFINED, Double.NaN, metric.reason());
        }
        return check(name, gate, metric.value());
    }

    /** Of a number that is no metric of the evaluation. */
    public static GateVerdict check(String name, Gate gate, double value) {
        if (gate.min() != null && value < gate.min()) {
            return new GateVerdict(
                    name, GateVerdict.Outcome.FAILED, value, name + " is " + value + ", below " + gate.min() + ".");
        }
        if (gate.max() != null && value > gate.max()) {
            return new GateVerdict(
                    name, GateVerdict.Outcome.FAILED, value, name + " is " + value + ", above " + gate.max() + ".");
        }
        return new GateVerdict(name, GateVerdict.Outcome.PASSED, value, name + " is " + value + ".");
    }
}
