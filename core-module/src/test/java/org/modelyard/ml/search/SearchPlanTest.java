package org.modelyard.ml.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.evaluation.Measure;
import org.modelyard.ml.search.SearchPlan.Halving;
import org.modelyard.ml.search.SearchPlan.Method;
import org.modelyard.ml.train.Trainers;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.RegistryJson;

class SearchPlanTest {

    @Test
    void what_is_left_out_is_chosen() {
        SearchPlan plan = Simulated.plan();
        assertThat(plan.method()).isEqualTo(Method.TPE);
        assertThat(plan.trials()).isEqualTo(30);
        assertThat(plan.minutes()).isNull();
        assertThat(plan.metric()).isEqualTo("f1Macro");
        assertThat(plan.goal()).isEqualTo(Measure.Goal.HIGHER);
        assertThat(plan.folds()).isEqualTo(3);
        assertThat(plan.holdout()).isNull();
        assertThat(plan.pruning()).isTrue();
        assertThat(plan.parallel()).isEqualTo(1);
        assertThat(plan.space().dimensions()).hasSize(4);
    }

    @Test
    void what_is_given_is_taken() {
        SearchPlan plan = Simulated.plan(
                "method",
                "random",
                "trials",
                7,
                "minutes",
                1.5,
                "metric",
                "logLoss",
                "parallel",
                3,
                "holdout",
                0.25,
                "pruning",
                false,
                "space",
                Map.of("l2", Map.of("values", List.of(0, 0.5))));
        assertThat(plan)
                .isEqualTo(new SearchPlan(
                        Method.RANDOM,
                        7,
                        1.5,
                        "logLoss",
                        Measure.Goal.LOWER,
                        new SearchSpace(List.of(new Choice("l2", List.of(0.0, 0.5)))),
                        3,
                        null,
                        0.25,
                        false,
                        null));
    }

    @Test
    void a_regression_is_compared_by_its_error() {
        SearchPlan plan = SearchPlan.parse(
                Map.of("space", Map.of("l2", Map.of("max", 10))),
                Task.REGRESSION,
                Trainers.byType("linear-regression").hyperparameters(),
                Map.of());
        assertThat(plan.metric()).isEqualTo("rmse");
        assertThat(plan.space().dimensions()).containsExactly(new Range("l2", 0, 10, false, Range.Scale.LINEAR, 5));
    }

    @Test
    void every_mistake_is_named_at_once() {
        assertThat(errors("method", "magic", "trials", 0, "trails", 3, "metric", "rmse", "folds", 3, "holdout", 0.2))
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder(
                        "search.method", "search.trials", "search.trails", "search.metric", "search.holdout");
    }

    @Test
    void a_metric_that_does_not_judge_is_refused() {
        assertThat(errors("metric", "brierUncertainty"))
                .extracting(FieldError::field)
                .containsExactly("search.metric");
    }

    @Test
    void each_mistake_in_the_space_names_the_hyperparameter() {
        assertThat(space("nonsense", Map.of("min", 1))).startsWith("search.space.nonsense: There is no");
        assertThat(space("l2", "LOG")).startsWith("search.space.l2: Give {");
        assertThat(space("l2", Map.of("scale", "LOG"))).contains("search.space.l2: A LOG scale");
        assertThat(space("l2", Map.of("max", 2))).startsWith("search.space.l2.max: ");
        assertThat(space("l2", Map.of("min", 1, "max", 0.5))).contains("'min' must be below 'max'");
        assertThat(space("l2", Map.of("maximum", 1))).startsWith("search.space.l2.maximum: ");
        assertThat(space("l2", Map.of("values", List.of(0.1), "min", 0))).startsWith("search.space.l2.min: ");
        assertThat(space("l2", Map.of("values", List.of("much")))).startsWith("search.space.l2: 'l2' must be");
        assertThat(space("l2", Map.of("values", List.of()))).startsWith("search.space.l2: Give 1 to");
        assertThat(space("l2", Map.of("values", List.of(1, 1.0)))).contains("different values");
        assertThat(space("epochs", Map.of("min", 1.5, "max", 3))).contains("so must min and max be");
    }

    @Test
    void a_space_must_come_from_somewhere() {
        assertThatThrownBy(() -> SearchPlan.parse(
                        Map.of(),
                        Task.CLASSIFICATION,
                        Trainers.byType("logistic-regression").hyperparameters(),
                        Map.of()))
                .asInstanceOf(type(Refusal.Invalid.class))
                .satisfies(
                        refusal -> assertThat(refusal.errors().get(0).field()).isEqualTo("search.space"));
    }

    @Test
    void a_grid_counts_its_points() {
        Map<String, Object> space =
                Map.of("l2", Map.of("min", 0, "max", 1, "steps", 4), "patience", Map.of("values", List.of(1, 2, 3)));
        assertThat(Simulated.plan("method", "grid", "space", space).trials()).isEqualTo(12);
        assertThat(errors("method", "grid", "space", space, "trials", 11))
                .extracting(FieldError::field)
                .containsExactly("search.trials");
        Map<String, Object> large =
                Map.of("l2", Map.of("steps", 101), "patience", Map.of("min", 1, "max", 100, "steps", 100));
        assertThat(errors("method", "grid", "space", large))
                .extracting(FieldError::field)
                .containsExactly("search.space");
    }

    @Test
    void hyperband_allots_the_trainers_steps_and_searches_them_not() {
        assertThat(Simulated.plan("method", "hyperband", "epochs", 81).halving())
                .isEqualTo(new Halving("epochs", 81, 3));
        assertThat(Simulated.plan("method", "hyperband").pruning()).isFalse();
        assertThat(errors("method", "hyperband", "space", Map.of("epochs", Map.of("max", 9)), "pruning", true))
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("search.space.epochs", "search.pruning");
        assertThat(errors("method", "tpe", "eta", 3))
                .extracting(FieldError::field)
                .containsExactly("search.eta");
    }

    @Test
    void hyperband_is_refused_where_there_is_one_step() {
        assertThatThrownBy(() -> SearchPlan.parse(
                        Map.of("method", "hyperband", "space", Map.of("smoothing", Map.of("max", 1))),
                        Task.CLASSIFICATION,
                        Trainers.byType("multinomial-naive-bayes").hyperparameters(),
                        Map.of()))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("single step");
    }

    @Test
    void plans_and_trials_survive_their_json() {
        for (String method : List.of("random", "tpe", "hyperband")) {
            SearchPlan plan = Simulated.plan("method", method, "minutes", 3, "metric", "logLoss");
            assertThat(SearchPlan.fromJson(plan.toJson())).isEqualTo(plan);
            assertThat(RegistryJson.read(RegistryJson.write(plan), SearchPlan.class))
                    .isEqualTo(plan); // as part of a training plan
            List<Trial> trials = Simulated.run(plan, 5);
            List<Trial> more = List.of(
                    trials.get(0),
                    trials.get(1).stepped(0.5).ended(new Outcome.Pruned()),
                    trials.get(2).ended(new Outcome.Failed("It does not converge.")),
                    trials.get(3).ended(new Outcome.Running()));
            for (Trial trial : more) {
                assertThat(Trial.fromJson(trial.toJson())).isEqualTo(trial);
            }
            SearchResult result = SearchResult.of(plan, trials, 1);
            assertThat(SearchResult.fromJson(result.toJson())).isEqualTo(result);
        }
        assertThatThrownBy(() -> SearchPlan.fromJson("{}")).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<FieldError> errors(Object... fields) {
        try {
            Simulated.plan(fields);
        } catch (Refusal.Invalid e) {
            return e.errors();
        }
        return List.of();
    }

    private static String space(String name, Object options) {
        List<FieldError> errors = errors("space", Map.of(name, options));
        assertThat(errors).hasSize(1);
        return errors.get(0).field() + ": " + errors.get(0).message();
    }
}
