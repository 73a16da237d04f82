package org.modelyard.ml.evaluation;

/**
 * What a gate said.
 *
 * @param metric the metric's name, or 'rows' for the number of evaluation rows
 * @param value what was measured; NaN where undefined
 * @param reason one sentence that names value and bound
 */
public record GateVerdict(String metric, Outcome outcome, double value, String reason) {

    /** Only PASSED lets a model through. */
    public enum Outcome {
        PASSED,
        FAILED,
        /** The metric has no value, or was not measured at all. */
        UNDEFINED
    }

    public boolean passed() {
        return outcome == Outcome.PASSED;
    }

    /** Whether it is about how many rows there were, and not about what the model did with them. */
    public boolean aboutRows() {
        return metric.equals(Gates.ROWS) || metric.equals(Gates.EXAMPLES);
    }
}
