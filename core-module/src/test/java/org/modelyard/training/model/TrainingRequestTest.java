package org.modelyard.training.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.ml.evaluation.Gate;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;

class TrainingRequestTest {

    private static final Map<String, Object> LOGISTIC = Map.of("type", "logistic-regression");

    @Test
    void what_is_left_out_gets_its_default() {
        TrainingPlan plan = request(LOGISTIC, null, null, null).plan(Tables.LABELLED);
        assertThat(plan.holdout()).isEqualTo(0.2);
        assertThat(plan.seed()).isEqualTo(42);
        assertThat(plan.bump()).isNull();
        assertThat(plan.gates())
                .containsOnlyKeys("examples", "accuracy", "f1Macro", "ece")
                .containsEntry("ece", Gate.max(0.2));
        assertThat(plan.conditions()).isEqualTo(TrainingConditions.USUAL);
        assertThat(plan.trainer().values()).containsKey("epochs");
    }

    @Test
    void a_plan_survives_its_json() {
        TrainingPlan plan = request(
                        LOGISTIC,
                        new FeatureChoice(List.of("x"), null),
                        Validation.heldOut(0.3),
                        Map.of("accuracy", new TrainingRequest.Bounds(0.7, null)))
                .plan(Tables.LABELLED);
        assertThat(TrainingPlan.fromJson(plan.toJson())).isEqualTo(plan);
        assertThat(plan.gates()).containsEntry("accuracy", Gate.min(0.7));
    }

    @Test
    void everything_wrong_is_named_at_once() {
        TrainingRequest request = request(
                Map.of("type", "logistic-regression", "epochs", -1, "magic", 2),
                new FeatureChoice(List.of("weight"), null),
                Validation.heldOut(1.5),
                Map.of("beauty", new TrainingRequest.Bounds(0.7, null)));
        assertThat(problems(request))
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder(
                        "trainer.epochs", "trainer.magic", "features.include", "validation.holdout", "gates.beauty");
    }

    @Test
    void folds_take_the_place_of_the_holdout() {
        TrainingPlan plan =
                request(LOGISTIC, null, Validation.crossValidated(5), null).plan(Tables.LABELLED);
        assertThat(plan.folds()).isEqualTo(5);
        assertThat(plan.holdout()).isZero();
    }

    @Test
    void a_split_that_cannot_be_made_is_refused() {
        assertThat(fields(new Validation(0.2, 5, null, null))).containsExactly("validation.folds");
        assertThat(fields(new Validation(null, 1, null, null))).containsExactly("validation.folds");
        assertThat(fields(new Validation(null, null, null, null))).containsExactly("validation.holdout");
        assertThat(fields(new Validation(0.2, null, "nobody", null))).containsExactly("validation.groupBy");
        assertThat(fields(new Validation(0.2, null, null, "colour"))).containsExactly("validation.orderBy");
        assertThat(fields(new Validation(0.2, null, "colour", "x"))).containsExactly("validation.orderBy");
        assertThat(new Validation(0.2, null, "colour", null).problems(Tables.LABELLED))
                .isEmpty();
    }

    private static List<String> fields(Validation validation) {
        return validation.problems(Tables.LABELLED).stream()
                .map(FieldError::field)
                .toList();
    }

    @Test
    void conditions_of_the_run_are_checked() {
        assertThat(problems(conditions("P180D", "PT0.1S", 10, UUID.randomUUID().toString())))
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("window", "timeout", "priority");
        TrainingPlan plan = conditions("P2D", "PT30M", 9, null).plan(Tables.LABELLED);
        assertThat(plan.windowSeconds()).isEqualTo(2 * 86_400L);
        assertThat(plan.timeout(Duration.ofHours(6))).isEqualTo(Duration.ofMinutes(30));
        assertThat(plan.timeout(Duration.ofMinutes(5))).isEqualTo(Duration.ofMinutes(5));
        assertThat(problems(conditions("next week", null, 0, null)))
                .extracting(FieldError::field)
                .containsExactly("window");
    }

    private static TrainingRequest conditions(
            @Nullable String window, @Nullable String timeout, int priority, @Nullable String snapshot) {
        return new TrainingRequest(
                "m", "d", snapshot, LOGISTIC, null, null, null, null, null, null, null, window, null, priority, timeout,
                null, null, null, null, null, null, null);
    }

    @Test
    void a_trainer_of_another_task_is_refused_and_the_right_one_named() {
        TrainingRequest request = request(LOGISTIC, null, null, null);
        assertThatThrownBy(() -> request.plan(Tables.VALUED))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("linear-regression");
    }

    @Test
    void a_gate_that_lets_nothing_pass_is_refused() {
        TrainingRequest request =
                request(LOGISTIC, null, null, Map.of("accuracy", new TrainingRequest.Bounds(0.9, 0.1)));
        assertThat(problems(request)).extracting(FieldError::field).containsExactly("gates.accuracy");
    }

    @Test
    void a_choice_that_leaves_no_feature_is_refused() {
        TrainingRequest request = request(LOGISTIC, new FeatureChoice(null, List.of("x", "colour")), null, null);
        assertThat(problems(request)).extracting(FieldError::field).containsExactly("features");
    }

    private static List<FieldError> problems(TrainingRequest request) {
        return assertThatThrownBy(() -> request.plan(Tables.LABELLED))
                .asInstanceOf(InstanceOfAssertFactories.type(Refusal.Invalid.class))
                .actual()
                .errors();
    }

    private static TrainingRequest request(
            Map<String, Object> trainer,
            @Nullable FeatureChoice features,
            @Nullable Validation validation,
            @Nullable Map<String, TrainingRequest.Bounds> gates) {
        return new TrainingRequest(
                "m",
                "d",
                null,
                trainer,
                null,
                features,
                validation,
                null,
                gates,
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
                null,
                null,
                null);
    }
}
