package org.modelyard.monitoring.model;

import java.util.Arrays;
import java.util.HexFormat;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.pulse.Pulse;
import org.modelyard.ml.score.InputRow;

/**
 * Exact counts of inputs and answers on one layout. Adding is exact, so hours make days in any order. Not thread-safe:
 * one writer.
 */
public final class Histograms {

    private static final int VERSION = 1;
    private static final int HASH_BYTES = 32;

    private final ProfileLayout layout;
    private final long[] counts;
    private long rows;
    private long predictions;

    /** All counts 0. */
    public Histograms(ProfileLayout layout) {
        this(layout, new long[layout.cells()]);
    }

    private Histograms(ProfileLayout layout, long[] counts) {
        this.layout = layout;
        this.counts = counts;
    }

    /**
     * The inputs of a table: the reference, when it is the one that the layout was made from. Answers are not counted:
     * add those that the model gives for rows it was not trained on, else every window looks different from them.
     */
    public static Histograms of(ProfileLayout layout, Table table) {
        Histograms histograms = new Histograms(layout);
        for (int i = 0; i < table.columns().size(); i++) {
            histograms.count(
                    layout.features().get(i), layout.offset(i), table.columns().get(i));
        }
        histograms.rows = table.rows();
        return histograms;
    }

    /** Counts one row of inputs, but for values that are not told. */
    public void add(InputRow row) {
        double[] numbers = row.numbers();
        String[] texts = row.texts();
        for (int i = 0; i < layout.features().size(); i++) {
            if (row.withheld(i)) {
                continue;
            }
            FeatureLayout feature = layout.features().get(i);
            int offset = layout.offset(i);
            if (feature instanceof NumericLayout numeric) {
                counts[offset + numeric.cell(numbers[i])]++;
            } else if (feature instanceof CategoryLayout category) {
                counts[offset + category.cell(texts[i])]++;
            } else if (feature instanceof BooleanLayout flag) {
                counts[offset + flag.cell(numbers[i])]++;
            } else if (feature instanceof TextLayout text) {
                text.add(texts[i], counts, offset);
            }
        }
        rows++;
    }

    /**
     * Counts a classifier's answer.
     *
     * @param label position among the layout's labels; one outside counts as 'other'
     * @param score of that label, 0-1; NaN is missing
     */
    public void addPrediction(int label, double score) {
        int known = layout.labels().known().size();
        boolean inside = label >= 0 && label < known;
        counts[layout.labelOffset() + (inside ? label + 1 : layout.labels().other())]++;
        counts[layout.outputOffset() + layout.outputs().cell(score)]++;
        predictions++;
    }

    /** Counts a regression's answer; NaN is missing. */
    public void addPrediction(double value) {
        counts[layout.outputOffset() + layout.outputs().cell(value)]++;
        predictions++;
    }

    /**
     * The sum as a new object.
     *
     * @throws IllegalArgumentException when the layouts differ
     */
    public Histograms plus(Histograms other) {
        Histograms sum = new Histograms(layout, counts.clone());
        sum.rows = rows;
        sum.predictions = predictions;
        sum.addAll(other);
        return sum;
    }

    /**
     * Adds the other's counts to this.
     *
     * @throws IllegalArgumentException when the layouts differ
     */
    public void addAll(Histograms other) {
        if (!layout.equals(other.layout)) {
            throw new IllegalArgumentException("histograms of different layouts cannot be added");
        }
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        rows += other.rows;
        predictions += other.predictions;
    }

    public ProfileLayout layout() {
        return layout;
    }

    /** Rows of inputs counted. */
    public long rows() {
        return rows;
    }

    /** Answers counted; may differ from the rows, since a row can fail. */
    public long predictions() {
        return predictions;
    }

    /** A copy of one feature's counts, in the order of its layout's cells. */
    public long[] counts(int feature) {
        return Arrays.copyOfRange(counts, layout.offset(feature), layout.offset(feature + 1));
    }

    /** Predicted labels: missing (never), the layout's labels, other. */
    public long[] labelCounts() {
        return Arrays.copyOfRange(counts, layout.labelOffset(), layout.outputOffset());
    }

    /** Scores or predicted values, in the order of {@link ProfileLayout#outputs()}' cells. */
    public long[] outputCounts() {
        return Arrays.copyOfRange(counts, layout.outputOffset(), layout.cells());
    }

    /** Varints with runs of zeros folded, behind the layout's hash. */
    public byte[] toBytes() {
        Bytes.Writer out = new Bytes.Writer()
                .varint(VERSION)
                .raw(HexFormat.of().parseHex(layout.sha256()))
                .varint(rows)
                .varint(predictions);
        for (int i = 0; i < counts.length; ) {
            int run = i;
            while (run < counts.length && counts[run] == 0) {
                run++;
            }
            if (run > i) {
                out.varint(0).varint(run - i);
                i = run;
            } else {
                out.varint(counts[i++]);
            }
        }
        return out.bytes();
    }

    /** @throws IllegalArgumentException when the bytes are broken or belong to another layout */
    public static Histograms fromBytes(ProfileLayout layout, byte[] bytes) {
        Bytes.Reader in = new Bytes.Reader(bytes);
        long version = in.varint();
        if (version != VERSION) {
            throw new IllegalArgumentException("histograms of version " + version);
        }
        if (!HexFormat.of().formatHex(in.raw(HASH_BYTES)).equals(layout.sha256())) {
            throw new IllegalArgumentException("histograms of another layout");
        }
        Histograms histograms = new Histograms(layout);
        histograms.rows = in.varint();
        histograms.predictions = in.varint();
        for (int i = 0; i < histograms.counts.length; ) {
            long value = in.varint();
            if (value == 0) {
                long run = in.varint();
                if (run == 0 || run > histograms.counts.length - i) {
                    throw new IllegalArgumentException("a run of " + run + " zeros");
                }
                i += (int) run;
            } else {
                histograms.counts[i++] = value;
            }
        }
        in.end();
        return histograms;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Histograms that
                && rows == that.rows
                && predictions == that.predictions
                && layout.equals(that.layout)
                && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(counts) + Long.hashCode(rows);
    }

    private void count(FeatureLayout feature, int offset, Column column) {
        if (column instanceof Column.Numbers numbers) {
            for (double value : numbers.values()) {
                int cell = feature instanceof NumericLayout numeric
                        ? numeric.cell(value)
                        : ((BooleanLayout) feature).cell(value);
                counts[offset + cell]++;
            }
        } else if (column instanceof Column.Categories categories) {
            int[] cells = Arrays.stream(categories.dictionary())
                    .mapToInt(((CategoryLayout) feature)::cell)
                    .toArray();
            for (int code : categories.codes()) {
                counts[offset + (code < 0 ? FeatureLayout.MISSING : cells[code])]++;
            }
        } else if (column instanceof Column.Texts texts) {
            for (String text : texts.values()) {
                Pulse.beat();
                ((TextLayout) feature).add(text, counts, offset);
            }
        }
    }
}
