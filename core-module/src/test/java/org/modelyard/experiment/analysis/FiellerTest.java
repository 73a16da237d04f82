package org.modelyard.experiment.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.modelyard.stats.Interval;

class FiellerTest {

    /** At either end the difference between the one mean and so many times the other is just as many standard errors as were asked for. */
    @Test
    void its_ends_are_the_ratios_that_are_just_excluded() {
        Sample control = Sample.proportion(500, 10_000);
        Sample variant = Sample.proportion(450, 9_000);
        Interval interval = Fieller.relative(control, variant, 3, 0.05).orElseThrow();
        assertThat(excess(control, variant, 1 + interval.low())).isCloseTo(3, within(1e-9));
        assertThat(excess(control, variant, 1 + interval.high())).isCloseTo(-3, within(1e-9));
        assertThat(interval.confidence()).isEqualTo(0.95);
    }

    @Test
    void with_a_sure_control_it_is_the_plain_interval() {
        Interval interval = Fieller.relative(new Sample(100, 4, 0), new Sample(100, 5, 4), 2, 0.05)
                .orElseThrow();
        assertThat(interval.low()).isCloseTo((5 - 2 * 0.2) / 4 - 1, within(1e-12));
        assertThat(interval.high()).isCloseTo((5 + 2 * 0.2) / 4 - 1, within(1e-12));
    }

    @Test
    void a_control_that_may_be_zero_excludes_nothing() {
        assertThat(Fieller.relative(new Sample(100, 0.3, 1), new Sample(100, 5, 4), 3, 0.05))
                .isEmpty();
        assertThat(Fieller.relative(new Sample(100, -5, 1), new Sample(100, 5, 4), 3, 0.05))
                .isEmpty();
        assertThat(Fieller.relative(new Sample(0, Double.NaN, Double.NaN), new Sample(100, 5, 4), 3, 0.05))
                .isEmpty();
    }

    private static double excess(Sample a, Sample b, double ratio) {
        return (b.mean() - ratio * a.mean()) / Math.sqrt(b.variance() / b.n() + ratio * ratio * a.variance() / a.n());
    }
}
