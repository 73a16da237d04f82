package org.modelyard.serving.model;

import java.nio.ByteBuffer;

/**
 * How often which latency was measured, in 96 bins of which each is 2^(1/4) times as wide as the one before: a quantile
 * comes out within 19 % above the true one. Adding is exact. Not thread-safe.
 */
public final class LatencyCounts {

    /** The last bin takes everything from 2^(95/4) microseconds, about 14 s. */
    static final int BINS = 96;

    private static final double BINS_PER_OCTAVE = 4;

    private final long[] counts = new long[BINS];

    /** @throws IllegalArgumentException when the bytes were not made by {@link #toBytes} */
    public static LatencyCounts fromBytes(byte[] bytes) {
        if (bytes.length != BINS * Long.BYTES) {
            throw new IllegalArgumentException(bytes.length + " bytes are no latency counts");
        }
        LatencyCounts latencies = new LatencyCounts();
        ByteBuffer.wrap(bytes).asLongBuffer().get(latencies.counts);
        return latencies;
    }

    public byte[] toBytes() {
        byte[] bytes = new byte[BINS * Long.BYTES];
        ByteBuffer.wrap(bytes).asLongBuffer().put(counts);
        return bytes;
    }

    public void add(long micros) {
        counts[bin(micros)]++;
    }

    public void addAll(LatencyCounts other) {
        for (int i = 0; i < BINS; i++) {
            counts[i] += other.counts[i];
        }
    }

    /**
     * @param share 0-1
     * @return upper edge of the bin that holds the quantile, in microseconds; NaN when nothing was counted
     */
    public double quantileMicros(double share) {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        if (total == 0) {
            return Double.NaN;
        }
        long rank = Math.max(1, (long) Math.ceil(share * total));
        int bin = 0;
        for (long below = counts[0]; below < rank; below += counts[bin]) {
            bin++;
        }
        return Math.pow(2, (bin + 1) / BINS_PER_OCTAVE);
    }

    /** By bin. */
    public long[] counts() {
        return counts.clone();
    }

    private static int bin(long micros) {
        if (micros < 1) {
            return 0;
        }
        int bin = (int) (BINS_PER_OCTAVE * Math.log(micros) / Math.log(2));
        return Math.min(bin, BINS - 1);
    }
}
