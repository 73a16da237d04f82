package org.modelyard.experiment.model;

import org.jspecify.annotations.Nullable;

/**
 * A guardrail for one variant.
 *
 * @param loss relative to the control, at most by the interval's end; null while unknown
 * @param reason why nothing can be said of the loss; null where something is
 */
public record GuardrailReading(
        String variant, String metric, State state, double tolerance, @Nullable Double loss, @Nullable String reason) {

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
