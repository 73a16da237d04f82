package org.modelyard.ml.feature;

import java.util.ArrayList;
import java.util.List;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.binary.CorruptContent;

/**
 * The bytes of a {@link FeatureEncoder}. The first format knows one form for each type of feature and is still written where that is
 * enough; the second says the form of each feature, and lists products.
 */
final class EncoderFormat {

    static final int USUAL = 0;
    static final int TEXT = 1;
    static final int SURFACE = 2;
    static final int NUMBER = 3;
    static final int HASHED_CATEGORY = 4;
    static final int CALENDAR = 5;
    static final int SEASONLESS = 6;

    private static final int FIRST = 0x4D594631; // MYF1
    private static final int SECOND = 0x4D594632; // MYF2
    private static final int MOST_PRODUCTS = 1_000_000;

    private EncoderFormat() {}

    static byte[] write(FeatureEncoder encoder) {
        boolean usual = encoder.products().isEmpty();
        for (ColumnEncoder column : encoder.encoders()) {
            usual &= column.form() == USUAL;
        }
        BinaryWriter out = new BinaryWriter()
                .put(usual ? FIRST : SECOND)
                .put(encoder.features().size());
        for (int i = 0; i < encoder.features().size(); i++) {
            FeatureSpec feature = encoder.features().get(i);
            ColumnEncoder column = encoder.encoders()[i];
            out.put(feature.name())
                    .put(feature.type().name())
                    .put(feature.sensitive())
                    .put(encoder.required(i));
            if (!usual) {
                out.put(column.form());
            }
            column.write(out);
        }
        if (!usual) {
            out.put(encoder.products().size());
            encoder.products().forEach(product -> product.write(out));
        }
        return out.toBytes();
    }

    /** @throws CorruptContent when the bytes are not what {@link #write} wrote */
    static FeatureEncoder read(byte[] content) {
        BinaryReader in = new BinaryReader(content);
        int magic = in.getInt();
        if (magic != FIRST && magic != SECOND) {
            throw new CorruptContent("This is no feature encoder.");
        }
        try {
            int count = in.getInt(0, Schema.MAX_FEATURES);
            List<FeatureSpec> features = new ArrayList<>();
            boolean[] required = new boolean[count];
            ColumnEncoder[] encoders = new ColumnEncoder[count];
            for (int i = 0; i < count; i++) {
                String name = in.getString();
                FeatureType type = FeatureType.valueOf(in.getString());
                features.add(new FeatureSpec(name, type, in.getBoolean()));
                required[i] = in.getBoolean();
                encoders[i] = column(type, magic == FIRST ? USUAL : in.getInt(), in);
            }
            List<Product> products = new ArrayList<>();
            for (int left = magic == FIRST ? 0 : in.getInt(0, MOST_PRODUCTS); left > 0; left--) {
                products.add(Product.of(in.getInt(0, count - 1), in.getInt(0, count - 1), in.getInt(), encoders));
            }
            in.end();
            return new FeatureEncoder(features, required, encoders, products);
        } catch (CorruptContent e) {
            throw e;
        } catch (RuntimeException e) {
            throw new CorruptContent("The feature encoder cannot be read.", e);
        }
    }

    private static ColumnEncoder column(FeatureType type, int form, BinaryReader in) {
        ColumnEncoder read =
                switch (form) {
                    case USUAL -> usual(type, in);
                    case TEXT -> TextEncoder.readShaped(in);
                    case SURFACE -> SurfaceEncoder.read(in);
                    case NUMBER -> NumericEncoder.readShaped(in);
                    case HASHED_CATEGORY -> HashedCategoryEncoder.read(in);
                    case CALENDAR -> CalendarEncoder.read(in, false);
                    case SEASONLESS -> CalendarEncoder.read(in, true);
                    default -> throw new CorruptContent("A feature is encoded in no known form.");
                };
        if (type.textual() != read instanceof ColumnEncoder.OfText) {
            throw new CorruptContent("A feature is encoded as one of another type.");
        }
        return read;
    }

    private static ColumnEncoder usual(FeatureType type, BinaryReader in) {
        return switch (type) {
            case TEXT -> TextEncoder.read(in);
            case CATEGORICAL -> CategoryEncoder.read(in);
            case NUMERIC -> NumericEncoder.read(in);
            case BOOLEAN -> new BooleanEncoder();
            case TIMESTAMP -> TimestampEncoder.read(in, true);
        };
    }
}
