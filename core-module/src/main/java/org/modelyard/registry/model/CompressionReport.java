package org.modelyard.registry.model;

import org.jspecify.annotations.Nullable;
import org.modelyard.evaluation.model.AnswerLoss;

/**
 * What compressing a version has gained and cost; the artifact {@code compression} of what came of it.
 *
 * @param parent number of the version that was compressed
 * @param weights float16 or int8
 * @param bytesBefore of the model file
 * @param bytesAfter of the new one
 * @param constraintsDropped weights that had been frozen or bounded in the parent, and are free in the new version: rounding respects no bounds
 * @param speed null where nothing was measured
 * @param loss null where nothing was measured
 * @param unmeasured why not; null where it was
 */
public record CompressionReport(
        String parent,
        String weights,
        long bytesBefore,
        long bytesAfter,
        int constraintsDropped,
        @Nullable Speed speed,
        @Nullable AnswerLoss loss,
        @Nullable String unmeasured) {

    /**
     * Both measured in one run, in turns, on one thread: encoding a row and answering it.
     *
     * @param rows of each turn
     */
    public record Speed(long rows, double rowsPerSecondBefore, double rowsPerSecondAfter) {}
}
