package org.modelyard.dataset.chunk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.CanonicalRow;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;

/**
 * How a schema lies in an Arrow file: one record batch; a field a feature and the target last. NUMERIC and TIMESTAMP
 * are float64, BOOLEAN is bool, TEXT is utf8, CATEGORICAL is int32 into a utf8 dictionary whose id is the field's
 * position. A missing value is null.
 */
final class ChunkLayout {

    static final String TYPE = "modelyard.type";
    private static final ArrowType.Int CODE = new ArrowType.Int(32, true);

    private ChunkLayout() {}

    static List<Field> fields(Schema schema) {
        List<Field> fields = new ArrayList<>();
        for (FeatureSpec feature : schema.features()) {
            fields.add(field(fields.size(), feature.name(), feature.type()));
        }
        fields.add(field(fields.size(), schema.target(), CanonicalRow.targetType(schema.task())));
        return fields;
    }

    private static Field field(int position, String name, FeatureType type) {
        DictionaryEncoding dictionary =
                type == FeatureType.CATEGORICAL ? new DictionaryEncoding(position, false, CODE) : null;
        return new Field(name, new FieldType(true, arrowType(type), dictionary, Map.of(TYPE, type.name())), List.of());
    }

    private static ArrowType arrowType(FeatureType type) {
        return switch (type) {
            case NUMERIC, TIMESTAMP -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
            case BOOLEAN -> ArrowType.Bool.INSTANCE;
            case CATEGORICAL -> CODE;
            case TEXT -> ArrowType.Utf8.INSTANCE;
        };
    }

    /** @throws IllegalArgumentException when the file holds other columns than the schema names */
    static void require(Schema schema, List<Field> found) {
        List<Field> expected = fields(schema);
        if (found.size() != expected.size()) {
            throw new IllegalArgumentException(
                    "The chunk has " + found.size() + " columns, the schema " + expected.size() + ".");
        }
        for (int i = 0; i < found.size(); i++) {
            Field have = found.get(i);
            Field want = expected.get(i);
            if (!have.getName().equals(want.getName())
                    || !have.getType().equals(want.getType())
                    || !type(want).equals(type(have))) {
                throw new IllegalArgumentException("Column " + i + " of the chunk is '" + have.getName() + "' ("
                        + type(have) + "), the schema says '" + want.getName() + "' (" + type(want) + ").");
            }
        }
    }

    private static String type(Field field) {
        @Nullable String type = field.getMetadata().get(TYPE);
        return type == null ? "?" : type;
    }
}
