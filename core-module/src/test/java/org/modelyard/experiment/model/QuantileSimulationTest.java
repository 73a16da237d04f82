package org.modelyard.experiment.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.modelyard.experiment.analysis.Finding;
import org.modelyard.experiment.analysis.Sample;
import org.modelyard.testdata.SimulatedRuns;

/**
 * Quantiles that are watched by the confidence sequence, both sides alike: how often a difference is ever called. Also of values that are rounded, where
 * many units have the same one, and of ratings, whose median lies between two of them.
 */
class QuantileSimulationTest {

    private static final double ALPHA = 0.05;
    private static final int BLOCK = 50;
    private static final DoubleUnaryOperator RATING = u -> u < 0.1 ? 1 : u < 0.2 ? 2 : u < 0.5 ? 3 : u < 0.8 ? 4 : 5;

    /** Of the values that have come, and the quantile. */
    private interface Measured {
        Sample of(Growing values, double q);
    }

    @Test
    void quantiles_of_no_effect_seldom_differ() {
        noEffect(40, 150);
    }

    @Tag("long")
    @Test
    void quantiles_of_no_effect_differ_in_one_of_twenty_at_most_over_a_thousand_looks() {
        noEffect(2_000, 1_000);
    }

    /** Why the larger half of the interval counts, and only values that were seen: by the mean of both halves, with ends between two values, ratings that are alike differ. */
    @Test
    void by_the_mean_of_both_halves_ratings_that_are_alike_would_differ() {
        SimulatedRuns runs = new SimulatedRuns(0, 60);
        int naive = runs.count(run -> differs(run, 4, 300, 0.5, RATING, QuantileSimulationTest::meanOfHalves));
        int ours = runs.count(run -> differs(run, 4, 300, 0.5, RATING, Growing::sample));
        runs.tell("ratings, 300 looks: by the mean of both halves %d of 60 differ, by the larger one %d", naive, ours);
        assertThat(naive).isGreaterThan(runs.most(ALPHA));
        assertThat(ours).isLessThanOrEqualTo(runs.most(ALPHA));
    }

    private static Sample meanOfHalves(Growing values, double q) {
        double reach = Sample.WOODRUFF * Math.sqrt(q * (1 - q) / values.n);
        double width = values.between(q + reach) - values.between(q - reach);
        double error = width / (2 * Sample.WOODRUFF);
        return new Sample(values.n, values.between(q), error * error * values.n);
    }

    private static void noEffect(int runs, int looks) {
        SoftAssertions softly = new SoftAssertions();
        DoubleUnaryOperator latency = u -> -100 * Math.log1p(-u);
        DoubleUnaryOperator whole = u -> Math.rint(20 + 3 * Math.log(u / (1 - u)));
        held(softly, "quantile 0.5 of a latency (exponential)", runs, looks, 0.5, latency, 0);
        held(softly, "quantile 0.95 of a latency (exponential)", runs, looks, 0.95, latency, 1);
        held(softly, "quantile 0.5 of whole milliseconds (logistic, spread 3)", runs, looks, 0.5, whole, 2);
        held(softly, "quantile 0.95 of whole milliseconds (logistic, spread 3)", runs, looks, 0.95, whole, 3);
        held(softly, "quantile 0.5 of ratings, half of them 3 or less", runs, looks, 0.5, RATING, 4);
        softly.assertAll();
    }

    private static void held(
            SoftAssertions softly, String metric, int all, int looks, double q, DoubleUnaryOperator value, int number) {
        SimulatedRuns runs = SimulatedRuns.of(all);
        int found = runs.count(run -> differs(run, number, looks, q, value, Growing::sample));
        runs.tell(
                "| %s | confidence sequence | %,d looks | %d of %d | at most %d |",
                metric, looks, found, runs.runs(), runs.most(ALPHA));
        softly.assertThat(found).as(metric).isLessThanOrEqualTo(runs.most(ALPHA));
    }

    /** @param number of the values: the seed follows from it and from the run */
    private static boolean differs(
            int run, int number, int looks, double q, DoubleUnaryOperator value, Measured measured) {
        RuleLook look = new RuleLook(plan(q), AnalysisRule.SEQUENTIAL, true);
        SplittableRandom random = new SplittableRandom(1_000_000L * number + run);
        Growing a = new Growing(random, looks * BLOCK, value);
        Growing b = new Growing(random, looks * BLOCK, value);
        for (int i = 0; i < looks; i++) {
            a.grow();
            b.grow();
            Finding finding = look.finding(ALPHA, measured.of(a, q), measured.of(b, q));
            if (finding != null && finding.p() <= ALPHA) {
                return true;
            }
        }
        return false;
    }

    private static ExperimentPlan plan(double q) {
        return BanditPlans.wish(
                        ExperimentAnalysisTest.variants(java.util.List.of("a", "b")),
                        new ExperimentWish.Metric(MetricKind.QUANTILE, "latency", null, q, true),
                        AnalysisRule.SEQUENTIAL,
                        null)
                .plan();
    }

    /** Values that come block by block. All are drawn and ranked at the beginning; a tree of counts tells which has a place among those that have come. */
    private static final class Growing {
        private static final int INDEX_BITS = 17;
        private static final int INDEX = (1 << INDEX_BITS) - 1;

        private final double[] sorted;
        private final int[] rank;
        private final int[] tree;
        private int n;

        Growing(SplittableRandom random, int most, DoubleUnaryOperator value) {
            long[] drawn = new long[most];
            for (int i = 0; i < most; i++) {
                drawn[i] = (random.nextLong() >>> 1) & ~(long) INDEX | i;
            }
            Arrays.sort(drawn);
            sorted = new double[most];
            rank = new int[most];
            for (int place = 0; place < most; place++) {
                rank[(int) (drawn[place] & INDEX)] = place;
                sorted[place] = value.applyAsDouble(((drawn[place] >>> INDEX_BITS) + 0.5) * 0x1p-46);
            }
            tree = new int[Integer.highestOneBit(most) * 2 + 1];
        }

        void grow() {
            for (int i = 0; i < BLOCK; i++) {
                for (int at = rank[n] + 1; at < tree.length; at += at & -at) {
                    tree[at]++;
                }
                n++;
            }
        }

        Sample sample(double q) {
            return Sample.quantile(n, q, this::at);
        }

        /** Linear interpolation between the two values about a share of them. */
        double between(double share) {
            double place = share * (n - 1);
            double low = at((long) place);
            return low + (place - (long) place) * (at((long) Math.ceil(place)) - low);
        }

        /** The value at a place among those that have come, 0 the smallest. */
        private double at(long place) {
            int before = 0;
            int left = (int) place;
            for (int step = Integer.highestOneBit(tree.length - 1); step > 0; step >>= 1) {
                if (before + step < tree.length && tree[before + step] <= left) {
                    before += step;
                    left -= tree[before];
                }
            }
            return sorted[before];
        }
    }
}
