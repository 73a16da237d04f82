package org.modelyard.training.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.ml.evaluation.Gate;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.Bump;

class TrainingRequestTest {

    private static final Map<String, Object> LOGISTIC = Map.of("type", "logistic-regression");

    @Test
    void what_is_left_out_gets_its_default() {
        TrainingPlan plan = request(LOGISTIC, null, null, null).plan(Tables.LABELLED);
        assertThat(plan.holdout()).isEqualTo(0.2);
        assertThat(plan.seed()).isEqualTo(42);
        assertThat(plan.bump()).isEqualTo(Bump.PATCH);
        assertThat(plan.gates()).isEmpty();
        assertThat(plan.trainer().values()).containsKey("epochs");
    }

    @Test
    void a_plan_survives_its_json() {
        TrainingPlan plan = request(
                        LOGISTIC,
                        new FeatureChoice(List.of("x"), null),
                        new TrainingRequest.Validation(0.3, null),
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
                new TrainingRequest.Validation(1.5, null),
                Map.of("beauty", new TrainingRequest.Bounds(0.7, null)));
        assertThat(problems(request))
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder(
                        "trainer.epochs", "trainer.magic", "features.include", "validation.holdout", "gates.beauty");
    }

    @Test
    void folds_are_refused_until_they_exist() {
        TrainingRequest request = request(LOGISTIC, null, new TrainingRequest.Validation(null, 5), null);
        assertThat(problems(request)).extracting(FieldError::field).containsExactly("validation.folds");
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
            TrainingRequest.@Nullable Validation validation,
            @Nullable Map<String, TrainingRequest.Bounds> gates) {
        return new TrainingRequest(
                "m", "d", null, trainer, null, features, validation, null, gates, null, null, null, null);
    }
}
