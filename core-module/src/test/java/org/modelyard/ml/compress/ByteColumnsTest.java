package org.modelyard.ml.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ByteColumnsTest {

    @Property
    void no_number_moves_by_more_than_half_a_scale_and_expanding_is_the_end_of_it(
            @ForAll @Size(24) List<@DoubleRange(min = -1e30, max = 1e30) Double> numbers) {
        double[] matrix = numbers.stream().mapToDouble(Double::doubleValue).toArray();
        ByteColumns once = ByteColumns.of(matrix, 3);
        double[] expanded = once.expanded();
        for (int i = 0; i < matrix.length; i++) {
            double scale = once.scales()[i % 3];
            assertThat(Math.abs(expanded[i] - matrix[i])).isLessThanOrEqualTo(scale / 2 * (1 + 1e-12) + 0x1p-112);
            assertThat((double) (float) expanded[i]).isEqualTo(expanded[i]); // networks keep floats
        }
        ByteColumns again = ByteColumns.of(expanded, 3);
        assertThat(again.scales()).isEqualTo(once.scales());
        assertThat(again.values()).isEqualTo(once.values());
    }

    @Test
    void each_column_has_the_scale_of_its_own_largest_number() {
        double[] matrix = {127, 0.5, -1, -0.25, 0, 0, 63.4, 0.0001, 1e-40};
        ByteColumns bytes = ByteColumns.of(matrix, 3);
        assertThat(bytes.scales()[0]).isEqualTo(1);
        assertThat(bytes.values()[0]).isEqualTo((byte) 127);
        assertThat(bytes.values()[6]).isEqualTo((byte) 63);
        assertThat(bytes.values()[1]).isEqualTo((byte) 127);
        assertThat(bytes.values()[4]).isZero();
        assertThat(bytes.values()[8]).isZero();
        assertThat(bytes.expanded()[2]).isEqualTo(-127 * bytes.scales()[2]);
    }

    @Test
    void a_column_of_zeros_stays_so_and_one_too_small_for_floats_becomes_so() {
        ByteColumns bytes = ByteColumns.of(new double[] {0, 1e-38, -0.0, -1e-39}, 2);
        assertThat(bytes.scales()).containsOnly(0);
        assertThat(Arrays.stream(bytes.expanded()).map(Math::abs).toArray()).containsOnly(0);
    }

    @Test
    void scales_that_are_none_are_refused() {
        assertThatThrownBy(() -> new ByteColumns(new double[] {-1}, new byte[1]))
                .hasMessageContaining("scale");
        assertThatThrownBy(() -> new ByteColumns(new double[] {Double.NaN}, new byte[1]))
                .hasMessageContaining("scale");
        assertThatThrownBy(() -> new ByteColumns(new double[2], new byte[3])).hasMessageContaining("columns");
        assertThatThrownBy(() -> new ByteColumns(new double[0], new byte[0])).hasMessageContaining("columns");
    }
}
