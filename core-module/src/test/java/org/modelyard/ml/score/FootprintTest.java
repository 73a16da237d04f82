package org.modelyard.ml.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FootprintTest {

    private record Weights(double[] numbers, List<String> names, @Nullable Object other) {}

    private record Outside(long offHeapBytes) implements OffHeap {}

    private static long of(Object root) {
        return Footprint.of(root, Long.MAX_VALUE);
    }

    @Test
    void arrays_are_their_elements_and_a_header() {
        assertThat(of(new double[1_000])).isEqualTo(8_016);
        assertThat(of(new boolean[10])).isEqualTo(32);
        assertThat(of(new double[2][1_000])).isEqualTo(24 + 2 * 8_016);
    }

    @Test
    void what_is_reached_twice_is_counted_once() {
        double[] shared = new double[1_000];
        Weights one = new Weights(shared, List.of(), shared);
        assertThat(of(one)).isBetween(8_016L, 8_200L);
    }

    @Test
    void circles_end() {
        List<Object> circle = new ArrayList<>();
        circle.add(circle);
        assertThat(of(new Weights(new double[0], List.of(), circle))).isLessThan(200);
    }

    @Test
    void collections_and_texts_count_by_what_is_in_them() {
        Map<String, double[]> map = Map.of("a", new double[500], "b", new double[500]);
        assertThat(of(map)).isBetween(8_032L, 8_400L);
        assertThat(of("x".repeat(1_000))).isBetween(1_000L, 1_100L);
    }

    @Test
    void memory_outside_of_the_heap_is_what_the_scorer_says() {
        assertThat(of(new Weights(new double[0], List.of(), new Outside(1 << 20))))
                .isBetween(1L << 20, (1L << 20) + 200);
    }

    @Test
    void what_is_outside_of_the_heap_is_told_by_itself() {
        Footprint.Size size = Footprint.of(new Weights(new double[100], List.of(), new Outside(1 << 20)));
        assertThat(size.outside()).isEqualTo(1 << 20);
        assertThat(size.bytes()).isBetween((1L << 20) + 800, (1L << 20) + 1_100);
    }

    @Test
    void the_walk_ends_when_the_limit_is_passed() {
        double[][] many = new double[1_000][1_000];
        assertThat(Footprint.of(many, 100_000)).isBetween(100_000L, 120_000L);
    }

    @Test
    void classes_threads_and_enums_are_nobodys() {
        assertThat(of(new Weights(new double[0], List.of(), Thread.currentThread())))
                .isLessThan(200);
        assertThat(of(new Weights(new double[0], List.of(), FootprintTest.class)))
                .isLessThan(200);
    }
}
