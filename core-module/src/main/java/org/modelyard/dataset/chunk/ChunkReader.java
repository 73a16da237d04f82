package org.modelyard.dataset.chunk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.util.ByteArrayReadableSeekableByteChannel;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.ExampleRow;
import org.modelyard.dataset.model.Schema;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Rows;
import org.modelyard.ml.data.Table;

/**
 * One chunk, open. It holds memory outside the heap, about as much as the file is long, until it is closed. Not for
 * use by several threads at once.
 */
public final class ChunkReader implements AutoCloseable {

    private final Schema schema;
    private final BufferAllocator allocator;
    private final ArrowFileReader reader;
    private final List<FieldVector> vectors;
    private final int rows;
    private final Map<Integer, String[]> dictionaries = new HashMap<>();

    private ChunkReader(Schema schema, BufferAllocator allocator, ArrowFileReader reader) throws IOException {
        this.schema = schema;
        this.allocator = allocator;
        this.reader = reader;
        VectorSchemaRoot root = reader.getVectorSchemaRoot();
        this.vectors = root.getFieldVectors();
        ChunkLayout.require(schema, vectors.stream().map(FieldVector::getField).toList());
        if (!reader.loadNextBatch()) {
            throw new IllegalArgumentException("The chunk holds no rows.");
        }
        this.rows = root.getRowCount();
    }

    /**
     * @param file a chunk's verified bytes
     * @throws IllegalArgumentException when it is no chunk of this schema
     */
    public static ChunkReader open(byte[] file, Schema schema) {
        BufferAllocator allocator = new RootAllocator();
        ArrowFileReader reader = new ArrowFileReader(new ByteArrayReadableSeekableByteChannel(file), allocator);
        try {
            return new ChunkReader(schema, allocator, reader);
        } catch (IOException e) {
            close(reader, allocator);
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            close(reader, allocator);
            throw e;
        }
    }

    @Override
    public void close() {
        close(reader, allocator);
    }

    private static void close(ArrowFileReader reader, BufferAllocator allocator) {
        try (allocator) {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int rows() {
        return rows;
    }

    /** The feature's values of all rows, by position in the schema. */
    public Column column(int feature) {
        return read(Objects.checkIndex(feature, vectors.size() - 1));
    }

    public Column target() {
        return read(vectors.size() - 1);
    }

    /** These rows in this order. */
    public Table table(int[] selected) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < vectors.size() - 1; i++) {
            columns.add(Rows.select(read(i), selected));
        }
        return new Table(schema, columns, Rows.select(target(), selected));
    }

    /**
     * One row, without reading the others.
     *
     * @param into of the same schema; all its values are replaced
     * @throws IndexOutOfBoundsException when the chunk has no such row
     */
    public void read(int row, ExampleRow into) {
        Objects.checkIndex(row, rows);
        for (int i = 0; i < vectors.size() - 1; i++) {
            into.numbers()[i] = number(i, row);
            into.texts()[i] = text(i, row);
        }
        String text = text(vectors.size() - 1, row);
        if (text != null) {
            into.target(text);
        } else {
            into.target(number(vectors.size() - 1, row));
        }
    }

    private double number(int field, int row) {
        FieldVector vector = vectors.get(field);
        if (vector instanceof Float8Vector doubles) {
            return doubles.isNull(row) ? Double.NaN : doubles.get(row);
        }
        return vector instanceof BitVector bits && !bits.isNull(row) ? bits.get(row) : Double.NaN;
    }

    private @Nullable String text(int field, int row) {
        FieldVector vector = vectors.get(field);
        if (vector instanceof IntVector codes) {
            return codes.isNull(row) ? null : dictionary(field)[codes.get(row)];
        }
        return vector instanceof VarCharVector texts ? text(texts, row) : null;
    }

    private static @Nullable String text(VarCharVector texts, int row) {
        return texts.isNull(row) ? null : new String(texts.get(row), StandardCharsets.UTF_8);
    }

    private Column read(int field) {
        FieldVector vector = vectors.get(field);
        if (vector instanceof Float8Vector doubles) {
            return new Column.Numbers(numbers(doubles));
        }
        if (vector instanceof BitVector) {
            double[] values = new double[rows];
            for (int row = 0; row < rows; row++) {
                values[row] = number(field, row);
            }
            return new Column.Numbers(values);
        }
        if (vector instanceof IntVector codes) {
            int[] values = new int[rows];
            for (int row = 0; row < rows; row++) {
                values[row] = codes.isNull(row) ? -1 : codes.get(row);
            }
            return new Column.Categories(values, dictionary(field));
        }
        @Nullable String[] values = new String[rows];
        for (int row = 0; row < rows; row++) {
            values[row] = text((VarCharVector) vector, row);
        }
        return new Column.Texts(values);
    }

    private double[] numbers(Float8Vector vector) {
        double[] values = new double[rows];
        vector.getDataBuffer()
                .nioBuffer(0, rows * Double.BYTES)
                .order(ByteOrder.nativeOrder())
                .asDoubleBuffer()
                .get(values);
        if (vector.getNullCount() > 0) {
            for (int row = 0; row < rows; row++) {
                if (vector.isNull(row)) {
                    values[row] = Double.NaN;
                }
            }
        }
        return values;
    }

    private String[] dictionary(int field) {
        return dictionaries.computeIfAbsent(field, id -> {
            VarCharVector values = (VarCharVector) reader.lookup(id).getVector();
            String[] dictionary = new String[values.getValueCount()];
            for (int i = 0; i < dictionary.length; i++) {
                dictionary[i] = Objects.requireNonNull(text(values, i), "a dictionary holds no null");
            }
            return dictionary;
        });
    }
}
