package org.modelyard.experiment.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;
import org.modelyard.stats.ChiSquared;

class ExperimentPlanTest {

    private static final ExperimentWish.Metric BOUGHT = new ExperimentWish.Metric(null, "bought", null, null, null);

    @Test
    void what_contradicts_itself_is_refused_with_every_field() {
        ExperimentWish wish = new ExperimentWish(
                null,
                List.of(
                        new ExperimentWish.Variant("a", 0.5, null),
                        new ExperimentWish.Variant("a", 0.4, null),
                        new ExperimentWish.Variant("Not A Name", 0.00001, null)),
                null,
                2.0,
                1.0,
                "Layer?",
                new ExperimentWish.Metric(MetricKind.RATIO, "clicks", null, 0.5, null),
                List.of(new ExperimentWish.Guard(null, 0.0)),
                AnalysisRule.FIXED_HORIZON,
                1.5,
                0.0,
                null,
                Duration.ZERO,
                Duration.ofDays(1_000));
        assertThatThrownBy(wish::plan).isInstanceOfSatisfying(Refusal.Invalid.class, refused -> assertThat(
                        refused.errors().stream().map(FieldError::field))
                .contains(
                        "variants[1].name",
                        "variants[2].name",
                        "variants[2].share",
                        "variants",
                        "traffic",
                        "holdout",
                        "layer",
                        "metric.denominator",
                        "metric.quantile",
                        "guardrails[0].metric",
                        "guardrails[0].tolerance",
                        "plannedUnits",
                        "alpha",
                        "power",
                        "duration",
                        "window"));
    }

    @Test
    void shares_that_do_not_add_up_are_named() {
        assertThatThrownBy(() -> wish(List.of(0.5, 0.4), null).plan()).hasMessageContaining("add up to 0.9, not to 1");
        assertThat(wish(List.of(0.5, 0.3, 0.2), null).plan().variants().get(1).buckets())
                .isEqualTo(3_000);
        assertThat(ExperimentAnalysisTest.wish(AnalysisRule.SEQUENTIAL, null, List.of("a", "b", "c"), null)
                        .plan()
                        .variants())
                .extracting(ExperimentVariant::buckets)
                .containsExactly(3_333, 3_333, 3_334);
    }

    @Test
    void exact_means_are_refused_with_what_to_do_instead() {
        ExperimentWish exact = new ExperimentWish(
                null,
                ExperimentAnalysisTest.variants(List.of("a", "b")),
                null,
                null,
                null,
                null,
                new ExperimentWish.Metric(MetricKind.MEAN, "revenue", null, null, null),
                null,
                AnalysisRule.EXACT,
                null,
                null,
                null,
                null,
                null);
        assertThatThrownBy(exact::plan).hasMessageContaining("EXACT is for shares");
    }

    @Test
    void a_condition_that_cannot_be_read_is_refused_where_it_is_wrong() {
        assertThatThrownBy(() -> wish(List.of(0.5, 0.5), "plan = 'gold'").plan())
                .hasMessageContaining("there is no input 'plan'");
        assertThat(wish(List.of(0.5, 0.5), "tier = 'gold' and age > 17")
                        .plan()
                        .targeting()
                        .condition())
                .isEqualTo("tier = 'gold' and age > 17");
    }

    @Test
    void a_plan_survives_being_written() {
        ExperimentPlan plan = wish(List.of(0.5, 0.5), "tier = 'gold'").plan();
        assertThat(ExperimentJson.plan(ExperimentJson.write(plan))).isEqualTo(plan);
        assertThat(ExperimentWish.of(plan).plan()).isEqualTo(plan);
    }

    @Test
    void targeting_takes_those_who_meet_it_and_nobody_whose_attribute_is_missing() {
        Targeting.Filter filter = wish(List.of(0.5, 0.5), "tier = 'gold' and age > 17")
                .plan()
                .targeting()
                .filter();
        assertThat(filter.takes(Map.of("tier", "gold", "age", 20, "other", List.of())))
                .isTrue();
        assertThat(filter.takes(Map.of("tier", "gold", "age", 17))).isFalse();
        assertThat(filter.takes(Map.of("tier", "gold"))).isFalse();
        assertThat(filter.takes(Map.of())).isFalse();
        assertThatThrownBy(() -> filter.takes(Map.of("tier", "gold", "age", "20")))
                .hasMessageContaining("'age' is NUMERIC");
        assertThat(Targeting.EVERYBODY.filter().takes(Map.of())).isTrue();
    }

    @Test
    void units_are_divided_as_the_shares_say_and_always_the_same_way() {
        ExperimentPlan plan = wish(List.of(0.5, 0.3, 0.2), null).plan();
        Map<String, Long> counts = new HashMap<>();
        for (int i = 0; i < 30_000; i++) {
            String variant = variant(plan, "salt-1", 0, "unit-" + i);
            assertThat(variant(plan, "salt-1", 0, "unit-" + i)).isEqualTo(variant);
            counts.merge(variant, 1L, Long::sum);
        }
        assertThat(ChiSquared.goodnessOfFit(
                                new long[] {counts.get("v0"), counts.get("v1"), counts.get("v2")},
                                new double[] {0.5, 0.3, 0.2})
                        .p())
                .isGreaterThan(0.001);
    }

    @Test
    void two_salts_divide_independently() {
        ExperimentPlan plan = wish(List.of(0.5, 0.5), null).plan();
        long[][] table = new long[2][2];
        for (int i = 0; i < 20_000; i++) {
            String unit = "unit-" + i;
            table[variant(plan, "one", 0, unit).charAt(1) - '0'][
                    variant(plan, "two", 0, unit).charAt(1) - '0']++;
        }
        assertThat(ChiSquared.independence(table).p()).isGreaterThan(0.001);
    }

    @Test
    void a_layer_gives_a_unit_to_one_experiment_at_most_and_a_holdout_is_kept_out() {
        ExperimentPlan plan = new ExperimentWish(
                        null,
                        ExperimentAnalysisTest.variants(List.of("v0", "v1")),
                        null,
                        0.4,
                        0.1,
                        "checkout",
                        BOUGHT,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null)
                .plan();
        int both = 0;
        int assigned = 0;
        int heldOut = 0;
        for (int i = 0; i < 20_000; i++) {
            Assignment one = Assignment.of(plan, "one", 0, "unit-" + i, true);
            Assignment other = Assignment.of(plan, "other", 4_000, "unit-" + i, true);
            both += one.reason() != Assignment.Reason.OUTSIDE_TRAFFIC
                            && other.reason() != Assignment.Reason.OUTSIDE_TRAFFIC
                    ? 1
                    : 0;
            assigned += one.reason() == Assignment.Reason.ASSIGNED ? 1 : 0;
            heldOut += one.reason() == Assignment.Reason.HELD_OUT ? 1 : 0;
        }
        assertThat(both).isZero();
        assertThat(assigned / 20_000.0).isCloseTo(0.36, within(0.02));
        assertThat(heldOut / 20_000.0).isCloseTo(0.04, within(0.01));
        assertThat(Assignment.of(plan, "one", 0, "unit", false).reason()).isEqualTo(Assignment.Reason.NOT_TARGETED);
    }

    @Test
    void slots_of_a_layer_are_found_where_there_is_room() {
        assertThat(Assignment.free(List.of(), 10_000)).isZero();
        List<Assignment.Slot> taken =
                List.of(new Assignment.Slot("b", 6_000, 2_000), new Assignment.Slot("a", 0, 4_000));
        assertThat(Assignment.free(taken, 2_000)).isEqualTo(4_000);
        assertThat(Assignment.free(taken, 2_001)).isEqualTo(-1);
        assertThat(Assignment.free(List.of(new Assignment.Slot("a", 0, 4_000)), 6_000))
                .isEqualTo(4_000);
    }

    private static String variant(ExperimentPlan plan, String salt, int from, String unit) {
        ExperimentVariant variant = Assignment.of(plan, salt, from, unit, true).variant();
        return variant == null ? "none" : variant.name();
    }

    private static ExperimentWish wish(List<Double> shares, @org.jspecify.annotations.Nullable String condition) {
        List<ExperimentWish.Variant> variants = new ArrayList<>();
        for (int i = 0; i < shares.size(); i++) {
            variants.add(new ExperimentWish.Variant("v" + i, shares.get(i), "caption " + i));
        }
        return new ExperimentWish(
                ExperimentSubject.CONTENT,
                variants,
                condition == null
                        ? null
                        : new ExperimentWish.Target(
                                Map.of("tier", FeatureType.CATEGORICAL, "age", FeatureType.NUMERIC), condition),
                null,
                null,
                null,
                BOUGHT,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
