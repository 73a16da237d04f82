package org.modelyard.experiment.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.modelyard.stats.Interval;
import org.modelyard.testdata.SimulatedRuns;

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

    /** Both sides' means are known to 18 % of the control's: the delta method says too often that a loss of 5 % is larger, and hardly ever that it is smaller. */
    @Test
    void it_errs_to_either_side_as_often_as_it_says_and_the_delta_method_does_not() {
        double reach = 1.959963984540054;
        SimulatedRuns runs = new SimulatedRuns(0, 20_000);
        int[] wrong = runs.count(4, run -> {
            SplittableRandom random = new SplittableRandom(12_000_000L + run);
            Sample control = new Sample(100, 1 + 0.18 * random.nextGaussian(), 100 * 0.18 * 0.18);
            Sample variant = new Sample(100, 0.95 + 0.18 * random.nextGaussian(), 100 * 0.18 * 0.18);
            Interval ours = Fieller.relative(control, variant, reach, 0.05).orElse(new Interval(-9, 9, 0.95));
            Effect naive = Effect.of(control, variant, Scale.RELATIVE).orElseThrow();
            double half = reach * naive.standardError();
            return new boolean[] {
                ours.high() < -0.05,
                ours.low() > -0.05,
                naive.estimate() + half < -0.05,
                naive.estimate() - half > -0.05
            };
        });
        runs.tell(
                "a loss of just 5 %%, said to be more, less: by Fieller %d, %d; by the delta method %d, %d of %d",
                wrong[0], wrong[1], wrong[2], wrong[3], runs.runs());
        assertThat(wrong[0]).isLessThanOrEqualTo(runs.most(0.025));
        assertThat(wrong[1]).isLessThanOrEqualTo(runs.most(0.025));
        assertThat(wrong[2]).isGreaterThan(runs.most(0.025));
        assertThat(wrong[3]).isLessThan(runs.fewest(0.025));
    }

    private static double excess(Sample a, Sample b, double ratio) {
        return (b.mean() - ratio * a.mean()) / Math.sqrt(b.variance() / b.n() + ratio * ratio * a.variance() / a.n());
    }
}
