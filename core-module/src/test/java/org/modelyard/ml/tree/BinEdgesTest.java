package org.modelyard.ml.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BinEdgesTest {

    @Test
    void few_values_have_a_bin_each_zero_in_its_place() {
        float[] edges = BinEdges.of(new float[] {-2, -2, 1, 3}, 5, 255);
        assertThat(edges).containsExactly(-1, 0.5f, 2);
        assertThat(new int[] {BinEdges.bin(edges, -2), BinEdges.bin(edges, 0), BinEdges.bin(edges, 1)})
                .containsExactly(0, 1, 2);
        assertThat(BinEdges.bin(edges, Float.MAX_VALUE)).isEqualTo(3);
    }

    @Test
    void a_constant_has_no_edge() {
        assertThat(BinEdges.of(new float[0], 10, 255)).isEmpty();
        assertThat(BinEdges.of(new float[] {7, 7, 7}, 0, 255)).isEmpty();
    }

    @Test
    void neighbouring_numbers_are_told_apart() {
        float one = 1;
        float next = Math.nextUp(one);
        float[] edges = BinEdges.of(new float[] {one, next}, 0, 255);
        assertThat(BinEdges.bin(edges, one)).isZero();
        assertThat(BinEdges.bin(edges, next)).isEqualTo(1);
    }

    @Test
    void many_values_share_bins_of_about_equal_size() {
        SplittableRandom random = new SplittableRandom(5);
        float[] values = new float[10_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        Arrays.sort(values);
        float[] edges = BinEdges.of(values, 0, 20);
        int[] counts = new int[20];
        for (float value : values) {
            counts[BinEdges.bin(edges, value)]++;
        }
        assertThat(edges).hasSize(19);
        assertThat(Arrays.stream(counts).min().orElseThrow()).isGreaterThan(450);
        assertThat(Arrays.stream(counts).max().orElseThrow()).isLessThan(550);
    }

    @Test
    void a_value_that_most_rows_share_leaves_the_rest_its_bins() {
        float[] values = new float[1_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i + 1;
        }
        assertThat(BinEdges.of(values, 100_000, 11)).hasSize(10);
    }
}
