package org.modelyard.experiment.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.modelyard.experiment.analysis.Effect;
import org.modelyard.experiment.analysis.Finding;
import org.modelyard.experiment.analysis.FixedHorizon;
import org.modelyard.experiment.analysis.Sample;
import org.modelyard.experiment.analysis.Scale;
import org.modelyard.experiment.analysis.Side;
import org.modelyard.experiment.analysis.Sums;

class CupedReadingTest {

    private static final int RUNS = 400;
    /** Sigma 2 of the part that was known before, sigma 1 of the rest: four fifths of the variance. */
    private static final double KNOWN = 2;

    @Test
    void the_verdict_is_of_adjusted_means_only_where_the_plan_says_so() {
        List<MetricSums> sums = units(new SplittableRandom(7), 4_000, 0.1, 1);
        CupedReading used = CupedReading.of(plan(true), sums, true).orElseThrow();
        assertThat(used.used()).isTrue();
        assertThat(used.units()).isEqualTo(8_000);
        assertThat(used.varianceSaved()).isCloseTo(0.8, within(0.02));
        assertThat(used.words()).contains("as the plan says", "% of the variance away");
        CupedReading beside = CupedReading.of(plan(false), sums, true).orElseThrow();
        assertThat(beside.used()).isFalse();
        assertThat(beside.words()).contains("plain means", "information");
        List<Sample> adjusted = CupedReading.samples(plan(true), sums);
        List<Sample> plain = CupedReading.samples(plan(false), sums);
        assertThat(plain.get(0))
                .isEqualTo(Sample.mean(
                                4_000,
                                sums.get(0).metric().sumY(),
                                sums.get(0).metric().sumYY())
                        .withActive(4_000));
        assertThat(adjusted.get(1).variance()).isCloseTo(plain.get(1).variance() / 5, within(0.1));
        assertThat(beside.beside().get(0).difference())
                .isEqualTo(adjusted.get(1).mean() - adjusted.get(0).mean());
        assertThat(used.beside().get(0).difference())
                .isEqualTo(plain.get(1).mean() - plain.get(0).mean());
        double width = width(beside.beside().get(0));
        assertThat(width / width(used.beside().get(0))).isCloseTo(Math.sqrt(0.2), within(0.02));
    }

    @Test
    void units_whose_covariate_is_unknown_count_as_average_ones() {
        List<MetricSums> half = units(new SplittableRandom(8), 4_000, 0, 0.5);
        CupedReading reading = CupedReading.of(plan(true), half, true).orElseThrow();
        assertThat(reading.units()).isBetween(3_700L, 4_300L);
        assertThat(reading.varianceSaved()).isCloseTo(0.4, within(0.04));
        assertThat(CupedReading.samples(plan(true), half).get(0).n()).isEqualTo(4_000);
    }

    @Test
    void with_too_few_covariates_nothing_is_taken_out() {
        List<MetricSums> few = units(new SplittableRandom(9), 4_000, 0, 0.03);
        CupedReading reading = CupedReading.of(plan(true), few, true).orElseThrow();
        assertThat(reading.used()).isFalse();
        assertThat(reading.varianceSaved()).isNull();
        assertThat(reading.words()).contains("from 500 on");
        assertThat(CupedReading.samples(plan(true), few)).isEqualTo(CupedReading.samples(plan(false), few));
        assertThat(CupedReading.of(plan(false), units(new SplittableRandom(9), 100, 0, 0), true))
                .isEmpty();
        assertThat(CupedReading.samples(plan(true), Collections.nCopies(2, MetricSums.NONE)))
                .allSatisfy(one -> assertThat(one.n()).isZero());
    }

    /** A covariate far from 0 must not cost the digits. */
    @Test
    void the_slope_does_not_depend_on_where_the_covariate_begins() {
        List<MetricSums> near = new ArrayList<>();
        List<MetricSums> far = new ArrayList<>();
        for (int side = 0; side < 2; side++) {
            double[] y = new double[1_000];
            double[] x = new double[1_000];
            double[] moved = new double[1_000];
            SplittableRandom random = new SplittableRandom(side);
            for (int i = 0; i < y.length; i++) {
                x[i] = random.nextGaussian();
                y[i] = x[i] + random.nextGaussian();
                moved[i] = x[i] + 1_000;
            }
            near.add(new MetricSums(Sums.of(y, y), 1_000, 1_000, Sums.of(y, x)));
            far.add(new MetricSums(Sums.of(y, y), 1_000, 1_000, Sums.of(y, moved)));
        }
        assertThat(CupedReading.samples(plan(true), far).get(1).mean())
                .isCloseTo(CupedReading.samples(plan(true), near).get(1).mean(), within(1e-8));
    }

    @Test
    void the_interval_of_one_look_covers_the_effect_as_often_as_it_says() {
        SplittableRandom random = new SplittableRandom(20_261_130);
        int missed = 0;
        for (int run = 0; run < RUNS; run++) {
            List<Sample> samples = CupedReading.samples(plan(true), units(random, 600, 0.3, 0.8));
            Effect effect =
                    Effect.of(samples.get(0), samples.get(1), Scale.ABSOLUTE).orElseThrow();
            Finding finding = FixedHorizon.test(effect, Side.BOTH, 0.05);
            missed += finding.interval().contains(0.3) ? 0 : 1;
        }
        assertThat(missed).isLessThanOrEqualTo(bound()).isPositive();
    }

    /** The slope is estimated anew at each look: no effect, twenty-five looks from 600 units a side to 3,000. */
    @Test
    void the_watched_interval_covers_no_effect_at_all_looks_as_often_as_it_says() {
        SplittableRandom random = new SplittableRandom(20_261_201);
        RuleLook look = new RuleLook(plan(true), AnalysisRule.SEQUENTIAL, true);
        int wrong = 0;
        for (int run = 0; run < RUNS; run++) {
            List<MetricSums> sums = units(random, 600, 0, 0.8);
            boolean found = false;
            for (int i = 0; i < 25; i++) {
                List<Sample> samples = CupedReading.samples(plan(true), sums);
                Finding finding = look.finding(0.05, samples.get(0), samples.get(1));
                assertThat(finding).isNotNull();
                found |= finding.significant();
                List<MetricSums> more = units(random, 100, 0, 0.8);
                sums = List.of(sums.get(0).plus(more.get(0)), sums.get(1).plus(more.get(1)));
            }
            wrong += found ? 1 : 0;
        }
        assertThat(wrong).isLessThanOrEqualTo(bound());
    }

    private static int bound() {
        return BinomialDistribution.of(RUNS, 0.05).inverseCumulativeProbability(0.99);
    }

    private static double width(CupedReading.Beside one) {
        assertThat(one.low()).isNotNull();
        assertThat(one.high()).isNotNull();
        return one.high() - one.low();
    }

    /** @param known share of the units whose covariate is known */
    private static List<MetricSums> units(SplittableRandom random, int aSide, double effect, double known) {
        List<MetricSums> sides = new ArrayList<>();
        for (int side = 0; side < 2; side++) {
            double[] y = new double[aSide];
            double[] x = new double[aSide];
            int with = 0;
            double[] yWith = new double[aSide];
            for (int i = 0; i < aSide; i++) {
                double before = 10 + KNOWN * random.nextGaussian();
                y[i] = before + random.nextGaussian() + side * effect;
                if (random.nextDouble() < known) {
                    x[with] = before;
                    yWith[with++] = y[i];
                }
            }
            sides.add(new MetricSums(
                    Sums.of(y, y),
                    aSide,
                    aSide,
                    Sums.of(java.util.Arrays.copyOf(yWith, with), java.util.Arrays.copyOf(x, with))));
        }
        return sides;
    }

    static ExperimentPlan plan(boolean cuped) {
        return new ExperimentWish(
                        null,
                        ExperimentAnalysisTest.variants(List.of("a", "b")),
                        null,
                        null,
                        null,
                        null,
                        new ExperimentWish.Metric(MetricKind.MEAN, "revenue", null, null, null),
                        null,
                        AnalysisRule.SEQUENTIAL,
                        null,
                        null,
                        null,
                        null,
                        null)
                .reading(null, cuped)
                .plan();
    }
}
