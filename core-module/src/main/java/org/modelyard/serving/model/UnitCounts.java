package org.modelyard.serving.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How many requests that fit, and how many of them failed, in 256 groups of units: by how much the groups differ more than chance would
 * make them is seen how much the requests of a unit fail together. What came without a unit lies in any group. Adding is exact. Not
 * thread-safe.
 */
public final class UnitCounts {

    /** A unit is always in the same one; which, has nothing to do with who gets a candidate. */
    public static final int GROUPS = 256;

    private static final String SALT = "group/";

    /** Requests of all groups, then those that failed. */
    private final long[] counts = new long[2 * GROUPS];

    /** @throws IllegalArgumentException when the bytes were not made by {@link #toBytes} */
    public static UnitCounts fromBytes(byte @Nullable [] bytes) {
        UnitCounts units = new UnitCounts();
        if (bytes == null) {
            return units;
        }
        if (bytes.length != 2 * GROUPS * Long.BYTES) {
            throw new IllegalArgumentException(bytes.length + " bytes are no counts of units");
        }
        ByteBuffer.wrap(bytes).asLongBuffer().get(units.counts);
        return units;
    }

    /** Null without any. */
    public byte @Nullable [] toBytes() {
        if (empty()) {
            return null;
        }
        byte[] bytes = new byte[2 * GROUPS * Long.BYTES];
        ByteBuffer.wrap(bytes).asLongBuffer().put(counts);
        return bytes;
    }

    private boolean empty() {
        for (int i = 0; i < GROUPS; i++) {
            if (counts[i] > 0) {
                return false;
            }
        }
        return true;
    }

    /** One that is part of a rollout and fits the model. */
    void add(InferenceRecord inference) {
        String unit = inference.unit();
        add(
                unit == null ? (int) inference.inferenceId().getLeastSignificantBits() & (GROUPS - 1) : group(unit),
                inference.outcome() == InferenceOutcome.FAILED);
    }

    /** @param group 0 to 255 */
    public void add(int group, boolean failed) {
        counts[group]++;
        counts[GROUPS + group] += failed ? 1 : 0;
    }

    public void addAll(UnitCounts other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
    }

    /** @return 0 to 255 */
    public static int group(String unit) {
        return StickyHash.murmur3((SALT + unit).getBytes(StandardCharsets.UTF_8), 0) & (GROUPS - 1);
    }

    /** Requests of all groups, then those that failed. */
    public long[] counts() {
        return counts.clone();
    }
}
