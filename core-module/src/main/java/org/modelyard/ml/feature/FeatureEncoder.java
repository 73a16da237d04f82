package org.modelyard.ml.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.Schema;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.pulse.Pulse;
import org.modelyard.ml.score.InputRow;

/**
 * Encodes rows of a schema's features as sparse vectors. Fitted on training rows only; immutable afterwards, and safe for
 * many threads as long as each brings its own {@link SparseVector}.
 */
public final class FeatureEncoder {

    private final List<FeatureSpec> features;
    private final boolean[] required;
    private final ColumnEncoder[] encoders;
    private final Product[] products;
    /** Of features, then of products, then the width. */
    private final int[] bases;

    FeatureEncoder(List<FeatureSpec> features, boolean[] required, ColumnEncoder[] encoders, List<Product> products) {
        this.features = List.copyOf(features);
        this.required = required;
        this.encoders = encoders;
        this.products = products.toArray(Product[]::new);
        this.bases = new int[encoders.length + this.products.length + 1];
        for (int i = 0; i < bases.length - 1; i++) {
            int width = i < encoders.length ? encoders[i].width() : this.products[i - encoders.length].width();
            bases[i + 1] = Math.addExact(bases[i], width);
        }
    }

    /**
     * Learns vocabularies, means, bins and categories. The target is not looked at.
     *
     * @throws IllegalArgumentException when the spec's choices name a feature that is not there, or is of another type
     */
    public static FeatureEncoder fit(Table rows, EncodingSpec spec) {
        int count = rows.columns().size();
        ColumnEncoder[] encoders = new ColumnEncoder[count];
        boolean[] required = new boolean[count];
        for (int i = 0; i < count; i++) {
            Pulse.beat();
            required[i] = !hasMissing(rows.columns().get(i));
            encoders[i] = ColumnFit.of(rows.feature(i), rows.columns().get(i), spec);
        }
        List<Product> products = ColumnFit.products(rows, spec.choices(), encoders);
        return new FeatureEncoder(rows.schema().features(), required, encoders, products);
    }

    /** Of numbers that a model takes as they are; one that is missing is 0. */
    public static FeatureEncoder plain(List<FeatureSpec> numbers) {
        ColumnEncoder[] encoders = new ColumnEncoder[numbers.size()];
        Arrays.setAll(encoders, i -> NumericEncoder.plain());
        return new FeatureEncoder(numbers, new boolean[encoders.length], encoders, List.of());
    }

    private static boolean hasMissing(Column column) {
        for (int row = 0; row < column.rows(); row++) {
            if (column.missing(row)) {
                return true;
            }
        }
        return false;
    }

    public List<FeatureSpec> features() {
        return features;
    }

    /** Whether every training row had a value: then a request must bring one as well. */
    public boolean required(int feature) {
        return required[feature];
    }

    /** How many numbers a row is encoded into, zeros included. */
    public int width() {
        return bases[bases.length - 1];
    }

    /** The first index of a feature's block; the blocks of products follow those of all features. */
    public int base(int feature) {
        return bases[feature];
    }

    /** What each index means, unique: the feature's name and, where there are several, the part of it. */
    public List<String> meanings() {
        Set<String> meanings = new LinkedHashSet<>(width() * 2);
        for (int i = 0; i < encoders.length; i++) {
            for (int local = 0; local < encoders[i].width(); local++) {
                String meaning = features.get(i).name() + encoders[i].meaning(local);
                add(meaning, bases[i] + local, meanings);
            }
        }
        for (int i = 0; i < products.length; i++) {
            Product product = products[i];
            String names = features.get(product.left()).name() + " × "
                    + features.get(product.right()).name();
            for (int local = 0; local < product.width(); local++) {
                add(names + product.meaning(local), bases[encoders.length + i] + local, meanings);
            }
        }
        return List.copyOf(meanings);
    }

    private static void add(String meaning, int index, Set<String> meanings) {
        if (!meanings.add(meaning)) { // features named 'a' and 'a missing'
            meanings.add(meaning + " #" + index);
        }
    }

    /** Fills {@code out} with the row; missing values and values never seen are no error. */
    public void encode(InputRow row, SparseVector out) {
        out.clear();
        for (int i = 0; i < encoders.length; i++) {
            if (encoders[i] instanceof ColumnEncoder.OfNumber number) {
                number.encode(row.numbers()[i], bases[i], out);
            } else {
                ((ColumnEncoder.OfText) encoders[i]).encode(row.texts()[i], bases[i], out);
            }
        }
        for (int i = 0; i < products.length; i++) {
            products[i].encode(row, bases[encoders.length + i], out);
        }
    }

    /**
     * Encodes every row.
     *
     * @throws IllegalArgumentException when the table has other features
     */
    public SparseRows encode(Table rows) {
        return encode(rows, 0, rows.rows(), new SparseRows.Builder());
    }

    /**
     * Encodes rows {@code from} to {@code to} (exclusive).
     *
     * @param room for what is collected; what it built before stays as it is
     * @throws IllegalArgumentException when the table has other features
     */
    public SparseRows encode(Table rows, int from, int to, SparseRows.Builder room) {
        requireSameFeatures(rows.schema());
        room.start(width(), to - from);
        InputRow input = InputRow.empty(encoders.length);
        for (int row = from; row < to; row++) {
            Pulse.beat();
            fill(input, rows, row);
            encode(input, room.vector());
            room.add(room.vector());
        }
        return room.build();
    }

    /** Copies a row of the table into {@code input}. */
    public static void fill(InputRow input, Table rows, int row) {
        List<Column> columns = rows.columns();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            if (column instanceof Column.Numbers numbers) {
                input.numbers()[i] = numbers.values()[row];
            } else if (column instanceof Column.Categories categories) {
                input.texts()[i] = categories.value(row);
            } else {
                input.texts()[i] = ((Column.Texts) column).values()[row];
            }
        }
    }

    /** @throws IllegalArgumentException when names or types differ from those this encoder was fitted on */
    public void requireSameFeatures(Schema schema) {
        if (!schema.features().equals(features)) {
            throw new IllegalArgumentException("these rows have other features than the encoder");
        }
    }

    /** What it does, as data: the features' steps, then the products'. */
    public List<ColumnStep> steps() {
        List<ColumnStep> steps = new ArrayList<>();
        for (ColumnEncoder encoder : encoders) {
            steps.add(encoder.step());
        }
        for (Product product : products) {
            steps.add(new ColumnStep.OfProduct(product.left(), product.right(), product.width(), product.bits()));
        }
        return List.copyOf(steps);
    }

    public byte[] toBytes() {
        return EncoderFormat.write(this);
    }

    /** @throws org.modelyard.ml.binary.CorruptContent when the bytes are not what {@link #toBytes} wrote */
    public static FeatureEncoder fromBytes(byte[] content) {
        return EncoderFormat.read(content);
    }

    ColumnEncoder[] encoders() {
        return encoders;
    }

    List<Product> products() {
        return List.of(products);
    }
}
