package org.modelyard.experiment.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;

class AllocationWishTest {

    private static final List<ExperimentWish.Variant> TWO = ExperimentAnalysisTest.variants(List.of("a", "b"));
    private static final ExperimentWish.Metric CLICK = BanditPlans.CLICK;

    @Test
    void shares_are_fixed_unless_it_is_said() {
        ExperimentPlan plan = BanditPlans.wish(TWO, CLICK, null, null).plan();
        assertThat(plan.adaptive()).isFalse();
        assertThat(plan.rule()).isEqualTo(AnalysisRule.SEQUENTIAL);
        ExperimentWish.Allocation told = ExperimentWish.of(plan).allocation();
        assertThat(told).isEqualTo(new ExperimentWish.Allocation(AllocationStrategy.FIXED, null, null));
        assertThat(BanditPlans.wish(TWO, CLICK, null, told).plan()).isEqualTo(plan);
        assertThat(wrong(BanditPlans.wish(TWO, CLICK, null, new ExperimentWish.Allocation(null, null, 0.1))))
                .containsExactly("allocation");
    }

    @Test
    void a_bandit_looks_every_hour_and_keeps_a_tenth_of_an_equal_share_for_each() {
        ExperimentPlan plan = BanditPlans.wish(TWO, CLICK, null, BanditPlans.thompson(null, null))
                .plan();
        assertThat(plan.bandit()).isEqualTo(new Allocation(AllocationStrategy.THOMPSON, 500, 3_600_000));
        assertThat(plan.rule()).isEqualTo(AnalysisRule.BAYESIAN);
        assertThat(BanditPlans.of(10, null).bandit().floor()).isEqualTo(100);
        assertThat(BanditPlans.of(10, 0.1).bandit().floor()).isEqualTo(1_000);
    }

    @Test
    void a_plan_survives_being_written_and_asked_for_again() {
        ExperimentPlan plan = BanditPlans.wish(
                        TWO, CLICK, AnalysisRule.BAYESIAN, BanditPlans.thompson(Duration.ofMinutes(5), 0.2))
                .plan();
        assertThat(ExperimentJson.plan(ExperimentJson.write(plan))).isEqualTo(plan);
        assertThat(ExperimentWish.of(plan).plan()).isEqualTo(plan);
        String old = ExperimentJson.write(
                        BanditPlans.wish(TWO, CLICK, null, null).plan())
                .replace(",\"allocation\":null", "");
        assertThat(old).doesNotContain("allocation");
        assertThat(ExperimentJson.plan(old).adaptive()).isFalse();
    }

    @Test
    void what_a_bandits_units_do_not_allow_is_refused() {
        for (AnalysisRule rule : List.of(AnalysisRule.SEQUENTIAL, AnalysisRule.EXACT, AnalysisRule.FIXED_HORIZON)) {
            assertThat(wrong(BanditPlans.wish(TWO, CLICK, rule, BanditPlans.thompson(null, null))))
                    .as(rule.name())
                    .contains("rule");
        }
        ExperimentWish.Metric revenue = new ExperimentWish.Metric(MetricKind.MEAN, "revenue", null, null, null);
        assertThat(wrong(BanditPlans.wish(TWO, revenue, null, BanditPlans.thompson(null, null))))
                .containsExactly("allocation.strategy");
        ExperimentWish all = BanditPlans.wish(TWO, CLICK, null, BanditPlans.thompson(null, null));
        assertThat(wrong(new ExperimentWish(
                        ExperimentSubject.VERSIONS,
                        List.of(
                                new ExperimentWish.Variant("a", null, null, null, "champion"),
                                new ExperimentWish.Variant("b", null, null, null, "^1.1")),
                        null,
                        null,
                        null,
                        null,
                        CLICK,
                        List.of(new ExperimentWish.Guard(CLICK, null)),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        "churn",
                        null,
                        null,
                        null,
                        all.allocation(),
                        null)))
                .containsExactly("metric.source", "guardrails");
        assertThat(wrong(all.reading(List.of("country"), null))).containsExactly("segments");
    }

    @Test
    void predictions_are_divided_by_what_is_said_of_answers_and_by_nothing_else() {
        ExperimentPlan plan = predicted(
                        new ExperimentWish.Metric(null, "used", null, null, null, MetricSource.FEEDBACK), null)
                .plan();
        assertThat(plan.adaptive()).isTrue();
        assertThat(plan.firstAnswers()).isTrue();
        assertThat(plan.rule()).isEqualTo(AnalysisRule.BAYESIAN);
        assertThat(ExperimentJson.plan(ExperimentJson.write(plan))).isEqualTo(plan);
        assertThat(ExperimentWish.of(plan).plan()).isEqualTo(plan);
        assertThat(BanditPlans.of(2, null).firstAnswers()).as("content").isFalse();
        assertThat(wrong(predicted(CLICK, null))).containsExactly("metric.source");
        assertThat(wrong(
                        predicted(new ExperimentWish.Metric(null, null, null, null, null, MetricSource.LATENCY), null)))
                .containsExactly("metric.source", "allocation.strategy");
        assertThat(wrong(predicted(
                        new ExperimentWish.Metric(null, "rating", null, null, null, MetricSource.FEEDBACK), null)))
                .containsExactly("allocation.strategy");
        assertThat(wrong(predicted(
                        new ExperimentWish.Metric(null, "used", null, null, null, MetricSource.FEEDBACK),
                        AnalysisRule.SEQUENTIAL)))
                .containsExactly("rule");
    }

    private static ExperimentWish predicted(ExperimentWish.Metric metric, @Nullable AnalysisRule rule) {
        return new ExperimentWish(
                ExperimentSubject.MODELS,
                List.of(
                        new ExperimentWish.Variant("now", null, null, "churn", null),
                        new ExperimentWish.Variant("next", null, null, "churn-trees", null)),
                null,
                null,
                null,
                null,
                metric,
                null,
                rule,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                BanditPlans.thompson(null, null),
                null);
    }

    @Test
    void a_floor_leaves_room_and_the_first_shares_keep_to_it() {
        for (double floor : new double[] {0.6, 0.0005, 0.05555}) {
            assertThat(wrong(BanditPlans.wish(TWO, CLICK, null, BanditPlans.thompson(null, floor))))
                    .containsExactly("allocation.floor");
        }
        assertThat(wrong(BanditPlans.wish(TWO, CLICK, null, BanditPlans.thompson(Duration.ofMillis(10), null))))
                .containsExactly("allocation.every");
        List<ExperimentWish.Variant> uneven =
                List.of(new ExperimentWish.Variant("a", 0.96, null), new ExperimentWish.Variant("b", 0.04, null));
        assertThat(wrong(BanditPlans.wish(uneven, CLICK, null, BanditPlans.thompson(null, 0.05))))
                .containsExactly("variants[1].share");
        assertThat(BanditPlans.wish(uneven, CLICK, null, BanditPlans.thompson(null, 0.04))
                        .plan()
                        .variants()
                        .get(1)
                        .buckets())
                .isEqualTo(400);
    }

    private static List<String> wrong(ExperimentWish wish) {
        return catchThrowableOfType(Refusal.Invalid.class, wish::plan).errors().stream()
                .map(FieldError::field)
                .toList();
    }
}
