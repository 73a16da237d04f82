package org.modelyard.experiment.model;

import org.jspecify.annotations.Nullable;

/**
 * A guardrail for one variant.
 *
 * @param loss relative to the control, at most by the interval's end; null while unknown
 */
public record GuardrailReading(String variant, String metric, State state, double tolerance, @Nullable Double loss) {

    /** What has been shown. */
    public enum State {
        /** No worse than the tolerance. */
        HELD,
        /** Worse than the tolerance. */
        BROKEN,
        /** Neither yet. */
        UNKNOWN
    }
}
