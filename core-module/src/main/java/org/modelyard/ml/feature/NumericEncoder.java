package org.modelyard.ml.feature;

import java.util.Arrays;
import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.binary.CorruptContent;

/**
 * A number: its standardised value, an indicator of missing values when training rows had any, and one-hot bins that
 * let a linear model bend. A missing value stands at the mean and in no bin.
 */
final class NumericEncoder implements ColumnEncoder.OfNumber {

    /** In standard deviations: far beyond any honest value, and small enough for sums of floats. */
    private static final double LIMIT = 1e6;

    private final double mean;
    private final double scale;
    private final boolean missingSeen;
    private final double[] edges;

    private NumericEncoder(double mean, double scale, boolean missingSeen, double[] edges) {
        this.mean = mean;
        this.scale = scale;
        this.missingSeen = missingSeen;
        this.edges = edges;
    }

    /** @param bins below 2: no bins */
    static NumericEncoder fit(double[] values, int bins) {
        double[] present = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
        Arrays.sort(present);
        double mean = 0;
        for (int i = 0; i < present.length; i++) {
            mean += (present[i] - mean) / (i + 1);
        }
        double variance = 0;
        for (double value : present) {
            variance += (value - mean) * (value - mean) / present.length;
        }
        double deviation = Math.sqrt(variance);
        double scale = deviation > 0 && deviation < Double.POSITIVE_INFINITY ? 1 / deviation : 0;
        return new NumericEncoder(mean, scale, present.length < values.length, QuantileBins.edges(present, bins));
    }

    @Override
    public void encode(double value, int base, SparseVector out) {
        if (Double.isNaN(value)) {
            if (missingSeen) {
                out.add(base + 1, 1);
            }
            return;
        }
        out.add(base, (float) Math.max(-LIMIT, Math.min(LIMIT, (value - mean) * scale)));
        if (edges.length > 0) {
            out.add(base + (missingSeen ? 2 : 1) + QuantileBins.bin(edges, value), 1);
        }
    }

    @Override
    public int width() {
        return 1 + (missingSeen ? 1 : 0) + (edges.length > 0 ? edges.length + 1 : 0);
    }

    @Override
    public String meaning(int local) {
        if (local == 0) {
            return "";
        }
        if (missingSeen && local == 1) {
            return " missing";
        }
        int bin = local - (missingSeen ? 2 : 1);
        return bin < edges.length ? " bin " + bin + " <= " + edges[bin] : " bin " + bin + " > " + edges[bin - 1];
    }

    @Override
    public void write(BinaryWriter out) {
        out.put(mean).put(scale).put(missingSeen).put(edges);
    }

    static NumericEncoder read(BinaryReader in) {
        NumericEncoder read = new NumericEncoder(in.getDouble(), in.getDouble(), in.getBoolean(), in.getDoubles());
        boolean sound = Double.isFinite(read.mean) && Double.isFinite(read.scale);
        for (int i = 0; i < read.edges.length; i++) {
            sound &= Double.isFinite(read.edges[i]) && (i == 0 || read.edges[i - 1] < read.edges[i]);
        }
        if (!sound) {
            throw new CorruptContent("A numeric feature's bins do not rise.");
        }
        return read;
    }
}
