package org.modelyard.experiment.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;

/** Experiments on versions and on models, and what is measured of their answers. */
class ModelExperimentPlanTest {

    private static final ExperimentWish.Variant NOW = new ExperimentWish.Variant("now", null, null, null, "champion");
    private static final ExperimentWish.Variant NEXT = new ExperimentWish.Variant("next", null, null, null, "^1.1");
    private static final ExperimentWish.Variant TREES = new ExperimentWish.Variant("trees", null, null, "trees", null);
    private static final ExperimentWish.Variant LINES =
            new ExperimentWish.Variant("lines", null, null, "lines", "2.0.0");
    private static final ExperimentWish.Metric CLICK = new ExperimentWish.Metric(null, "click", null, null, null);

    @Test
    void versions_are_of_one_model_in_production_unless_it_is_said() {
        ExperimentPlan plan = wish(ExperimentSubject.VERSIONS, "churn", null, CLICK, NOW, NEXT)
                .plan();
        assertThat(plan.environment()).isEqualTo("production");
        assertThat(plan.variants()).extracting(ExperimentVariant::version).containsExactly("champion", "^1.1");
        assertThat(ExperimentJson.plan(ExperimentJson.write(plan))).isEqualTo(plan);
        assertThat(ExperimentWish.of(plan).plan()).isEqualTo(plan);
    }

    @Test
    void each_variant_names_its_model_or_all_have_one() {
        assertThat(wrong(wish(ExperimentSubject.VERSIONS, null, null, CLICK, NOW, TREES)))
                .containsExactly("variants[1].model", "variants[1].version", "model");
        assertThat(wrong(wish(ExperimentSubject.MODELS, "churn", "Not A Name", CLICK, TREES, NEXT)))
                .containsExactly("variants[1].model", "model", "environment");
        assertThat(wish(ExperimentSubject.MODELS, null, "staging", CLICK, TREES, LINES)
                        .plan()
                        .environment())
                .isEqualTo("staging");
    }

    /** A rollout of one of them may run beside it, and counts by these names. */
    @Test
    void variants_that_ask_models_are_not_called_as_a_rollouts_are() {
        ExperimentWish.Variant shadow = new ExperimentWish.Variant("shadow", null, null, "lines", null);
        assertThat(wrong(wish(ExperimentSubject.MODELS, null, null, CLICK, TREES, shadow)))
                .containsExactly("variants[1].name");
        ExperimentWish.Variant champion = new ExperimentWish.Variant("champion", null, null, null, "champion");
        assertThat(wish(ExperimentSubject.VERSIONS, "churn", null, CLICK, champion, NEXT)
                        .plan()
                        .variants())
                .hasSize(2);
    }

    @Test
    void content_asks_no_model_and_has_neither_feedback_nor_latency() {
        assertThat(wrong(wish(
                        null, "churn", "production", metric(MetricSource.FEEDBACK, null, "used", null), NOW, TREES)))
                .containsExactly("variants[0].version", "variants[1].model", "model", "environment", "metric.source");
    }

    @Test
    void feedback_is_a_share_of_units_or_one_over_the_answers() {
        ExperimentMetric used = planned(metric(MetricSource.FEEDBACK, null, "used", null));
        assertThat(used.kind()).isEqualTo(MetricKind.PROPORTION);
        assertThat(used.words()).isEqualTo("share of units with feedback 'used'");
        ExperimentMetric rating = planned(metric(MetricSource.FEEDBACK, null, "rating", null));
        assertThat(rating.kind()).isEqualTo(MetricKind.RATIO);
        assertThat(rating.denominator()).isEqualTo(ExperimentMetric.TOLD);
        assertThat(rating.words()).isEqualTo("feedback 'rating' per answer that has it");
        assertThat(planned(metric(MetricSource.FEEDBACK, MetricKind.QUANTILE, "rating", 0.5))
                        .words())
                .isEqualTo("quantile 0.5 of the units' mean feedback 'rating'");
        assertThat(planned(metric(MetricSource.FEEDBACK, MetricKind.QUANTILE, "value", 0.5))
                        .words())
                .isEqualTo("quantile 0.5 of feedback 'value'");
        assertThat(wrong(metric(MetricSource.FEEDBACK, MetricKind.PROPORTION, "rating", null)))
                .containsExactly("metric.kind");
        assertThat(wrong(metric(MetricSource.FEEDBACK, MetricKind.QUANTILE, "used", 0.5)))
                .containsExactly("metric.kind");
        assertThat(wrong(metric(MetricSource.FEEDBACK, null, "applause", null))).containsExactly("metric.event");
    }

    @Test
    void latency_is_better_when_it_is_lower_and_is_no_sum_a_unit() {
        ExperimentMetric mean = planned(metric(MetricSource.LATENCY, null, null, null));
        assertThat(mean.kind()).isEqualTo(MetricKind.RATIO);
        assertThat(mean.lowerIsBetter()).isTrue();
        assertThat(planned(metric(MetricSource.LATENCY, MetricKind.QUANTILE, null, 0.95))
                        .words())
                .isEqualTo("quantile 0.95 of the units' mean latency in ms");
        assertThat(wrong(metric(MetricSource.LATENCY, MetricKind.MEAN, null, null)))
                .containsExactly("metric.kind");
        assertThat(wrong(metric(MetricSource.LATENCY, MetricKind.QUANTILE, "mine", null)))
                .containsExactly("metric.event", "metric.quantile");
    }

    @Test
    void a_plan_of_an_earlier_release_is_one_of_events() {
        String old = ExperimentJson.write(wish(null, null, null, CLICK, variant("a"), variant("b"))
                        .plan())
                .replace(",\"source\":\"EVENTS\"", "")
                .replace(",\"model\":null", "")
                .replace(",\"version\":null", "")
                .replace(",\"environment\":null", "");
        assertThat(old).doesNotContain("source", "model", "environment");
        ExperimentPlan plan = ExperimentJson.plan(old);
        assertThat(plan.metric().source()).isEqualTo(MetricSource.EVENTS);
        assertThat(plan.model()).isNull();
    }

    private static ExperimentMetric planned(ExperimentWish.Metric metric) {
        return wish(ExperimentSubject.VERSIONS, "churn", null, metric, NOW, NEXT)
                .plan()
                .metric();
    }

    private static List<String> wrong(ExperimentWish.Metric metric) {
        return wrong(wish(ExperimentSubject.VERSIONS, "churn", null, metric, NOW, NEXT));
    }

    private static List<String> wrong(ExperimentWish wish) {
        return catchThrowableOfType(Refusal.Invalid.class, wish::plan).errors().stream()
                .map(FieldError::field)
                .toList();
    }

    private static ExperimentWish.Metric metric(
            MetricSource source, @Nullable MetricKind kind, @Nullable String event, @Nullable Double quantile) {
        return new ExperimentWish.Metric(kind, event, null, quantile, null, source);
    }

    private static ExperimentWish.Variant variant(String name) {
        return new ExperimentWish.Variant(name, null, null);
    }

    private static ExperimentWish wish(
            @Nullable ExperimentSubject subject,
            @Nullable String model,
            @Nullable String environment,
            ExperimentWish.Metric metric,
            ExperimentWish.@Nullable Variant... variants) {
        return new ExperimentWish(
                subject,
                Arrays.asList(variants),
                null,
                null,
                null,
                null,
                metric,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                model,
                environment,
                null,
                null,
                null,
                null);
    }
}
