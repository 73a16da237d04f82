package org.modelyard.dataset.chunk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Schema;
import org.modelyard.ml.data.Column;

/** Columns to the bytes of an Arrow IPC file: the same columns give the same bytes. */
public final class ChunkWriter {

    private ChunkWriter() {}

    /**
     * @param columns one a feature, all as long as the target
     * @param target never missing
     */
    public static byte[] write(Schema schema, List<Column> columns, Column target) {
        List<Field> fields = ChunkLayout.fields(schema);
        int rows = target.rows();
        try (BufferAllocator allocator = new RootAllocator();
                MapDictionaryProvider dictionaries = new MapDictionaryProvider()) {
            List<FieldVector> vectors = new ArrayList<>();
            try (VectorSchemaRoot root = root(fields, allocator, vectors, rows)) {
                for (int i = 0; i < fields.size(); i++) {
                    Column column = i < columns.size() ? columns.get(i) : target;
                    fill(vectors.get(i), column);
                    if (column instanceof Column.Categories categories) {
                        dictionaries.put(dictionary(fields.get(i), categories.dictionary(), allocator));
                    }
                }
                ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
                try (ArrowFileWriter writer = new ArrowFileWriter(root, dictionaries, Channels.newChannel(out))) {
                    writer.writeBatch();
                    writer.end();
                }
                return out.toByteArray();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static VectorSchemaRoot root(
            List<Field> fields, BufferAllocator allocator, List<FieldVector> vectors, int rows) {
        for (Field field : fields) {
            vectors.add(field.createVector(allocator));
        }
        return new VectorSchemaRoot(fields, vectors, rows);
    }

    private static void fill(FieldVector vector, Column column) {
        if (vector instanceof Float8Vector doubles) {
            numbers(doubles, ((Column.Numbers) column).values());
        } else if (vector instanceof BitVector bits) {
            truths(bits, ((Column.Numbers) column).values());
        } else if (vector instanceof IntVector codes) {
            codes(codes, ((Column.Categories) column).codes());
        } else {
            texts((VarCharVector) vector, ((Column.Texts) column).values());
        }
        vector.setValueCount(column.rows());
    }

    private static void numbers(Float8Vector vector, double[] values) {
        vector.allocateNew(values.length);
        vector.getDataBuffer()
                .nioBuffer(0, values.length * Double.BYTES)
                .order(ByteOrder.nativeOrder())
                .asDoubleBuffer()
                .put(values);
        for (int row = 0; row < values.length; row++) {
            if (!Double.isNaN(values[row])) {
                BitVectorHelper.setBit(vector.getValidityBuffer(), row);
            }
        }
    }

    private static void truths(BitVector vector, double[] values) {
        vector.allocateNew(values.length);
        for (int row = 0; row < values.length; row++) {
            if (!Double.isNaN(values[row])) {
                vector.set(row, values[row] == 0 ? 0 : 1);
            }
        }
    }

    private static void codes(IntVector vector, int[] codes) {
        vector.allocateNew(codes.length);
        for (int row = 0; row < codes.length; row++) {
            if (codes[row] >= 0) {
                vector.set(row, codes[row]);
            }
        }
    }

    private static void texts(VarCharVector vector, @Nullable String[] texts) {
        vector.allocateNew(Math.max(texts.length, 1));
        for (int row = 0; row < texts.length; row++) {
            String text = texts[row];
            if (text != null) {
                vector.setSafe(row, text.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static Dictionary dictionary(Field field, String[] values, BufferAllocator allocator) {
        VarCharVector vector = new VarCharVector("dictionary", allocator);
        texts(vector, values);
        vector.setValueCount(values.length);
        return new Dictionary(vector, field.getDictionary());
    }
}
