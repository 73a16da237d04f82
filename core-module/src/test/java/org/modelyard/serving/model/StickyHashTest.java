package org.modelyard.serving.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StickyHashTest {

    private static final int UNITS = 200_000;

    /** Values that implementations of MurmurHash3_x86_32 in other languages publish for their tests. */
    @ParameterizedTest
    @CsvSource({
        "'', 0, 0",
        "'', 1, 514e28b7",
        "'', ffffffff, 81f16f39",
        "test, 0, ba6bd213",
        "test, 9747b28c, 704b81dc",
        "'Hello, world!', 0, c0363e43",
        "'Hello, world!', 9747b28c, 24884cba",
        "The quick brown fox jumps over the lazy dog, 0, 2e4ff723",
        "The quick brown fox jumps over the lazy dog, 9747b28c, 2fa826cd",
        "aaaa, 9747b28c, 5a97808a",
        "aaa, 9747b28c, 283e0130",
        "aa, 9747b28c, 5d211726",
        "a, 9747b28c, 7fa09ea6"
    })
    void agrees_with_the_published_values(String text, String seed, String hash) {
        int value = StickyHash.murmur3(text.getBytes(StandardCharsets.UTF_8), Integer.parseUnsignedInt(seed, 16));
        assertThat(Integer.toHexString(value)).isEqualTo(hash);
    }

    @Test
    void the_same_unit_stays_in_its_bucket_and_another_salt_moves_it() {
        long moved = 0;
        for (int i = 0; i < 1_000; i++) {
            String unit = "user-" + i;
            assertThat(StickyHash.bucket("a", unit)).isEqualTo(StickyHash.bucket("a", unit));
            moved += StickyHash.bucket("a", unit) == StickyHash.bucket("b", unit) ? 0 : 1;
        }
        assertThat(moved).isGreaterThan(990);
    }

    /** Chi-square over 100 groups of buckets: 99 degrees of freedom, so 160 is beyond 0.9998 of fair hashes. */
    @Test
    void numbered_units_spread_evenly() {
        int[] groups = new int[100];
        for (int i = 0; i < UNITS; i++) {
            groups[StickyHash.bucket("3f9c", "user-" + i) / 100]++;
        }
        double expected = UNITS / 100.0;
        double chiSquare = 0;
        for (int count : groups) {
            chiSquare += (count - expected) * (count - expected) / expected;
        }
        assertThat(chiSquare).isBetween(50.0, 160.0);
    }

    @Test
    void a_split_gives_each_variant_its_buckets_in_order() {
        TrafficSplit split = new TrafficSplit(
                List.of(new TrafficSplit.Variant("champion", 1, 9_500), new TrafficSplit.Variant("canary", 2, 500)));
        assertThat(split.of(0).name()).isEqualTo("champion");
        assertThat(split.of(9_499).name()).isEqualTo("champion");
        assertThat(split.of(9_500).name()).isEqualTo("canary");
        assertThat(split.of(9_999).name()).isEqualTo("canary");
        assertThat(TrafficSplit.whole("main", 7).of(9_999).versionId()).isEqualTo(7);
    }

    @Test
    void a_split_must_take_all_buckets() {
        assertThatThrownBy(() -> new TrafficSplit(List.of(new TrafficSplit.Variant("half", 1, 5_000))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
