package org.modelyard.ml.binary;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class HalfTest {

    /** By the standard's definition, in doubles, which hold every half. */
    private static double defined(int half) {
        double sign = (half & 0x8000) == 0 ? 1 : -1;
        int exponent = half >> 10 & 0x1F;
        int fraction = half & 0x3FF;
        if (exponent == 31) {
            return fraction == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
        }
        return sign
                * (exponent == 0
                        ? Math.scalb((double) fraction, -24)
                        : Math.scalb(1 + fraction / 1024.0, exponent - 15));
    }

    @Test
    void each_of_the_65536_means_what_the_standard_says_and_comes_back() {
        for (int half = 0; half < 1 << 16; half++) {
            double defined = defined(half);
            float read = Half.toFloat((short) half);
            if (Double.isNaN(defined)) {
                assertThat(read).isNaN();
                assertThat(Half.toFloat(Half.of(read))).isNaN();
            } else {
                assertThat(Float.floatToRawIntBits(read)).isEqualTo(Float.floatToRawIntBits((float) defined));
                assertThat(Half.of(read)).isEqualTo((short) half);
            }
        }
    }

    @Test
    void between_two_neighbours_the_nearer_is_taken_and_in_the_middle_the_even_one() {
        for (int half = 0; half < 0x7C00; half++) {
            double low = defined(half);
            double high = half == 0x7BFF ? 65536 : defined(half + 1);
            double middle = (low + high) / 2;
            int even = (half & 1) == 0 ? half : half + 1;
            assertThat(Half.of(middle)).isEqualTo((short) even);
            assertThat(Half.of(Math.nextDown(middle))).isEqualTo((short) half);
            assertThat(Half.of(Math.nextUp(middle))).isEqualTo((short) (half + 1));
            assertThat(Half.of(-middle)).isEqualTo((short) (even | 0x8000));
        }
    }

    @Test
    void a_double_is_rounded_once_and_not_first_to_a_float() {
        double middle = 1 + 0x1p-11;
        double above = middle + 0x1p-40; // as a float it is the middle itself, which goes down to the even one
        assertThat((float) above).isEqualTo((float) middle);
        assertThat(Half.toFloat(Half.of(above))).isEqualTo(1 + 0x1p-10f);
        assertThat(Half.toFloat(Half.of(middle))).isEqualTo(1f);
    }

    @Test
    void what_is_too_large_is_infinite_and_what_is_too_small_is_zero() {
        assertThat(Half.toFloat(Half.of(Half.MOST))).isEqualTo(65504f);
        assertThat(Half.toFloat(Half.of(65519.99))).isEqualTo(65504f);
        assertThat(Half.toFloat(Half.of(65520))).isInfinite();
        assertThat(Half.toFloat(Half.of(-1e300))).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(Half.toFloat(Half.of(0x1p-25))).isZero();
        assertThat(Half.toFloat(Half.of(Math.nextUp(0x1p-25)))).isEqualTo(0x1p-24f);
        assertThat(Half.of(-Double.MIN_VALUE)).isEqualTo((short) 0x8000);
        assertThat(Half.of(Double.NaN) & 0x7C00).isEqualTo(0x7C00);
    }

    @Property
    void a_normal_number_moves_by_a_2048th_of_itself_at_most(
            @ForAll @DoubleRange(min = -65504, max = 65504) double value) {
        double moved = Math.abs(Half.toFloat(Half.of(value)) - value);
        assertThat(moved).isLessThanOrEqualTo(Math.max(Math.abs(value) * 0x1p-11, 0x1p-25));
    }
}
