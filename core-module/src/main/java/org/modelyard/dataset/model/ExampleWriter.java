package org.modelyard.dataset.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes rows one by one, in UTF-8, features first and the target last. What it writes as CSV or JSON lines, {@link
 * ExampleReader} reads back to the same rows. The stream is flushed and stays open; breaking streams are an {@link
 * UncheckedIOException}.
 */
public abstract sealed class ExampleWriter implements AutoCloseable {

    final Schema schema;

    private ExampleWriter(Schema schema) {
        this.schema = schema;
    }

    public static ExampleWriter open(OutputStream out, ExampleFormat format, Schema schema) {
        try {
            return format == ExampleFormat.CSV
                    ? new Csv(out, schema)
                    : new Json(out, schema, format == ExampleFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public final void write(ExampleRow row) {
        try {
            append(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the document. */
    @Override
    public final void close() {
        try {
            end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    abstract void append(ExampleRow row) throws IOException;

    abstract void end() throws IOException;

    private static final class Csv extends ExampleWriter {
        private final CsvWriter csv;
        private final String[] cells;

        Csv(OutputStream out, Schema schema) {
            super(schema);
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 15);
            csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer);
            cells = new String[schema.features().size() + 1];
            for (int i = 0; i < cells.length - 1; i++) {
                cells[i] = schema.features().get(i).name();
            }
            cells[cells.length - 1] = schema.target();
            csv.writeRecord(cells);
        }

        @Override
        void append(ExampleRow row) {
            for (int i = 0; i < cells.length - 1; i++) {
                String text = row.text(i);
                cells[i] = text == null ? "" : text;
            }
            cells[cells.length - 1] = row.target();
            csv.writeRecord(cells);
        }

        @Override
        void end() throws IOException {
            csv.flush();
        }
    }

    private static final class Json extends ExampleWriter {
        private final JsonGenerator json;
        private final boolean array;

        Json(OutputStream out, Schema schema, boolean array) throws IOException {
            super(schema);
            this.array = array;
            json = new JsonFactory().createGenerator(out);
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            if (array) {
                json.writeStartArray();
            } else {
                json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
            }
        }

        @Override
        void append(ExampleRow row) throws IOException {
            json.writeStartObject();
            List<FeatureSpec> features = schema.features();
            for (int i = 0; i < features.size(); i++) {
                json.writeFieldName(features.get(i).name());
                value(row, i, features.get(i).type());
            }
            json.writeFieldName(schema.target());
            if (schema.task() == Task.REGRESSION) {
                json.writeNumber(row.target());
            } else {
                json.writeString(row.target());
            }
            json.writeEndObject();
        }

        private void value(ExampleRow row, int feature, FeatureType type) throws IOException {
            String text = row.text(feature);
            if (text == null) {
                json.writeNull();
            } else if (type == FeatureType.NUMERIC) {
                json.writeNumber(text);
            } else if (type == FeatureType.BOOLEAN) {
                json.writeBoolean(row.numbers()[feature] != 0);
            } else {
                json.writeString(text);
            }
        }

        @Override
        void end() throws IOException {
            if (array) {
                json.writeEndArray();
            } else {
                json.writeRaw('\n');
            }
            json.close();
        }
    }
}
