package org.modelyard.experiment.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.experiment.model.Allocation;
import org.modelyard.experiment.model.AllocationStrategy;
import org.modelyard.experiment.model.AnalysisRule;
import org.modelyard.experiment.model.ExperimentMetric;
import org.modelyard.experiment.model.ExperimentPlan;
import org.modelyard.experiment.model.ExperimentSubject;
import org.modelyard.experiment.model.ExperimentWish;
import org.modelyard.experiment.model.MetricKind;
import org.modelyard.experiment.model.MetricSource;
import org.modelyard.experiment.model.SizeQuestion;
import org.modelyard.platform.console.FieldProblems;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;

class PlanFieldsTest {

    private final Map<String, String> typed = new HashMap<>(Map.of(
            "name", "headline", "variants[0].name", "now", "variants[1].name", "next", "metric.event", "bought"));

    @Test
    void what_is_empty_has_the_defaults_of_the_api() {
        ExperimentPlan plan = fields(ExperimentSubject.CONTENT, 0).wish().plan();

        assertThat(plan.subject()).isEqualTo(ExperimentSubject.CONTENT);
        assertThat(plan.variants()).extracting("name", "buckets").containsExactly(tuple("now"), tuple("next"));
        assertThat(plan.rule()).isEqualTo(AnalysisRule.SEQUENTIAL);
        assertThat(plan.alpha()).isEqualTo(0.05);
        assertThat(plan.windowMillis()).isEqualTo(Duration.ofDays(7).toMillis());
        assertThat(plan.metric()).isEqualTo(new ExperimentMetric(MetricKind.PROPORTION, "bought", null, null, false));
        assertThat(plan.environment()).isNull();
    }

    @Test
    void everything_that_is_typed_is_in_the_plan() {
        typed.putAll(Map.of(
                "variants[0].share", "75 %",
                "variants[1].share", "0.25",
                "variants[0].content", "Read more",
                "traffic", "40%",
                "holdout", "0.05",
                "layer", "front",
                "rule", "FIXED_HORIZON",
                "alpha", "1 %",
                "power", "0.9",
                "plannedUnits", "20000"));
        typed.putAll(Map.of(
                "duration", "P28D",
                "window", "PT12H",
                "targeting.attributes", "country: categorical\n\nage:NUMERIC",
                "targeting.condition", "country in ('de', 'at')",
                "segments", "country, age",
                "metric.kind", "EVENTS-MEAN",
                "cuped", "true",
                "guardrails[0].metric.kind", "EVENTS-PROPORTION",
                "guardrails[0].metric.event", "refund",
                "guardrails[0].metric.lowerIsBetter", "true"));
        typed.put("guardrails[0].tolerance", "5 %");

        ExperimentPlan plan = fields(ExperimentSubject.CONTENT, 1).wish().plan();

        assertThat(plan.variants()).extracting("buckets").containsExactly(7_500, 2_500);
        assertThat(plan.control().content()).isEqualTo("Read more");
        assertThat(plan.traffic()).isEqualTo(4_000);
        assertThat(plan.holdout()).isEqualTo(500);
        assertThat(plan.layer()).isEqualTo("front");
        assertThat(plan.rule()).isEqualTo(AnalysisRule.FIXED_HORIZON);
        assertThat(plan.alpha()).isEqualTo(0.01);
        assertThat(plan.power()).isEqualTo(0.9);
        assertThat(plan.plannedUnits()).isEqualTo(20_000);
        assertThat(plan.durationMillis()).isEqualTo(Duration.ofDays(28).toMillis());
        assertThat(plan.windowMillis()).isEqualTo(Duration.ofHours(12).toMillis());
        assertThat(plan.targeting().attributes())
                .containsExactly(Map.entry("country", FeatureType.CATEGORICAL), Map.entry("age", FeatureType.NUMERIC));
        assertThat(plan.targeting().condition()).isEqualTo("country in ('de', 'at')");
        assertThat(plan.segmented()).containsExactly("country", "age");
        assertThat(plan.cuped()).isTrue();
        assertThat(plan.metric().kind()).isEqualTo(MetricKind.MEAN);
        assertThat(plan.guardrails()).singleElement().satisfies(one -> {
            assertThat(one.tolerance()).isEqualTo(0.05);
            assertThat(one.metric()).isEqualTo(new ExperimentMetric(MetricKind.PROPORTION, "refund", null, null, true));
        });
    }

    @Test
    void fields_that_another_kind_has_are_left_out() {
        typed.putAll(Map.of("model", "churn", "environment", "staging", "variants[0].version", "champion"));
        assertThat(fields(ExperimentSubject.CONTENT, 0).wish().plan().model()).isNull();

        typed.putAll(Map.of("variants[1].version", "^1.2", "variants[1].model", "other"));
        ExperimentPlan versions = fields(ExperimentSubject.VERSIONS, 0).wish().plan();
        assertThat(versions.model()).isEqualTo("churn");
        assertThat(versions.environment()).isEqualTo("staging");
        assertThat(versions.variants()).extracting("version").containsExactly("champion", "^1.2");

        typed.putAll(Map.of("metric.kind", "EVENTS-MEAN", "covariate.attribute", "spendBefore"));
        assertThat(fields(ExperimentSubject.CONTENT, 0).wish().plan().covariate())
                .isNull();
        assertThat(fields(ExperimentSubject.VERSIONS, 0).wish().plan().covariate())
                .isEqualTo("spendBefore");

        typed.put("variants[0].model", "churn");
        ExperimentPlan models = fields(ExperimentSubject.MODELS, 0).wish().plan();
        assertThat(models.model()).isNull();
        assertThat(models.variants()).extracting("model").containsExactly("churn", "other");
    }

    @Test
    void all_that_is_wrong_is_told_at_once_beside_its_field() {
        typed.clear();
        typed.putAll(Map.of(
                "name", "No Name",
                "alpha", "often",
                "plannedUnits", "20k",
                "window", "a week",
                "rule", "FIXED_HORIZON",
                "variants[0].name", "now",
                "variants[0].share", "0.9",
                "targeting.attributes", "country"));

        FieldProblems problems = new FieldProblems(wrong(ExperimentSubject.CONTENT));

        assertThat(problems.at("name")).contains("'No Name' is no name");
        assertThat(problems.at("alpha")).isEqualTo("'often' is no number: write 0.05, or 5 %.");
        assertThat(problems.at("plannedUnits")).as("once").isEqualTo("'20k' is no whole number: write 20000.");
        assertThat(problems.at("window")).contains("P7D is seven days");
        assertThat(problems.at("variants[1].name")).isNotEmpty();
        assertThat(problems.at("variants")).contains("Give every variant a share");
        assertThat(problems.at("metric.event")).startsWith("Say which event");
        assertThat(problems.under("targeting")).contains("country: CATEGORICAL");
        assertThat(problems.at("power")).isEmpty();
        assertThat(problems.under("seg")).isEmpty();
    }

    @Test
    void a_missing_name_is_told_with_the_rest() {
        typed.remove("name");
        typed.put("holdout", "1");

        assertThat(wrong(ExperimentSubject.CONTENT))
                .extracting(FieldError::field)
                .containsExactly("name", "holdout");
    }

    @Test
    void feedback_needs_no_event_and_says_so() {
        typed.putAll(Map.of("metric.kind", "FEEDBACK-RATIO-correct", "model", "churn"));
        typed.putAll(Map.of("variants[0].version", "champion", "variants[1].version", "1.1.0"));
        assertThat(wrong(ExperimentSubject.VERSIONS))
                .extracting(FieldError::field)
                .containsExactly("metric.event");

        typed.remove("metric.event");
        assertThat(wrong(ExperimentSubject.CONTENT))
                .extracting(FieldError::field)
                .containsExactly("metric.source");
        assertThat(fields(ExperimentSubject.VERSIONS, 0).wish().plan().metric().event())
                .isEqualTo("correct");
    }

    @Test
    void shares_that_move_are_asked_for_and_refused_beside_their_field() {
        typed.putAll(Map.of(
                "allocation.strategy",
                "THOMPSON",
                "allocation.every",
                "PT2H",
                "allocation.floor",
                "5 %",
                "rule",
                "BAYESIAN"));
        Allocation allocation =
                fields(ExperimentSubject.CONTENT, 0).wish().plan().allocation();
        assertThat(allocation)
                .isEqualTo(new Allocation(
                        AllocationStrategy.THOMPSON, 500, Duration.ofHours(2).toMillis()));

        typed.put("rule", "");
        assertThat(fields(ExperimentSubject.CONTENT, 0).wish().plan().rule())
                .as("as the menu begins")
                .isEqualTo(AnalysisRule.BAYESIAN);

        typed.put("rule", "SEQUENTIAL");
        typed.put("allocation.every", "often");
        assertThat(wrong(ExperimentSubject.CONTENT))
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("allocation.every", "rule");
        typed.remove("allocation.strategy");
        typed.remove("allocation.every");
        assertThat(wrong(ExperimentSubject.CONTENT))
                .extracting(FieldError::field)
                .containsExactly("allocation");
    }

    @Test
    void shares_of_versions_move_by_what_is_said_of_answers() {
        typed.putAll(Map.of("allocation.strategy", "THOMPSON", "model", "churn"));
        typed.putAll(Map.of("variants[0].version", "champion", "variants[1].version", "1.1.0"));
        assertThat(wrong(ExperimentSubject.VERSIONS))
                .extracting(FieldError::field)
                .containsExactly("metric.source");
        typed.put("metric.kind", "FEEDBACK-PROPORTION-used");
        typed.remove("metric.event");
        assertThat(fields(ExperimentSubject.VERSIONS, 0).wish().plan().firstAnswers())
                .isTrue();
    }

    /** The menu has what the API accepts: nothing is missing, and nothing is refused. */
    @Test
    void the_menu_of_measures_is_that_of_the_api() {
        List<String> accepted = new ArrayList<>();
        for (MetricKind kind : MetricKind.values()) {
            accept(accepted, MetricSource.EVENTS, kind, null);
            accept(accepted, MetricSource.LATENCY, kind, null);
            for (String event : List.of("correct", "used", "helpful", "rating", "value")) {
                accept(accepted, MetricSource.FEEDBACK, kind, event);
            }
        }
        assertThat(Measure.ALL).extracting(Measure::key).containsExactlyInAnyOrderElementsOf(accepted);
        assertThat(Measure.ALL).extracting(Measure::label).doesNotHaveDuplicates();
    }

    private static void accept(List<String> accepted, MetricSource source, MetricKind kind, @Nullable String event) {
        boolean events = source == MetricSource.EVENTS;
        ExperimentWish.Metric metric = new ExperimentWish.Metric(
                kind,
                events ? "seen" : event,
                events && kind == MetricKind.RATIO ? "asked" : null,
                kind == MetricKind.QUANTILE ? 0.5 : null,
                null,
                source);
        try {
            new ExperimentWish(
                            ExperimentSubject.MODELS,
                            List.of(
                                    new ExperimentWish.Variant("a", null, null, "churn", null),
                                    new ExperimentWish.Variant("b", null, null, "other", null)),
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
                            null)
                    .plan();
            accepted.add(source + "-" + kind + (event == null ? "" : "-" + event));
        } catch (Refusal.Invalid refused) {
            assertThat(refused.errors()).extracting(FieldError::field).containsOnly("metric.kind");
        }
    }

    @Test
    void the_size_is_that_of_the_api() {
        typed.putAll(Map.of("baseline", "5 %", "effect", "0.01", "power", "0.9", "unitsPerDay", "2000"));
        SizeQuestion.Size size = fields(ExperimentSubject.CONTENT, 0).size();
        assertThat(size)
                .isEqualTo(new SizeQuestion(0.05, null, 0.01, null, 0.9, 2, AnalysisRule.SEQUENTIAL, 2000.0).answer());
        assertThat(size.days()).isPositive();

        typed.put("rule", "EXACT");
        Refusal.Invalid refused = catchThrowableOfType(Refusal.Invalid.class, () -> fields(ExperimentSubject.CONTENT, 0)
                .size());
        assertThat(refused.errors()).extracting(FieldError::field).containsExactly("rule");
    }

    private PlanFields fields(ExperimentSubject subject, int guardrails) {
        return new PlanFields(typed, subject, FieldLine.of("variants", 2), FieldLine.of("guardrails", guardrails));
    }

    private List<FieldError> wrong(ExperimentSubject subject) {
        Refusal.Invalid refused = catchThrowableOfType(
                Refusal.Invalid.class, () -> fields(subject, 0).wish());
        return refused.errors();
    }

    private static org.assertj.core.groups.Tuple tuple(String name) {
        return org.assertj.core.groups.Tuple.tuple(name, 5_000);
    }
}
