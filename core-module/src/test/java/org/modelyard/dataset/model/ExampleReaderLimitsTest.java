package org.modelyard.dataset.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.modelyard.dataset.model.ExampleFiles.HEADER;
import static org.modelyard.dataset.model.ExampleFiles.LIMITS;
import static org.modelyard.dataset.model.ExampleFiles.SCHEMA;
import static org.modelyard.dataset.model.ExampleFiles.assertRefused;
import static org.modelyard.dataset.model.ExampleFiles.bytes;
import static org.modelyard.dataset.model.ExampleFiles.csv;
import static org.modelyard.dataset.model.ExampleFiles.drain;
import static org.modelyard.dataset.model.ExampleFiles.gzip;
import static org.modelyard.dataset.model.ExampleFiles.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.dataset.model.ExampleFiles.Read;
import org.modelyard.platform.model.Refusal;

/** Sizes, quotes and encodings: what a file may be, and what it costs when it is not. */
class ExampleReaderLimitsTest {

    @Test
    void a_field_of_ten_megabytes_costs_its_row_and_a_larger_one_the_file() {
        Read read = csv(HEADER + "1," + "x".repeat(10 << 20) + ",,,a\n2,ok,,,a\n");

        assertThat(read.rows()).hasSize(1);
        assertThat(read.report().errors())
                .containsExactly(new RowError(2, "t", "has 10485760 characters, at most 1048576 are allowed"));
        assertRefused(HEADER + "1," + "x".repeat(17 << 20) + ",,,a\n", "Line 2: a field is longer than 16777216");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,\"open,,,a\n2,ok,,,a\n", "1,ok,,,\"a\n", "1,ok,,,\"a", "1,ok,,,\"a\"\"", "1,ok,,,\""})
    void a_quote_that_never_closes_is_refused_and_swallows_nothing_silently(String rows) {
        assertRefused(HEADER + rows, "Line 2: a quote is opened and never closed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,ok,,,\"a\"", "1,ok,,,\"a\"\n", "1,ok,,,\"a\n\"", "1,ok,,,\"a\n\"\n\n"})
    void a_quote_that_closes_at_the_very_end_is_fine(String rows) {
        assertThat(csv(HEADER + rows).rows()).hasSize(1);
    }

    @Test
    void text_behind_a_closing_quote_is_refused_with_its_line() {
        assertRefused(HEADER + "1,ok,,,a\n1,\"ok\"x,,,a\n", "Line 3: ");
    }

    @Test
    void bytes_that_are_no_utf8_cost_their_row() {
        Read read = read(
                (HEADER + "1,grün,,,a\n2,blau,,,a\n3,x,,,süß\n4\u00e4,x,,,a\n").getBytes(ISO_8859_1),
                ExampleFormat.CSV,
                LIMITS);

        assertThat(read.rows()).hasSize(1);
        assertThat(read.report().errors())
                .containsExactly(
                        new RowError(2, "t", "is not valid UTF-8"),
                        new RowError(4, "label", "is not valid UTF-8"),
                        new RowError(5, "n", "is not valid UTF-8"));
    }

    @Test
    void other_encodings_are_refused_and_a_byte_order_mark_is_accepted() {
        assertThatThrownBy(() -> read(HEADER.getBytes(UTF_16), ExampleFormat.CSV, LIMITS))
                .hasMessageContaining("UTF-16");
        assertThatThrownBy(() -> read("n,größe,label\n".getBytes(ISO_8859_1), ExampleFormat.CSV, LIMITS))
                .hasMessageContaining("not valid UTF-8");
        assertThat(csv("\ufeff" + HEADER + "1,€😀,,,a\n").rows().get(0)).contains("€😀");
    }

    @Test
    void a_truncated_character_at_the_end_is_not_dropped() {
        byte[] whole = bytes(HEADER + "1,x,,,aé");
        byte[] cut = Arrays.copyOf(whole, whole.length - 1);

        assertThat(read(cut, ExampleFormat.CSV, LIMITS).report().errors())
                .containsExactly(new RowError(2, "label", "is not valid UTF-8"));
    }

    @Test
    void gzip_is_recognised_and_damage_is_refused() {
        byte[] packed = gzip(bytes(HEADER + "1,one,,,a\n".repeat(5_000)));

        assertThat(read(packed, ExampleFormat.CSV, LIMITS).rows()).hasSize(5_000);
        byte[] cut = Arrays.copyOf(packed, packed.length / 2);
        assertThatThrownBy(() -> read(cut, ExampleFormat.CSV, LIMITS))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("damaged or cut short");
        assertThatThrownBy(() -> read(new byte[] {0x1f, (byte) 0x8b, 1, 2}, ExampleFormat.CSV, LIMITS))
                .isInstanceOf(Refusal.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CSV", "JSON_LINES"})
    void a_gzip_bomb_is_refused(ExampleFormat format) {
        byte[] bomb = gzip(new byte[24 << 20]);

        assertThatThrownBy(() -> read(bomb, format, LIMITS))
                .isInstanceOf(Refusal.Invalid.class)
                .satisfies(e -> assertThat(e.getMessage()).containsAnyOf("decompression bomb", "header line"));
        byte[] rows = gzip(bytes(HEADER + "1,one,,,a\n".repeat(1_500_000)));
        assertThatThrownBy(() -> read(rows, ExampleFormat.CSV, LIMITS))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("decompression bomb");
    }

    @Test
    void the_size_is_limited_when_decompressed() {
        byte[] rows = gzip(bytes(HEADER + "1,one,,,a\n".repeat(1_000)));

        assertThatThrownBy(() -> read(rows, ExampleFormat.CSV, LIMITS.withMaxBytes(5_000)))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("larger than the 5000 bytes");
    }

    @Test
    void a_stream_that_breaks_is_no_fault_of_the_file() {
        InputStream breaking = new InputStream() {
            private final InputStream start = new ByteArrayInputStream(bytes(HEADER + "1,one,,,a\n"));

            @Override
            public int read() throws IOException {
                int b = start.read();
                if (b < 0) {
                    throw new IOException("connection reset");
                }
                return b;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int n = start.read(buffer, offset, length);
                if (n < 0) {
                    throw new IOException("connection reset");
                }
                return n;
            }
        };

        assertThatThrownBy(() -> drain(ExampleReader.open(breaking, ExampleFormat.CSV, SCHEMA, LIMITS)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("connection reset");
    }
}
