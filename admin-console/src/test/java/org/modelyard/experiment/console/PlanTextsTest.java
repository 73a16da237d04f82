package org.modelyard.experiment.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.modelyard.experiment.model.ExperimentPlan;
import org.modelyard.experiment.model.ExperimentSubject;
import org.modelyard.experiment.model.ExperimentWish;
import org.modelyard.experiment.model.MetricKind;
import org.modelyard.experiment.model.MetricSource;

class PlanTextsTest {

    static final List<Measure> MEASURES = Measure.ALL;

    @Test
    void a_full_plan_of_content_is_read_again_as_it_was() {
        Map<String, String> typed = two();
        typed.putAll(Map.of(
                "variants[0].share", "75 %",
                "variants[1].share", "25 %",
                "variants[0].content", "Read more",
                "traffic", "40 %",
                "holdout", "0.05",
                "layer", "front",
                "rule", "FIXED_HORIZON",
                "alpha", "1 %",
                "power", "0.9",
                "plannedUnits", "20000"));
        typed.putAll(Map.of(
                "duration", "P28D",
                "window", "PT12H",
                "targeting.attributes", "country: CATEGORICAL\nage: NUMERIC",
                "targeting.condition", "country in ('de', 'at')",
                "segments", "country, age",
                "metric.kind", "EVENTS-MEAN",
                "cuped", "true",
                "guardrails[0].metric.kind", "EVENTS-PROPORTION",
                "guardrails[0].metric.event", "refund",
                "guardrails[0].metric.lowerIsBetter", "true"));
        typed.put("guardrails[0].tolerance", "5 %");
        ExperimentPlan plan = plan(typed, ExperimentSubject.CONTENT, 1);

        Map<String, String> texts = PlanTexts.of("headline", ExperimentWish.of(plan));

        assertThat(plan(texts, ExperimentSubject.CONTENT, 1)).isEqualTo(plan);
        assertThat(texts)
                .containsEntry("name", "headline")
                .containsEntry("variants[0].share", "0.75")
                .containsEntry("traffic", "0.4")
                .containsEntry("duration", "P28D")
                .containsEntry("window", "PT12H")
                .containsEntry("guardrails[0].tolerance", "0.05");
    }

    @Test
    void what_nobody_said_is_read_again_as_it_was_too() {
        ExperimentPlan plan = plan(two(), ExperimentSubject.CONTENT, 0);
        Map<String, String> texts = PlanTexts.of("headline", ExperimentWish.of(plan));
        assertThat(plan(texts, ExperimentSubject.CONTENT, 0)).isEqualTo(plan);
        assertThat(texts)
                .containsEntry("window", "P7D")
                .doesNotContainKeys("plannedUnits", "duration", "layer", "cuped", "allocation.strategy");
    }

    /** As browsers send what was shown in a field of several lines. */
    @Test
    void content_and_condition_of_several_lines_are_changed_by_nothing() {
        Map<String, String> typed = two();
        typed.putAll(Map.of(
                "variants[0].content", "  Read more\n\tof it\n",
                "variants[1].content", " ",
                "targeting.attributes", "age: NUMERIC",
                "targeting.condition", "age > 17\n  and age < 70\n"));
        ExperimentPlan plan = plan(typed, ExperimentSubject.CONTENT, 0);
        assertThat(plan.variants()).extracting("content").containsExactly("  Read more\n\tof it\n", " ");
        Map<String, String> sent = new HashMap<>(PlanTexts.of("headline", ExperimentWish.of(plan)));
        sent.replaceAll((field, text) -> text.replace("\n", "\r\n"));
        assertThat(plan(sent, ExperimentSubject.CONTENT, 0)).isEqualTo(plan);
    }

    @Test
    void shares_that_move_come_back_with_their_pace_and_floor() {
        Map<String, String> typed = two();
        typed.putAll(Map.of("allocation.strategy", "THOMPSON", "allocation.every", "PT2H", "allocation.floor", "5 %"));
        ExperimentPlan plan = plan(typed, ExperimentSubject.CONTENT, 0);
        Map<String, String> texts = PlanTexts.of("headline", ExperimentWish.of(plan));
        assertThat(texts).containsEntry("allocation.every", "PT2H").containsEntry("rule", "BAYESIAN");
        assertThat(plan(texts, ExperimentSubject.CONTENT, 0)).isEqualTo(plan);
    }

    @Test
    void what_was_known_before_of_a_prediction_comes_back_by_its_attribute() {
        Map<String, String> typed = two();
        typed.putAll(Map.of("model", "churn", "variants[0].version", "champion", "variants[1].version", "^1.2"));
        typed.putAll(Map.of("metric.kind", "EVENTS-MEAN", "cuped", "true", "covariate.attribute", "spendBefore"));
        ExperimentPlan plan = plan(typed, ExperimentSubject.VERSIONS, 0);
        assertThat(plan.covariate()).isEqualTo("spendBefore");
        assertThat(plan(PlanTexts.of("headline", ExperimentWish.of(plan)), ExperimentSubject.VERSIONS, 0))
                .isEqualTo(plan);
    }

    /** Whatever the menu offers is chosen again when the draft is opened; of versions, then of models. */
    @ParameterizedTest
    @FieldSource("MEASURES")
    void every_measure_is_found_again(Measure measure) {
        Map<String, String> typed = two();
        typed.put("metric.kind", measure.key());
        if (measure.source() == MetricSource.EVENTS) {
            typed.put("metric.event", "seen");
        } else {
            typed.remove("metric.event");
        }
        if (measure.source() == MetricSource.EVENTS && measure.kind() == MetricKind.RATIO) {
            typed.put("metric.denominator", "asked");
        }
        if (measure.kind() == MetricKind.QUANTILE) {
            typed.put("metric.quantile", "0.95");
        }
        typed.putAll(Map.of("model", "churn", "variants[0].version", "champion", "variants[1].version", "^1.2"));
        again(typed, ExperimentSubject.VERSIONS, measure);
        typed.putAll(Map.of("variants[0].model", "churn", "variants[1].model", "other"));
        again(typed, ExperimentSubject.MODELS, measure);
    }

    private static void again(Map<String, String> typed, ExperimentSubject subject, Measure measure) {
        ExperimentPlan plan = plan(typed, subject, 0);
        Map<String, String> texts = PlanTexts.of("headline", ExperimentWish.of(plan));
        assertThat(texts).containsEntry("metric.kind", measure.key());
        assertThat(plan(texts, subject, 0)).isEqualTo(plan);
    }

    private static Map<String, String> two() {
        return new HashMap<>(Map.of(
                "name", "headline", "variants[0].name", "now", "variants[1].name", "next", "metric.event", "bought"));
    }

    private static ExperimentPlan plan(Map<String, String> typed, ExperimentSubject subject, int guardrails) {
        return new PlanFields(typed, subject, FieldLine.of("variants", 2), FieldLine.of("guardrails", guardrails))
                .wish()
                .plan();
    }
}
