package org.modelyard.experiment.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;

class KnownBeforeTest {

    private static final ExperimentPlan PLAN = ExperimentAnalysisTest.wish(
                    AnalysisRule.SEQUENTIAL, null, List.of("a", "b"), null)
            .reading(List.of("country", "age"), null)
            .plan();

    @Test
    void values_of_the_plans_attributes_are_kept_as_short_texts() {
        assertThat(facts(Map.of("country", " de ", "age", 30.0, "other", "x")).segments())
                .containsExactly("de", "30");
        assertThat(facts(Map.of("country", true, "age", new BigDecimal("3.5"))).segments())
                .containsExactly("true", "3.5");
        assertThat(facts(Map.of("country", " ")).segments()).containsExactly(null, null);
        KnownBefore cut = facts(Map.of("country", "x".repeat(1_000)));
        assertThat(cut.segment(0)).hasSize(KnownBefore.LONGEST_VALUE);
        assertThat(cut.segment(4)).isNull();
        assertThat(facts(Map.of("age", new BigDecimal("1e300000"))).segment(1)).isEqualTo("Infinity");
    }

    @Test
    void what_is_no_value_is_refused() {
        assertThatThrownBy(() -> facts(Map.of("country", List.of("de"))))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        wrong -> assertThat(wrong.errors().get(0).field()).isEqualTo("attributes.country"));
        for (double covariate : new double[] {Double.NaN, 2e12, Double.NEGATIVE_INFINITY}) {
            assertThatThrownBy(() -> KnownBefore.of(PLAN, Map.of(), covariate)).isInstanceOf(Refusal.Invalid.class);
        }
        assertThat(KnownBefore.of(PLAN, Map.of(), -1e12).covariate()).isEqualTo(-1e12);
    }

    @Test
    void a_plan_names_five_attributes_at_most_each_once() {
        assertThat(PLAN.segmented()).containsExactly("country", "age");
        assertThat(ExperimentWish.of(PLAN).plan()).isEqualTo(PLAN);
        assertThat(ExperimentJson.plan(ExperimentJson.write(PLAN))).isEqualTo(PLAN);
        refused("segments", List.of("a", "b", "c", "d", "e", "f"));
        refused("segments[1]", List.of("a", "a"));
        refused("segments[0]", List.of(" "));
        refused("segments[0]", new ArrayList<>(Arrays.asList((String) null)));
    }

    @Test
    void a_plan_that_was_stored_before_there_were_segments_has_none() {
        String stored = ExperimentJson.write(ExperimentAnalysisTest.plan(AnalysisRule.SEQUENTIAL, null));
        String older = stored.replaceAll(",\"segments\":\\[\\],\"cuped\":false", "");
        assertThat(older).isNotEqualTo(stored).doesNotContain("covariate");
        assertThat(ExperimentJson.plan(older).segmented()).isEmpty();
        assertThat(ExperimentJson.plan(older).cuped()).isFalse();
    }

    @Test
    void only_means_are_adjusted_and_quantiles_have_no_segments() {
        assertThatThrownBy(() -> ExperimentAnalysisTest.wish(AnalysisRule.SEQUENTIAL, null, List.of("a", "b"), null)
                        .reading(null, true)
                        .plan())
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        wrong -> assertThat(wrong.errors().get(0).field()).isEqualTo("cuped"));
        ExperimentWish median = new ExperimentWish(
                        null,
                        ExperimentAnalysisTest.variants(List.of("a", "b")),
                        null,
                        null,
                        null,
                        null,
                        new ExperimentWish.Metric(MetricKind.QUANTILE, "latency", null, 0.5, true),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null)
                .reading(List.of("country"), null);
        assertThatThrownBy(median::plan)
                .hasMessageContaining("not by quantiles")
                .isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void versions_are_adjusted_by_the_attribute_that_their_plan_names() {
        assertThat(wrong(versions(MetricKind.MEAN, true, null))).containsExactly("cuped");
        assertThat(wrong(versions(MetricKind.PROPORTION, null, "spendBefore"))).containsExactly("covariate");
        assertThat(wrong(versions(MetricKind.MEAN, true, " "))).containsExactly("covariate.attribute");
        assertThat(wrong(versions(MetricKind.MEAN, true, "x".repeat(101)))).containsExactly("covariate.attribute");
        assertThat(versions(MetricKind.MEAN, null, null).plan().segmented()).containsExactly("country");

        ExperimentPlan plan = versions(MetricKind.MEAN, true, "spendBefore").plan();
        assertThat(plan.covariate()).isEqualTo("spendBefore");
        assertThat(ExperimentWish.of(plan).plan()).isEqualTo(plan);
        String stored = ExperimentJson.write(plan);
        assertThat(ExperimentJson.plan(stored)).isEqualTo(plan);
        assertThat(ExperimentJson.wanted(stored)).isEqualTo(new WantedFacts(List.of("country"), "spendBefore"));
        assertThat(ExperimentJson.wanted(ExperimentJson.write(PLAN)))
                .isEqualTo(new WantedFacts(List.of("country", "age"), null));
    }

    @Test
    void who_asks_for_a_variant_tells_the_covariate_where_predictions_would() {
        ExperimentPlan plan = versions(MetricKind.MEAN, true, "spendBefore").plan();
        assertThat(KnownBefore.of(plan, Map.of("spendBefore", 7), null).covariate())
                .isEqualTo(7);
        assertThat(KnownBefore.of(plan, Map.of("country", "de"), null).covariate())
                .isNull();
        for (Object none : List.of("7", true, 2e12)) {
            assertThatThrownBy(() -> KnownBefore.of(plan, Map.of("spendBefore", none), null))
                    .isInstanceOfSatisfying(
                            Refusal.Invalid.class,
                            wrong -> assertThat(wrong.errors().get(0).field()).isEqualTo("attributes.spendBefore"));
        }
        assertThatThrownBy(() -> KnownBefore.of(plan, Map.of(), 7.0))
                .hasMessageContaining("'spendBefore'")
                .isInstanceOf(Refusal.Invalid.class);
    }

    private static List<String> wrong(ExperimentWish wish) {
        Refusal.Invalid refused = catchThrowableOfType(Refusal.Invalid.class, wish::plan);
        return refused.errors().stream().map(FieldError::field).toList();
    }

    private static ExperimentWish versions(MetricKind kind, @Nullable Boolean cuped, @Nullable String covariate) {
        return new ExperimentWish(
                ExperimentSubject.VERSIONS,
                List.of(
                        new ExperimentWish.Variant("a", null, null, null, "1.0.0"),
                        new ExperimentWish.Variant("b", null, null, null, "1.1.0")),
                null,
                null,
                null,
                null,
                new ExperimentWish.Metric(kind, "revenue", null, null, null),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "churn",
                null,
                List.of("country"),
                cuped,
                null,
                covariate == null ? null : new CovariateWish(covariate));
    }

    @Test
    void of_content_the_covariate_comes_with_assign() {
        ExperimentWish content = versions(MetricKind.MEAN, true, "spendBefore");
        assertThat(wrong(new ExperimentWish(
                        null,
                        ExperimentAnalysisTest.variants(List.of("a", "b")),
                        null,
                        null,
                        null,
                        null,
                        content.metric(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        true,
                        null,
                        content.covariate())))
                .containsExactly("covariate");
    }

    private static KnownBefore facts(Map<String, ?> attributes) {
        return KnownBefore.of(PLAN, attributes, null);
    }

    private static void refused(String field, List<String> segments) {
        assertThatThrownBy(() -> ExperimentAnalysisTest.wish(AnalysisRule.SEQUENTIAL, null, List.of("a", "b"), null)
                        .reading(segments, null)
                        .plan())
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        wrong -> assertThat(wrong.errors().get(0).field()).isEqualTo(field));
    }
}
