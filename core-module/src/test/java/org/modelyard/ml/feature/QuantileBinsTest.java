package org.modelyard.ml.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class QuantileBinsTest {

    @Test
    void few_different_values_get_a_bin_each() {
        double[] edges = QuantileBins.edges(new double[] {1, 1, 1, 1, 1, 2, 3}, 8);
        assertThat(edges).containsExactly(1.5, 2.5);
    }

    @Test
    void two_different_values_need_no_bins() {
        assertThat(QuantileBins.edges(new double[] {0, 0, 1, 1}, 8)).isEmpty();
    }

    @Test
    void a_value_that_dominates_leaves_the_other_bins_to_the_rest() {
        double[] values = new double[1000];
        for (int i = 900; i < 1000; i++) {
            values[i] = i;
        }
        double[] edges = QuantileBins.edges(values, 11);
        assertThat(edges).hasSize(10);
        assertThat(edges[0]).isEqualTo(450);
    }

    @Property
    void edges_rise_and_bins_are_no_more_than_asked(
            @ForAll @Size(max = 200) @IntRange(min = -20, max = 20) int[] drawn,
            @ForAll @IntRange(min = 2, max = 16) int bins,
            @ForAll @DoubleRange(min = -1, max = 1) double factor) {
        double[] values =
                Arrays.stream(drawn).mapToDouble(v -> v * factor).sorted().toArray();
        double[] edges = QuantileBins.edges(values, bins);
        assertThat(edges.length).isLessThan(bins);
        assertThat(edges).isSorted().doesNotHaveDuplicates();
        for (double value : values) {
            int bin = QuantileBins.bin(edges, value);
            assertThat(bin == 0 || edges[bin - 1] < value).isTrue();
            assertThat(bin == edges.length || value <= edges[bin]).isTrue();
        }
    }
}
