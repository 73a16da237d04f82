package org.modelyard.ml.search;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What became of a trial. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Outcome.Running.class, name = "RUNNING"),
    @JsonSubTypes.Type(value = Outcome.Finished.class, name = "FINISHED"),
    @JsonSubTypes.Type(value = Outcome.Pruned.class, name = "PRUNED"),
    @JsonSubTypes.Type(value = Outcome.Failed.class, name = "FAILED")
})
public sealed interface Outcome {

    /** Started, and not ended yet: also what a killed process left behind, to be run again. */
    record Running() implements Outcome {}

    /**
     * Measured.
     *
     * @param score value of the search's metric, finite; a metric without a value is a failure
     */
    record Finished(double score) implements Outcome {
        public Finished {
            if (!Double.isFinite(score)) {
                throw new IllegalArgumentException("a score of " + score);
            }
        }
    }

    /** Stopped early because others did better. */
    record Pruned() implements Outcome {}

    /**
     * Could not be measured, such as a training that does not converge.
     *
     * @param reason a plain sentence
     */
    record Failed(String reason) implements Outcome {}
}
