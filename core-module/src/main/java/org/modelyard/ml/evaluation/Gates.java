package org.modelyard.ml.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;

/**
 * The gates of a training job.
 *
 * @param gates by metric name; may be empty
 * @param minimumRows with fewer evaluation rows nothing passes, whatever the metrics say
 */
public record Gates(Map<String, Gate> gates, long minimumRows) {

    public static final long DEFAULT_MINIMUM_ROWS = 100;

    private static final double ACCURACY = 0.75;
    private static final double F1 = 0.70;
    private static final double CALIBRATION_ERROR = 0.20;

    public Gates {
        gates = Collections.unmodifiableMap(new LinkedHashMap<>(gates));
        if (minimumRows < 0) {
            throw new IllegalArgumentException("a minimum of " + minimumRows + " rows");
        }
    }

    public Gates(Map<String, Gate> gates) {
        this(gates, DEFAULT_MINIMUM_ROWS);
    }

    /** The rows first, then one verdict a gate. */
    public List<GateVerdict> check(Evaluation evaluation) {
        List<GateVerdict> verdicts = new ArrayList<>();
        boolean enough = evaluation.rows() >= minimumRows;
        verdicts.add(new GateVerdict(
                "rows",
                enough ? GateVerdict.Outcome.PASSED : GateVerdict.Outcome.FAILED,
                evaluation.rows(),
                enough
                        ? evaluation.rows() + " evaluation rows, at least " + minimumRows + " are needed."
                        : "Too few evaluation rows: " + evaluation.rows() + ", at least " + minimumRows
                                + " are needed."));
        gates.forEach((name, gate) ->
                verdicts.add(check(name, gate, evaluation.metrics().get(name))));
        return verdicts;
    }

    /**
     * What a model must reach where nobody says what: a classifier 0.75 of accuracy and 0.70 of macro F1 with an expected calibration
     * error of 0.20 at most, a regression more than the mean of its target.
     */
    public static Map<String, Gate> usual(Task task) {
        Map<String, Gate> gates = new LinkedHashMap<>();
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
