package org.modelyard.ml.feature;

import org.jspecify.annotations.Nullable;
import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.pulse.Pulse;

/** A text's terms, its standardised {@link Surface}, and an indicator of missing texts when training rows had any. */
final class SurfaceEncoder implements ColumnEncoder.OfText {

    private static final int COUNTS = Surface.NAMES.size();

    private final TextEncoder terms;
    private final double[] means;
    private final double[] scales;
    private final boolean missingSeen;

    private SurfaceEncoder(TextEncoder terms, double[] means, double[] scales, boolean missingSeen) {
        this.terms = terms;
        this.means = means;
        this.scales = scales;
        this.missingSeen = missingSeen;
    }

    static SurfaceEncoder fit(TextEncoder terms, @Nullable String[] rows) {
        double[] means = new double[COUNTS];
        double[] squares = new double[COUNTS];
        int present = 0;
        for (String row : rows) {
            Pulse.beat();
            if (row != null) {
                present++;
                double[] counts = Surface.of(row);
                for (int i = 0; i < COUNTS; i++) { // Welford
                    double distance = counts[i] - means[i];
                    means[i] += distance / present;
                    squares[i] += distance * (counts[i] - means[i]);
                }
            }
        }
        double[] scales = new double[COUNTS];
        for (int i = 0; i < COUNTS; i++) {
            scales[i] = squares[i] > 0 ? 1 / Math.sqrt(squares[i] / present) : 0;
        }
        return new SurfaceEncoder(terms, means, scales, present < rows.length);
    }

    @Override
    public void encode(@Nullable String value, int base, SparseVector out) {
        int from = base + terms.width();
        if (value == null) {
            if (missingSeen) {
                out.add(from + COUNTS, 1);
            }
            return;
        }
        terms.encode(value, base, out);
        double[] counts = Surface.of(value);
        for (int i = 0; i < COUNTS; i++) {
            out.add(from + i, (float) ((counts[i] - means[i]) * scales[i]));
        }
    }

    @Override
    public int width() {
        return terms.width() + COUNTS + (missingSeen ? 1 : 0);
    }

    @Override
    public String meaning(int local) {
        int count = local - terms.width();
        return count < 0 ? terms.meaning(local) : count < COUNTS ? " " + Surface.NAMES.get(count) : " missing";
    }

    @Override
    public int form() {
        return EncoderFormat.SURFACE;
    }

    @Override
    public ColumnStep step() {
        return new ColumnStep.OfText(width(), true);
    }

    @Override
    public void write(BinaryWriter out) {
        terms.writeShaped(out);
        out.put(means).put(scales).put(missingSeen);
    }

    static SurfaceEncoder read(BinaryReader in) {
        SurfaceEncoder read =
                new SurfaceEncoder(TextEncoder.readShaped(in), in.getDoubles(), in.getDoubles(), in.getBoolean());
        boolean sound = read.means.length == COUNTS && read.scales.length == COUNTS;
        for (int i = 0; sound && i < COUNTS; i++) {
            sound = Double.isFinite(read.means[i]) && Double.isFinite(read.scales[i]);
        }
        if (!sound) {
            throw new CorruptContent("A text's surface has another shape.");
        }
        return read;
    }
}
