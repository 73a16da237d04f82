package org.modelyard.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StatisticsTest {

    @Test
    void what_is_undefined_is_not_a_number() {
        assertThat(KolmogorovSmirnov.statistic(new double[0], new double[] {1})).isNaN();
        assertThat(StabilityIndex.psi(new long[2], new long[] {1, 2}, 1e-4)).isNaN();
        assertThat(ChiSquared.independence(new long[][] {{3, 0}, {5, 0}}).p()).isNaN();
        assertThat(MeanTests.welch(new double[] {1, 1}, new double[] {1, 1}).p())
                .isNaN();
        assertThat(Proportions.zTest(0, 10, 0, 12).p()).isNaN();
        assertThat(Proportions.mcNemar(0, 0).p()).isNaN();
        assertThat(Divergence.jensenShannon(new long[2], new long[] {1, 1})).isNaN();
    }

    @Test
    void nonsense_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Proportions.wilson(3, 2, 0.95));
        assertThatIllegalArgumentException().isThrownBy(() -> Proportions.wilson(0, 0, 0.95));
        assertThatIllegalArgumentException().isThrownBy(() -> MultipleTesting.holm(new double[] {Double.NaN}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KolmogorovSmirnov.statistic(new double[] {Double.NaN}, new double[] {1}));
    }

    @Test
    void the_two_series_of_the_limit_distribution_meet() {
        assertThat(KolmogorovSmirnov.survival(Math.nextDown(0.8)))
                .isCloseTo(KolmogorovSmirnov.survival(0.8), within(1e-12));
        assertThat(KolmogorovSmirnov.survival(0)).isEqualTo(1);
        assertThat(KolmogorovSmirnov.survival(1.3580986)).isCloseTo(0.05, within(1e-7));
    }

    @Test
    void the_noise_of_psi_is_what_is_taken_off() {
        Random random = new Random(8);
        double raw = 0;
        int rounds = 400;
        for (int round = 0; round < rounds; round++) {
            long[] reference = new long[10];
            long[] current = new long[10];
            for (int i = 0; i < 1_000; i++) {
                reference[random.nextInt(10)]++;
            }
            for (int i = 0; i < 250; i++) {
                current[random.nextInt(10)]++;
            }
            raw += StabilityIndex.psi(reference, current, StabilityIndex.EPSILON) / rounds;
        }
        assertThat(raw).isCloseTo(9 * (1 / 1_000.0 + 1 / 250.0), within(0.004));
    }

    @Test
    void fishers_tail_is_quick_and_finite_for_millions() {
        double same = FisherExact.doubled(1_000_000, 4_000_000, 200_000, 800_000);
        assertThat(same).isCloseTo(1, within(1e-3));
        assertThat(FisherExact.doubled(1_000_000, 4_000_000, 203_000, 797_000)).isBetween(0.0, 1e-10);
    }

    @Property(tries = 200)
    void fishers_tails_agree_with_the_whole(
            @ForAll @IntRange(max = 30) int a,
            @ForAll @IntRange(max = 30) int b,
            @ForAll @IntRange(max = 30) int c,
            @ForAll @IntRange(max = 30) int d) {
        double greater = FisherExact.greater(a, b, c, d);
        double less = FisherExact.less(a, b, c, d);
        assertThat(greater + less).isGreaterThanOrEqualTo(1 - 1e-9);
        assertThat(FisherExact.doubled(a, b, c, d)).isCloseTo(Math.min(1, 2 * Math.min(greater, less)), within(1e-9));
    }

    @Property(tries = 100)
    void ks_on_bins_never_exceeds_ks_on_samples(@ForAll int seed, @ForAll @IntRange(min = 1, max = 40) int bins) {
        Random random = new Random(seed);
        double[] x = random.doubles(50).toArray();
        double[] y = random.doubles(70).map(v -> v * v).toArray();
        double exact = KolmogorovSmirnov.statistic(x, y);
        double binned = KolmogorovSmirnov.statistic(count(x, bins), count(y, bins), 0, bins);
        assertThat(binned).isLessThanOrEqualTo(exact + 1e-12);
    }

    private static long[] count(double[] values, int bins) {
        long[] counts = new long[bins];
        Arrays.stream(values).forEach(v -> counts[Math.min(bins - 1, (int) (v * bins))]++);
        return counts;
    }
}
