package org.modelyard.registry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0,0,1",
        "bytes=2-5,2,4",
        "bytes=7-,7,3",
        "bytes=-3,7,3",
        "bytes=-99,0,10",
        "bytes=8-99,8,2",
        "bytes=0-999999999999999999,0,10"
    })
    void what_rfc_9110_says_is_meant(String header, long from, long length) {
        assertThat(ByteRange.of(header, 10)).isEqualTo(new ByteRange(from, length));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=-",
                "bytes=5-2",
                "bytes=0-1,3-4",
                "items=0-1",
                "bytes=a-b",
                "",
                "bytes=1",
                "bytes=-1-2",
                "bytes=99999999999999999999-"
            })
    void what_is_no_single_range_means_all(String header) {
        assertThat(ByteRange.of(header, 10)).isEqualTo(ByteRange.whole(10));
        assertThat(ByteRange.of(null, 10)).isEqualTo(ByteRange.whole(10));
    }

    @Test
    void what_lies_behind_the_end_is_refused() {
        for (String header : new String[] {"bytes=10-", "bytes=11-12", "bytes=-0"}) {
            assertThatThrownBy(() -> ByteRange.of(header, 10))
                    .isInstanceOf(ByteRange.Unsatisfiable.class)
                    .hasMessageContaining("10 bytes");
        }
        assertThatThrownBy(() -> ByteRange.of("bytes=0-", 0)).isInstanceOf(ByteRange.Unsatisfiable.class);
        assertThatThrownBy(() -> new ByteRange(-1, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void a_part_is_its_bytes_and_no_more(@ForAll @IntRange(max = 300) int from, @ForAll @IntRange(max = 300) int length)
            throws IOException {
        byte[] all = new byte[600];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) (i * 7);
        }
        byte[] expected = Arrays.copyOfRange(all, from, from + length);
        ByteRange range = new ByteRange(from, length);
        assertThat(range.of(new ByteArrayInputStream(all)).readAllBytes()).isEqualTo(expected);
        try (InputStream single = range.of(new ByteArrayInputStream(all))) {
            for (byte one : expected) {
                assertThat((byte) single.read()).isEqualTo(one);
            }
            assertThat(single.read()).isEqualTo(-1);
        }
        try (InputStream skipping = range.of(new ByteArrayInputStream(all))) {
            assertThat(skipping.skip(100)).isEqualTo(Math.min(100, length));
            assertThat(skipping.readAllBytes()).hasSize(Math.max(0, length - 100));
        }
    }

    /** Whoever asked has nothing then that could be closed. */
    @Test
    void a_stream_that_ends_before_the_part_begins_is_closed() {
        AtomicBoolean closed = new AtomicBoolean();
        InputStream ten = new ByteArrayInputStream(new byte[10]) {
            @Override
            public void close() {
                closed.set(true);
            }
        };
        assertThatThrownBy(() -> new ByteRange(11, 1).of(ten)).isInstanceOf(EOFException.class);
        assertThat(closed).isTrue();
    }
}
