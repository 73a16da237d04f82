package org.modelyard.dataset.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.modelyard.platform.model.Refusal;

/** Files as bytes, and what a reader makes of them: shared by the tests of reading. */
final class ExampleFiles {

    static final ReadLimits LIMITS = ReadLimits.defaults();
    static final Schema SCHEMA = new Schema(
            Task.CLASSIFICATION,
            "label",
            List.of(
                    new FeatureSpec("n", FeatureType.NUMERIC),
                    new FeatureSpec("t", FeatureType.TEXT),
                    new FeatureSpec("b", FeatureType.BOOLEAN),
                    new FeatureSpec("w", FeatureType.TIMESTAMP)));
    static final String HEADER = "n,t,b,w,label\n";

    /** What a reader gave: rows as text, and its report. */
    record Read(List<List<Object>> rows, ReadReport report) {}

    private ExampleFiles() {}

    static void assertRefused(String file, String reason) {
        assertThatThrownBy(() -> csv(file)).isInstanceOf(Refusal.Invalid.class).hasMessageContaining(reason);
    }

    static Read csv(String file) {
        return read(bytes(file), ExampleFormat.CSV, LIMITS);
    }

    static ExampleReader infer(String file, ExampleFormat format) {
        return ExampleReader.infer(new ByteArrayInputStream(bytes(file)), format, Task.CLASSIFICATION, "label", LIMITS);
    }

    static Read read(byte[] file, ExampleFormat format, ReadLimits limits) {
        return drain(ExampleReader.open(new ByteArrayInputStream(file), format, SCHEMA, limits));
    }

    static Read drain(ExampleReader reader) {
        List<List<Object>> rows = new ArrayList<>();
        try (reader) {
            while (reader.next()) {
                if (rows.size() < 10_000) {
                    rows.add(ExampleRows.values(reader.row()));
                }
            }
            return new Read(rows, reader.report());
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
            packed.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
