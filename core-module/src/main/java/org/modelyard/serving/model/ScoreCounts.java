package org.modelyard.serving.model;

import java.nio.ByteBuffer;

/** How often which score of the predicted class was given, in 50 bins of equal width from 0 to 1. Adding is exact. Not thread-safe. */
public final class ScoreCounts {

    /** Each is 0.02 wide. */
    public static final int BINS = 50;

    private final long[] counts = new long[BINS];

    /** @throws IllegalArgumentException when the bytes were not made by {@link #toBytes} */
    public static ScoreCounts fromBytes(byte[] bytes) {
        if (bytes.length != BINS * Long.BYTES) {
            throw new IllegalArgumentException(bytes.length + " bytes are no score counts");
        }
        ScoreCounts scores = new ScoreCounts();
        ByteBuffer.wrap(bytes).asLongBuffer().get(scores.counts);
        return scores;
    }

    public byte[] toBytes() {
        byte[] bytes = new byte[BINS * Long.BYTES];
        ByteBuffer.wrap(bytes).asLongBuffer().put(counts);
        return bytes;
    }

    /** @param score one beyond 0 to 1 counts in the outermost bin */
    public void add(double score) {
        counts[Math.max(0, Math.min(BINS - 1, (int) (score * BINS)))]++;
    }

    public void addAll(ScoreCounts other) {
        for (int i = 0; i < BINS; i++) {
            counts[i] += other.counts[i];
        }
    }

    /** By bin. */
    public long[] counts() {
        return counts.clone();
    }
}
