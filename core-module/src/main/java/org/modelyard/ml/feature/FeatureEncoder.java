package org.modelyard.ml.feature;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.score.InputRow;

/**
 * Encodes rows of a schema's features as sparse vectors. Fitted on training rows only; immutable afterwards, and safe for
 * many threads as long as each brings its own {@link SparseVector}.
 */
public final class FeatureEncoder {

    private static final int MAGIC = 0x4D594631; // MYF1

    private final List<FeatureSpec> features;
    private final boolean[] required;
    private final ColumnEncoder[] encoders;
    private final int[] bases;

    private FeatureEncoder(List<FeatureSpec> features, boolean[] required, ColumnEncoder[] encoders) {
        this.features = List.copyOf(features);
        this.required = required;
        this.encoders = encoders;
        this.bases = new int[encoders.length + 1];
        for (int i = 0; i < encoders.length; i++) {
            bases[i + 1] = Math.addExact(bases[i], encoders[i].width());
        }
    }

    /** Learns vocabularies, means, bins and categories. The target is not looked at. */
    public static FeatureEncoder fit(Table rows, EncodingSpec spec) {
        int count = rows.columns().size();
        ColumnEncoder[] encoders = new ColumnEncoder[count];
        boolean[] required = new boolean[count];
        for (int i = 0; i < count; i++) {
            Column column = rows.columns().get(i);
            required[i] = !hasMissing(column);
            encoders[i] = switch (rows.feature(i).type()) {
                case TEXT -> TextEncoder.fit(((Column.Texts) column).values(), spec);
                case CATEGORICAL ->
                    CategoryEncoder.fit((Column.Categories) column, spec.minCategoryRows(), spec.maxCategories());
                case NUMERIC -> NumericEncoder.fit(((Column.Numbers) column).values(), spec.bins());
                case BOOLEAN -> new BooleanEncoder();
                case TIMESTAMP -> TimestampEncoder.fit(((Column.Numbers) column).values());
            };
        }
        return new FeatureEncoder(rows.schema().features(), required, encoders);
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
        return bases[encoders.length];
    }

    /** The first index of a feature's block; {@code base(features().size())} is the width. */
    public int base(int feature) {
        return bases[feature];
    }

    /** What each index means, unique: the feature's name and, where there are several, the part of it. */
    public List<String> meanings() {
        Set<String> meanings = new LinkedHashSet<>(width() * 2);
        for (int i = 0; i < encoders.length; i++) {
            for (int local = 0; local < encoders[i].width(); local++) {
                String meaning = features.get(i).name() + encoders[i].meaning(local);
                if (!meanings.add(meaning)) { // features named 'a' and 'a missing'
                    meanings.add(meaning + " #" + (bases[i] + local));
                }
            }
        }
        return List.copyOf(meanings);
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
    }

    /**
     * Encodes every row.
     *
     * @throws IllegalArgumentException when the table has other features
     */
    public SparseRows encode(Table rows) {
        requireSameFeatures(rows.schema());
        SparseRows.Builder builder = new SparseRows.Builder(width(), rows.rows());
        SparseVector vector = new SparseVector();
        InputRow input = InputRow.empty(encoders.length);
        for (int row = 0; row < rows.rows(); row++) {
            fill(input, rows, row);
            encode(input, vector);
            builder.add(vector);
        }
        return builder.build();
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

    public byte[] toBytes() {
        BinaryWriter out = new BinaryWriter().put(MAGIC).put(encoders.length);
        for (int i = 0; i < encoders.length; i++) {
            FeatureSpec feature = features.get(i);
            out.put(feature.name())
                    .put(feature.type().name())
                    .put(feature.sensitive())
                    .put(required[i]);
            encoders[i].write(out);
        }
        return out.toBytes();
    }

    /** @throws CorruptContent when the bytes are not what {@link #toBytes} wrote */
    public static FeatureEncoder fromBytes(byte[] content) {
        BinaryReader in = new BinaryReader(content);
        in.expect(MAGIC, "feature encoder");
        int count = in.getInt(0, Schema.MAX_FEATURES);
        List<FeatureSpec> features = new ArrayList<>();
        boolean[] required = new boolean[count];
        ColumnEncoder[] encoders = new ColumnEncoder[count];
        try {
            for (int i = 0; i < count; i++) {
                String name = in.getString();
                FeatureType type = FeatureType.valueOf(in.getString());
                features.add(new FeatureSpec(name, type, in.getBoolean()));
                required[i] = in.getBoolean();
                encoders[i] = switch (type) {
                    case TEXT -> TextEncoder.read(in);
                    case CATEGORICAL -> CategoryEncoder.read(in);
                    case NUMERIC -> NumericEncoder.read(in);
                    case BOOLEAN -> new BooleanEncoder();
                    case TIMESTAMP -> TimestampEncoder.read(in);
                };
            }
            in.end();
            return new FeatureEncoder(features, required, encoders);
        } catch (CorruptContent e) {
            throw e;
        } catch (RuntimeException e) {
            throw new CorruptContent("The feature encoder cannot be read.", e);
        }
    }
}
