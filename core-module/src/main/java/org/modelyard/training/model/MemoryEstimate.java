package org.modelyard.training.model;

import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.platform.model.Refusal;

/**
 * What the examples of a job take in memory: columns, and their encoded form. A guess from above, made before anything is
 * loaded.
 */
public final class MemoryEstimate {

    private static final int NUMBER = 8;
    private static final int CODE = 4;
    /** A String object with its array, without the characters. */
    private static final int TEXT = 56;
    /** An encoded entry: index and value; a number has its own and those of its bins. */
    private static final int ENTRY = 8;

    /** Encoded bytes for a byte of text: runs of 3 to 5 characters and of words, an entry each. */
    private static final int PER_TEXT_BYTE = 4 * ENTRY;

    private static final double MIB = 1 << 20;

    private MemoryEstimate() {}

    /**
     * @param rows of the snapshot
     * @param stored bytes of its chunks
     */
    public static long bytes(Schema schema, long rows, long stored) {
        long perRow = NUMBER;
        boolean texts = false;
        for (FeatureSpec feature : schema.features()) {
            perRow += switch (feature.type()) {
                case NUMERIC, TIMESTAMP -> NUMBER + 3 * ENTRY;
                case BOOLEAN -> NUMBER + ENTRY;
                case CATEGORICAL -> CODE + ENTRY;
                case TEXT -> TEXT;
            };
            texts |= feature.type() == FeatureType.TEXT;
        }
        return rows * perRow + (texts ? stored * (1 + PER_TEXT_BYTE) : 0);
    }

    /** @throws Refusal.Invalid when it is more than allowed, with what to change */
    public static void require(Schema schema, long rows, long stored, long allowed) {
        long needed = bytes(schema, rows, stored);
        if (needed > allowed) {
            throw new Refusal.Invalid(
                    "dataset",
                    "The examples would take about " + Math.round(needed / MIB) + " MiB and a training job may take "
                            + Math.round(allowed / MIB)
                            + " MiB. Train on fewer rows or features, or raise modelyard.training.memory and the heap.");
        }
    }
}
