package org.modelyard.experiment.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.modelyard.stats.Interval;

class AnalysisTest {

    @Test
    void nothing_is_said_where_nothing_is_known() {
        Sample none = Sample.mean(0, 0, 0);
        Sample one = Sample.mean(1, 3, 9);
        Sample some = Sample.mean(3, 6, 14);
        assertThat(Effect.of(none, some, Scale.ABSOLUTE)).isEmpty();
        assertThat(Effect.of(one, some, Scale.ABSOLUTE)).isEmpty();
        assertThat(Effect.of(Sample.proportion(0, 9), Sample.proportion(0, 9), Scale.ABSOLUTE))
                .isEmpty();
        assertThat(Effect.of(Sample.proportion(0, 9), Sample.proportion(1, 9), Scale.RELATIVE))
                .isEmpty();
        assertThat(Sample.ratio(Sums.NONE).mean()).isNaN();
        assertThat(Sample.quantile(new double[] {1}, 0.5).mean()).isNaN();
        assertThat(SampleRatio.of(new long[] {0, 0}, new double[] {1, 1}).mismatch())
                .isFalse();
        assertThat(SampleRatio.of(new long[] {0, 9}, new double[] {1, 1}).p()).isNaN();
        assertThat(SampleRatio.of(new long[] {0, 10}, new double[] {1, 1}).p()).isBetween(0.001, 0.002);
        assertThat(SampleRatio.of(new long[] {6, 93}, new double[] {1, 99}).mismatch())
                .as("about one is expected where six are")
                .isFalse();
        assertThat(SampleRatio.of(new long[] {30, 470}, new double[] {1, 99}).mismatch())
                .isTrue();
        assertThat(new ExactSequence(0.05).difference(0, 0, 0, 0).interval()).isEqualTo(new Interval(-1, 1, 0.95));
    }

    @Test
    void nonsense_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Sample.proportion(3, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sample.mean(2, 1, 1).withActive(3));
        assertThatIllegalArgumentException().isThrownBy(() -> Sample.quantile(new double[9], 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ConfidenceSequence(0, 100));
        assertThatIllegalArgumentException().isThrownBy(() -> new ExactSequence(1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Posterior.Prior(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new SamplePlan(0.05, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new SamplePlan(0.05, 0.8).pooled(0.9, 0.2));
        assertThatIllegalArgumentException().isThrownBy(() -> Heterogeneity.of(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ThompsonSampling.propensities(List.of(new BetaPosterior(1, 1)), 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OffPolicy.estimate(new OffPolicy.Rows(
                        new double[] {1}, new double[] {1}, new double[] {0}, new double[0], new double[0])));
    }

    @Test
    void the_exact_sequence_is_wide_for_few_and_contains_what_was_found() {
        ExactSequence sequence = new ExactSequence(0.05);
        Finding few = sequence.difference(1, 5, 4, 5);
        assertThat(few.significant()).isFalse();
        assertThat(few.interval().contains(0.6)).isTrue();
        Finding many = sequence.difference(500, 10_000, 700, 10_000);
        assertThat(many.significant()).isTrue();
        assertThat(many.p()).isLessThan(0.05);
        assertThat(many.interval().low()).isBetween(0.001, 0.01);
        assertThat(many.interval().high()).isBetween(0.03, 0.04);
        assertThat(sequence.difference(0, 40, 40, 40).interval().high()).isCloseTo(1, within(1e-9));
    }

    @Test
    void the_exact_interval_excludes_no_effect_just_when_its_p_value_says_so() {
        ExactSequence sequence = new ExactSequence(0.05);
        for (int b = 10; b <= 60; b++) {
            Finding finding = sequence.difference(20, 200, b, 200);
            assertThat(finding.significant()).as("%d of 200", b).isEqualTo(finding.p() < 0.05);
        }
    }

    @Test
    void a_confidence_sequence_is_wider_than_one_look_and_shortest_near_its_tuning() {
        Effect effect = Effect.of(Sample.proportion(500, 5_000), Sample.proportion(560, 5_000), Scale.ABSOLUTE)
                .orElseThrow();
        ConfidenceSequence tuned = new ConfidenceSequence(0.05, 10_000);
        Interval once = FixedHorizon.test(effect, Side.BOTH, 0.05).interval();
        assertThat(tuned.halfWidth(effect)).isGreaterThan((once.high() - once.low()) / 2);
        assertThat(tuned.halfWidth(effect)).isLessThan(new ConfidenceSequence(0.05, 100).halfWidth(effect));
        assertThat(tuned.halfWidth(effect)).isLessThan(new ConfidenceSequence(0.05, 1e7).halfWidth(effect));
        // the interval and the p-value are two ways to say the same
        for (double z = 0; z < 6; z += 0.1) {
            Effect at = new Effect(z, 1, 1e6, 10_000);
            assertThat(tuned.at(at).significant()).isEqualTo(tuned.p(at) < 0.05);
        }
    }

    @Test
    void a_ratio_of_equal_denominators_is_a_mean() {
        double[] values = {1, 4, 2, 8, 5};
        double[] twos = {2, 2, 2, 2, 2};
        Sample ratio = Sample.ratio(Sums.of(values, twos));
        assertThat(ratio.mean()).isCloseTo(2, within(1e-12));
        assertThat(ratio.variance()).isCloseTo(7.5 / 4, within(1e-12));
    }

    @Test
    void the_error_of_a_quantile_is_that_of_theory() {
        SplittableRandom random = new SplittableRandom(4);
        double[] values = random.doubles(20_000).toArray();
        Sample median = Sample.quantile(values, 0.5);
        // uniform: sqrt(q(1-q)/n) over a density of 1; the larger half is some percent more than the mean of both
        assertThat(median.standardError()).isBetween(0.95 * Math.sqrt(0.25 / 20_000), 1.2 * Math.sqrt(0.25 / 20_000));
        assertThat(median.mean()).isCloseTo(0.5, within(0.015));
    }

    /** Else each of two sides whose median lies between two ratings would be sure of one of them. */
    @Test
    void a_quantile_between_two_values_may_err_by_all_that_lies_between_them() {
        double[] ratings = new double[1_000];
        for (int threes : new int[] {480, 500, 520}) {
            java.util.Arrays.fill(ratings, 4);
            java.util.Arrays.fill(ratings, 0, threes, 3);
            Sample median = Sample.quantile(ratings, 0.5);
            assertThat(median.standardError()).isGreaterThanOrEqualTo(0.5 / Sample.WOODRUFF);
        }
        java.util.Arrays.fill(ratings, 4);
        java.util.Arrays.fill(ratings, 0, 469, 3);
        // the lower end lies a small part of a place above the last 3: between two values, it would be sure to a hair
        assertThat(Sample.quantile(ratings, 0.5).standardError()).isGreaterThan(0.5);
        java.util.Arrays.fill(ratings, 0, 469, 4);
        assertThat(Sample.quantile(ratings, 0.5).standardError()).isZero();
    }

    @Test
    void what_was_known_before_shortens_the_interval_and_leaves_the_effect() {
        SplittableRandom random = new SplittableRandom(7);
        double[][] before = new double[2][2_000];
        double[][] after = new double[2][2_000];
        for (int arm = 0; arm < 2; arm++) {
            for (int i = 0; i < 2_000; i++) {
                before[arm][i] = random.nextGaussian();
                after[arm][i] = 2 * before[arm][i] + random.nextGaussian() + 0.3 * arm;
            }
        }
        Sums a = Sums.of(after[0], before[0]);
        Sums b = Sums.of(after[1], before[1]);
        Cuped cuped = Cuped.over(a.plus(b));
        Effect effect =
                Effect.of(cuped.adjusted(a), cuped.adjusted(b), Scale.ABSOLUTE).orElseThrow();
        assertThat(effect.estimate()).isCloseTo(0.3, within(0.1));
        assertThat(effect.standardError()).isCloseTo(Math.sqrt(2 / 2_000.0), within(0.003));
        assertThat(cuped.varianceRatio()).isCloseTo(0.2, within(0.03));
    }

    /** Exact chances from sums over both binomial distributions that were made elsewhere (numpy, scipy). */
    @Test
    void at_the_planners_size_the_effect_is_found_as_often_as_it_promises() {
        SamplePlan nine = new SamplePlan(0.05, 0.9);
        assertThat(nine.shares(0.05, 0.01, 0))
                .isEqualTo(nine.pooled(0.05, 0.01))
                .isBetween(10_920.0, 10_921.0);
        assertThat(ExactPower.of(0.05, 0.06, 10_921, 0.05, 0)).isCloseTo(0.9004, within(2e-4));
        int planned = (int) Math.ceil(nine.withMargin().shares(0.05, 0.01, 25));
        assertThat(planned).isEqualTo(11_769);
        assertThat(ExactPower.of(0.05, 0.06, planned, 0.05, 25))
                .as("as the planner answers: so much more than 0.9 that a count of 2,000 runs shows it")
                .isBetween(0.915, 0.925);
        assertThat(ExactPower.of(0.06, 0.05, 10_921, 0.05, 0))
                .as("downwards it is another pair of shares")
                .isBetween(0.89, 0.91);
        assertThat(ExactPower.of(0.9, 0.95, 582, 0.05, 0)).isCloseTo(0.905708, within(1e-6));

        SamplePlan eight = new SamplePlan(0.05, 0.8);
        assertThat(ExactPower.of(0.5, 0.6, 388, 0.05, 0))
                .as("the approximation is short")
                .isCloseTo(0.79666, within(1e-5));
        double enough = eight.shares(0.5, 0.1, 0);
        assertThat(enough).isEqualTo(392);
        assertThat(ExactPower.of(0.5, 0.6, (int) enough, 0.05, 0)).isGreaterThanOrEqualTo(0.8);
        for (double[] pair : new double[][] {{0.3, 0.3}, {0.2, -0.1}, {0.1, 0.1}, {0.9, 0.05}, {0.02, 0.08}}) {
            int n = (int) nine.shares(pair[0], pair[1], 0);
            assertThat(ExactPower.of(pair[0], pair[0] + pair[1], n, 0.05, 0))
                    .as(pair[0] + " and " + pair[1] + " more")
                    .isBetween(0.9, 0.94);
        }
    }

    /** A look that asks for 25 successes and failures a side says nothing at the 49 units that the difference alone would need. */
    @Test
    void at_the_planners_size_a_rule_has_what_it_asks_for() {
        SamplePlan plan = new SamplePlan(0.05, 0.8);
        assertThat(plan.shares(0.05, 0.2, 0)).isLessThan(60);
        assertThat(ExactPower.of(0.05, 0.25, 60, 0.05, 25)).isLessThan(1e-9);
        int n = (int) plan.shares(0.05, 0.2, 25);
        assertThat(n).isBetween(550, 650);
        assertThat(ExactPower.of(0.05, 0.25, n, 0.05, 25)).isBetween(0.8, 0.81);
        assertThat(ExactPower.of(0.25, 0.05, n, 0.05, 25)).isBetween(0.8, 0.81);
        int rare = (int) plan.shares(0.001, 0.001, 25);
        assertThat(ExactPower.of(0.001, 0.002, rare, 0.05, 25)).isBetween(0.8, 0.81);
        int speaking = (int) Math.ceil(plan.speaking(0.01, 0.3, 25));
        assertThat(BinomialDistribution.of(speaking, 0.01).survivalProbability(24))
                .isBetween(0.8, 0.92);
        assertThat(plan.shares(1e-9, 1e-9, 25)).as("no end of units is walked").isGreaterThan(1e10);
    }

    @Test
    void planning_and_detecting_are_inverse() {
        SamplePlan plan = new SamplePlan(0.05, 0.8);
        double units = plan.unpooled(0.1, 0.02);
        double variance = 0.1 * 0.9 + 0.12 * 0.88;
        assertThat(plan.detectable(variance, units)).isCloseTo(0.02, within(1e-9));
        assertThat(plan.sequentialShares(0.1, 0.02, null)).isGreaterThan(1.2 * units);
        assertThat(plan.sequentialShares(0.1, 0.02, 5_000.0))
                .isGreaterThanOrEqualTo(plan.sequentialShares(0.1, 0.02, null) * 0.9);
    }

    @Test
    void segments_that_differ_are_told_from_segments_that_do_not() {
        Heterogeneity same = Heterogeneity.of(List.of(part("a", 1.0), part("b", 1.1), part("c", 0.9)));
        assertThat(same.p()).isGreaterThan(0.5);
        assertThat(same.inconsistency()).isZero();
        assertThat(same.segments())
                .allSatisfy(segment -> assertThat(segment.corrected()).isGreaterThan(0.2));
        Heterogeneity other = Heterogeneity.of(List.of(part("a", 1.0), part("b", 1.0), part("c", -1.0)));
        assertThat(other.p()).isLessThan(1e-6);
        assertThat(other.segments().get(2).corrected()).isLessThan(1e-6);
    }

    private static Heterogeneity.Part part(String name, double effect) {
        return new Heterogeneity.Part(name, new Effect(effect, 0.2, 100, 200));
    }

    @Test
    void a_bandit_gives_what_is_believed_best_and_never_less_than_the_floor() {
        List<BetaPosterior> arms = List.of(
                BetaPosterior.uniform(50, 1_000), BetaPosterior.uniform(90, 1_000), BetaPosterior.uniform(20, 1_000));
        double[] shares = ThompsonSampling.propensities(arms, 0.05);
        assertThat(Arrays.stream(shares).sum()).isCloseTo(1, within(1e-12));
        assertThat(shares[1]).isGreaterThan(0.88);
        assertThat(shares[2]).isGreaterThanOrEqualTo(0.05);
        assertThat(ThompsonSampling.at(shares, 0)).isZero();
        assertThat(ThompsonSampling.at(shares, 0.5)).isEqualTo(1);
        assertThat(ThompsonSampling.at(shares, 0.999999)).isEqualTo(2);
        double[] even = ThompsonSampling.propensities(List.of(arms.get(0), arms.get(0)), 0);
        assertThat(even[0]).isCloseTo(0.5, within(1e-12));
    }

    /** Two actions that earn 0.2 and 0.6, logged nine to one; the other policy takes them one to nine: it would earn 0.56. */
    @Test
    void doubly_robust_is_right_when_the_model_is_wrong_and_when_the_propensities_are() {
        int n = 40_000;
        SplittableRandom random = new SplittableRandom(11);
        double[] reward = new double[n];
        double[] target = new double[n];
        double[] logged = new double[n];
        double[] wrongLogged = new double[n];
        double[] good = new double[n];
        double[] bad = new double[n];
        double[] goodPolicy = new double[n];
        double[] badPolicy = new double[n];
        for (int i = 0; i < n; i++) {
            boolean second = random.nextDouble() < 0.1;
            reward[i] = random.nextDouble() < (second ? 0.6 : 0.2) ? 1 : 0;
            target[i] = second ? 0.9 : 0.1;
            logged[i] = second ? 0.1 : 0.9;
            wrongLogged[i] = 0.5;
            good[i] = second ? 0.6 : 0.2;
            goodPolicy[i] = 0.56;
            bad[i] = 0.9;
            badPolicy[i] = 0.9;
        }
        OffPolicy rightPropensities = OffPolicy.estimate(new OffPolicy.Rows(reward, target, logged, bad, badPolicy));
        OffPolicy rightModel = OffPolicy.estimate(new OffPolicy.Rows(reward, target, wrongLogged, good, goodPolicy));
        assertThat(rightPropensities.ips()).isCloseTo(0.56, within(0.04));
        assertThat(rightPropensities.snips()).isCloseTo(0.56, within(0.03));
        assertThat(rightPropensities.doublyRobust()).isCloseTo(0.56, within(0.04));
        assertThat(rightModel.doublyRobust()).isCloseTo(0.56, within(0.02));
        assertThat(rightModel.ips()).isLessThan(0.4);
        assertThat(rightPropensities.warning()).isEmpty();
        assertThat(rightPropensities.standardErrors()[0]).isBetween(0.001, 0.02);
    }
}
