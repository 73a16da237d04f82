package org.modelyard.ml.feature;

import java.util.Arrays;
import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.binary.CorruptContent;

/**
 * A number: its standardised value, an indicator of missing values when training rows had any, and one-hot bins that
 * let a linear model bend. A missing value stands at the mean and in no bin. Where that is chosen, sign(x) · ln(1 + |x|) stands for the
 * value, or it is taken as it is; bins are always of the value itself.
 */
final class NumericEncoder implements ColumnEncoder.OfNumber, ColumnEncoder.Factor {

    /** In standard deviations: far beyond any honest value, and small enough for sums of floats. */
    private static final double LIMIT = 1e6;
    /** Of a value taken as it is: a float holds it, and its square. */
    private static final double RAW_LIMIT = 1e18;

    private final double mean;
    private final double scale;
    private final boolean missingSeen;
    private final double[] edges;
    private final boolean log;
    private final boolean raw;

    private NumericEncoder(double mean, double scale, boolean missingSeen, double[] edges, boolean log, boolean raw) {
        this.mean = mean;
        this.scale = scale;
        this.missingSeen = missingSeen;
        this.edges = edges;
        this.log = log;
        this.raw = raw;
    }

    /** @param bins below 2: no bins */
    static NumericEncoder fit(double[] values, int bins) {
        return fit(values, bins, ColumnChoice.OfNumber.DEFAULT);
    }

    /** @param bins where the choice names none; below 2: no bins */
    static NumericEncoder fit(double[] values, int bins, ColumnChoice.OfNumber choice) {
        double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
        Arrays.sort(sorted);
        double[] edges = QuantileBins.edges(sorted, choice.bins() == null ? bins : choice.bins());
        boolean missingSeen = sorted.length < values.length;
        if (!choice.standardise()) {
            return new NumericEncoder(0, 1, missingSeen, edges, choice.log(), true);
        }
        double[] present =
                choice.log() ? Arrays.stream(sorted).map(NumericEncoder::log).toArray() : sorted;
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
        return new NumericEncoder(mean, scale, missingSeen, edges, choice.log(), false);
    }

    /** Takes values as they are. */
    static NumericEncoder plain() {
        return new NumericEncoder(0, 1, false, new double[0], false, true);
    }

    private static double log(double value) {
        return Math.copySign(StrictMath.log1p(Math.abs(value)), value);
    }

    @Override
    public void encode(double value, int base, SparseVector out) {
        if (Double.isNaN(value)) {
            if (missingSeen) {
                out.add(base + 1, 1);
            }
            return;
        }
        out.add(base, (float) factor(value));
        if (edges.length > 0) {
            out.add(base + (missingSeen ? 2 : 1) + QuantileBins.bin(edges, value), 1);
        }
    }

    @Override
    public double factor(double value) {
        double limit = raw ? RAW_LIMIT : LIMIT;
        double shown = ((log ? log(value) : value) - mean) * scale;
        return Math.max(-limit, Math.min(limit, shown));
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
    public int form() {
        return log || raw ? EncoderFormat.NUMBER : EncoderFormat.USUAL;
    }

    @Override
    public ColumnStep.OfNumber step() {
        return new ColumnStep.OfNumber(
                mean,
                scale,
                log,
                raw ? RAW_LIMIT : LIMIT,
                missingSeen,
                Arrays.stream(edges).boxed().toList());
    }

    @Override
    public void write(BinaryWriter out) {
        if (form() == EncoderFormat.NUMBER) {
            out.put(log).put(raw);
        }
        out.put(mean).put(scale).put(missingSeen).put(edges);
    }

    static NumericEncoder read(BinaryReader in) {
        return read(in, false, false);
    }

    static NumericEncoder readShaped(BinaryReader in) {
        return read(in, in.getBoolean(), in.getBoolean());
    }

    private static NumericEncoder read(BinaryReader in, boolean log, boolean raw) {
        NumericEncoder read =
                new NumericEncoder(in.getDouble(), in.getDouble(), in.getBoolean(), in.getDoubles(), log, raw);
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
