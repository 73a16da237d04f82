package org.modelyard.dataset.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ExampleRoundTripTest {

    @Property(tries = 100)
    void what_is_exported_is_imported_again(@ForAll Task task, @ForAll boolean csv, @ForAll long seed) {
        Schema schema = ExampleRows.schema(task);
        List<ExampleRow> rows = ExampleRows.random(schema, 50, seed);
        ExampleFormat format = csv ? ExampleFormat.CSV : ExampleFormat.JSON_LINES;
        byte[] file = write(format, schema, rows);
        CanonicalRow canonical = new CanonicalRow(schema);

        try (ExampleReader reader =
                ExampleReader.open(new ByteArrayInputStream(file), format, schema, ReadLimits.defaults())) {
            for (ExampleRow row : rows) {
                assertThat(reader.next()).as("%s", reader.report()).isTrue();
                assertThat(ExampleRows.values(reader.row())).isEqualTo(ExampleRows.values(row));
                assertThat(canonical.hash(reader.row())).isEqualTo(canonical.hash(row));
            }
            assertThat(reader.next()).isFalse();
        }
    }

    @Property
    void numbers_are_read_as_java_reads_them(@ForAll double number) {
        for (String text : List.of(Double.toString(number), String.format("%.3e", number), number + "0".repeat(20))) {
            char[] chars = text.toCharArray();
            double expected = expected(text);

            assertThat(NumberText.parse(chars, 0, chars.length)).isEqualTo(Double.valueOf(expected));
        }
    }

    private static double expected(String text) {
        double value = Double.parseDouble(text);
        return Double.isInfinite(value) ? Double.NaN : value + 0.0;
    }

    @Example
    void only_plain_decimal_numbers_are_numbers() {
        for (String good : List.of("1", "-1", "+1.", ".5", " 7 ", "1e3", "1E-3", "00012", "123456789012345678901234")) {
            assertThat(NumberText.parse(good.toCharArray(), 0, good.length()))
                    .as(good)
                    .isEqualTo(Double.parseDouble(good));
        }
        for (String bad : List.of(
                "",
                " ",
                "-",
                ".",
                "e5",
                "1e",
                "1e+",
                "1d",
                "0x1p3",
                "1_000",
                "1,5",
                "NaN",
                "Infinity",
                "1 2",
                "--1",
                "1e999",
                "١")) {
            assertThat(NumberText.parse(bad.toCharArray(), 0, bad.length()))
                    .as(bad)
                    .isNaN();
        }
    }

    @Example
    void instants_are_read_as_utc_unless_they_say_otherwise() {
        assertThat(instant("1970-01-02")).isEqualTo(86_400);
        assertThat(instant("1970-01-01T00:01")).isEqualTo(60);
        assertThat(instant("1970-01-01 00:00:01.25")).isEqualTo(1.25);
        assertThat(instant("1970-01-01T01:00:00+01:00")).isZero();
        assertThat(instant("2019-11-24 00:03:13.442536+00:00")).isEqualTo(1_574_553_793.442536);
        assertThat(instant("1969-12-31T23:59:59.5Z")).isEqualTo(-0.5);
        for (String bad : List.of(
                "", "1970", "1970-13-01", "2023-02-29", "1970-01-01T24:00", "1970-01-01T00:00:00+", "1970-01-01x")) {
            assertThat(instant(bad)).as(bad).isNaN();
        }
    }

    private static double instant(String text) {
        return InstantText.parse(text.toCharArray(), 0, text.length());
    }

    @Example
    void json_export_is_one_array_of_typed_values() throws IOException {
        Schema schema = ExampleRows.schema(Task.REGRESSION);
        ExampleRow row = new ExampleRow(schema);
        row.texts()[0] = "two\nlines";
        row.numbers()[1] = 1.5;
        row.numbers()[3] = 1;
        row.numbers()[4] = 0.25;
        row.target(3);

        JsonNode array = new ObjectMapper().readTree(write(ExampleFormat.JSON, schema, List.of(row, row)));

        assertThat(array).hasSize(2);
        assertThat(array.get(1))
                .isEqualTo(new ObjectMapper()
                        .readTree("{\"text\":\"two\\nlines\",\"amount\":1.5,\"kind\":null,\"flag\":true,"
                                + "\"when\":\"1970-01-01T00:00:00.250Z\",\"größe, \\\"cm\\\"\":null,\"answer\":3}"));
        assertThat(new String(write(ExampleFormat.JSON, schema, List.of()), UTF_8))
                .isEqualTo("[]");
    }

    static byte[] write(ExampleFormat format, Schema schema, List<ExampleRow> rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ExampleWriter writer = ExampleWriter.open(out, format, schema)) {
            rows.forEach(writer::write);
        }
        return out.toByteArray();
    }
}
