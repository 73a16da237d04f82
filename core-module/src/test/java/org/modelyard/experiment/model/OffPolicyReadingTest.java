package org.modelyard.experiment.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.experiment.analysis.SampleRatio;
import org.modelyard.experiment.analysis.Sums;
import org.modelyard.platform.model.Refusal;

class OffPolicyReadingTest {

    private static final ExperimentPlan FIXED = ExperimentAnalysisTest.plan(AnalysisRule.SEQUENTIAL, null);

    @Test
    void of_fixed_shares_a_policy_earns_the_variants_means_in_its_shares() {
        OffPolicyReading found = OffPolicyReading.of(
                FIXED,
                new double[] {0.25, 0.75},
                List.of(share(0, 0, 5_000, 1_000, 50), share(0, 1, 5_000, 1_000, 90)));
        assertThat(found.units()).isEqualTo(2_000);
        assertThat(found.rounds()).isEqualTo(1);
        assertThat(found.earned()).isEqualTo(0.07);
        double expected = 0.25 * 0.05 + 0.75 * 0.09;
        for (OffPolicyReading.Estimate one : found.estimates()) {
            assertThat(one.estimate()).as(one.method().name()).isCloseTo(expected, within(1e-12));
        }
        // of independent shares: the variance of 0.25 a + 0.75 b
        double error = Math.sqrt(0.0625 * 0.05 * 0.95 / 1_000 + 0.5625 * 0.09 * 0.91 / 1_000);
        OffPolicyReading.Estimate robust = found.estimates().get(2);
        assertThat(robust.method()).isEqualTo(OffPolicyReading.Method.DR);
        assertThat(robust.standardError()).isCloseTo(error, within(error / 500));
        assertThat(robust.high()).isCloseTo(expected + 1.959964 * error, within(error / 250));
        assertThat(found.confidence()).isEqualTo(0.95);
        assertThat(found.effectiveSample()).isCloseTo(1_600, within(1e-9));
        assertThat(found.largestWeight()).isEqualTo(1.5);
        assertThat(found.warning()).isNull();
    }

    @Test
    void each_rounds_model_is_what_was_seen_before() {
        OffPolicyReading found = OffPolicyReading.of(
                BanditPlans.of(2, 0.05),
                new double[] {0, 1},
                List.of(
                        share(2, 1, 9_000, 900, 180),
                        share(1, 0, 5_000, 100, 10),
                        share(1, 1, 5_000, 100, 30),
                        share(2, 0, 1_000, 100, 10)));
        assertThat(found.rounds()).isEqualTo(2);
        // first round: 0.3 a unit; second: 0.3 and the residuals over 0.9
        double second = 0.3 * 1_000 + (180 - 0.3 * 900) / 0.9;
        assertThat(found.estimates().get(2).estimate()).isCloseTo((0.3 * 200 + second) / 1_200, within(1e-12));
        assertThat(found.estimates().get(0).estimate()).isCloseTo((30 / 0.5 + 180 / 0.9) / 1_200, within(1e-12));
        assertThat(found.estimates().get(1).estimate())
                .isCloseTo((30 / 0.5 + 180 / 0.9) / (100 / 0.5 + 900 / 0.9), within(1e-12));
    }

    @Test
    void a_mean_is_told_as_well_as_a_share() {
        MetricSums sums = new MetricSums(new Sums(3, 6, 0, 14, 0, 0), 2, 0, Sums.NONE);
        ExperimentMetric mean = new ExperimentMetric(MetricKind.MEAN, "revenue", null, null, false);
        ExperimentMetric share = new ExperimentMetric(MetricKind.PROPORTION, "click", null, null, false);
        assertThat(OffPolicyReading.reward(mean, sums)).isEqualTo(sums.metric());
        assertThat(OffPolicyReading.reward(share, sums)).isEqualTo(new Sums(3, 2, 0, 2, 0, 0));
        assertThat(OffPolicyReading.tells(mean.kind())).isTrue();
        assertThat(OffPolicyReading.tells(share.kind())).isTrue();
        assertThat(OffPolicyReading.tells(MetricKind.QUANTILE)).isFalse();
        assertThat(OffPolicyReading.tells(MetricKind.RATIO)).isFalse();
    }

    @Test
    void nothing_is_estimated_from_units_that_were_lost_or_doubled() {
        OffPolicyReading found = OffPolicyReading.of(
                FIXED, new double[] {0, 1}, List.of(share(0, 0, 5_000, 1_000, 50), share(0, 1, 5_000, 700, 63)));
        SampleRatio lost = SampleRatio.of(new long[] {1_000, 700}, new double[] {1, 1});
        OffPolicyReading withheld = found.checked(lost);
        assertThat(withheld.warning()).startsWith("Nothing is estimated").contains("loses or doubles units");
        assertThat(withheld.estimates())
                .extracting(OffPolicyReading.Estimate::method)
                .containsExactly(OffPolicyReading.Method.values());
        assertThat(withheld.estimates()).allSatisfy(one -> {
            assertThat(one.estimate()).isNull();
            assertThat(one.low()).isNull();
        });
        assertThat(withheld.units()).isEqualTo(1_700);
        assertThat(found.checked(SampleRatio.of(new long[] {1_000, 990}, new double[] {1, 1})))
                .isSameAs(found);
        assertThat(found.checked(new SampleRatio(Double.NaN, Double.NaN)))
                .as("too few to tell")
                .isSameAs(found);
    }

    @Test
    void few_units_that_decide_are_warned_of_and_what_nobody_saw_is_not_estimated() {
        OffPolicyReading few = OffPolicyReading.of(
                FIXED, new double[] {0, 1}, List.of(share(0, 0, 5_000, 99, 9), share(0, 1, 5_000, 99, 9)));
        assertThat(few.effectiveSample()).isCloseTo(99, within(1e-9));
        assertThat(few.warning()).contains("too few to trust");
        OffPolicyReading enough = OffPolicyReading.of(
                FIXED, new double[] {0, 1}, List.of(share(0, 0, 5_000, 100, 9), share(0, 1, 5_000, 100, 9)));
        assertThat(enough.warning()).isNull();
        OffPolicyReading blind = OffPolicyReading.of(
                FIXED, new double[] {0.5, 0.5}, List.of(share(0, 0, 5_000, 10_000, 900), share(0, 1, 5_000, 0, 0)));
        assertThat(blind.warning()).contains("No unit of 'b' is judged");
        assertThat(blind.estimates()).allSatisfy(one -> {
            assertThat(one.estimate()).isNull();
            assertThat(one.low()).isNull();
        });
    }

    @Test
    void a_policy_is_one_variant_or_shares_that_add_up() {
        assertThat(new PolicyWish("b", null).of(FIXED)).containsExactly(0, 1);
        assertThat(new PolicyWish(null, Map.of("b", 0.3, "a", 0.7)).of(FIXED)).containsExactly(0.7, 0.3);
        assertThat(new PolicyWish(null, Map.of("a", 1.0)).of(FIXED)).containsExactly(1, 0);
        refused(new PolicyWish(null, null), "Say one variant");
        refused(new PolicyWish("a", Map.of("a", 1.0)), "Say one variant");
        refused(new PolicyWish("c", null), "there are a, b");
        refused(new PolicyWish(null, Map.of("a", 0.5)), "add up to 0.5, not to 1");
        refused(new PolicyWish(null, Map.of("a", 1.5, "b", -0.5)), "between 0 and 1");
        Map<String, @Nullable Double> missing = new HashMap<>(Collections.singletonMap("a", null));
        refused(new PolicyWish(null, missing), "between 0 and 1");
        refused(new PolicyWish(null, Map.of()), "add up to 0.0, not to 1");
    }

    private static void refused(PolicyWish wish, String words) {
        assertThatThrownBy(() -> wish.of(FIXED)).isInstanceOfSatisfying(Refusal.Invalid.class, wrong -> assertThat(
                        Arrays.toString(wrong.errors().toArray()))
                .contains(words));
    }

    private static OffPolicyReading.Logged share(int round, int variant, int buckets, long units, long successes) {
        return new OffPolicyReading.Logged(round, variant, buckets, new Sums(units, successes, 0, successes, 0, 0));
    }
}
