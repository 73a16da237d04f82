package org.modelyard.registry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.evaluation.Gate;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;

class EnvironmentPolicyTest {

    private static final PromotionPolicy.Bounds LEAST = new PromotionPolicy.Bounds(0.5, null);

    @Test
    void it_is_kept_as_it_was_said() {
        EnvironmentPolicy policy = new EnvironmentPolicy.Wanted(
                        null,
                        null,
                        null,
                        Map.of("accuracy", LEAST),
                        Map.of("sex", Map.of("demographicParityDifference", new PromotionPolicy.Bounds(null, 0.1))),
                        2)
                .checked();
        assertThat(policy.gates()).containsExactly(Map.entry("accuracy", Gate.min(0.5)));
        assertThat(policy.fairness())
                .containsExactly(Map.entry("sex", Map.of("demographicParityDifference", Gate.max(0.1))));
        assertThat(policy.approvals()).isEqualTo(2);
        assertThat(RegistryJson.read(RegistryJson.write(policy), EnvironmentPolicy.class))
                .isEqualTo(policy);
    }

    @Test
    void what_belongs_to_one_model_is_refused_each_with_its_field() {
        assertThat(fields(new EnvironmentPolicy.Wanted(
                        List.of("staging"), "01936d3c-0000-7000-8000-000000000000", "hard", null, null, 1)))
                .containsExactly("environments", "snapshot", "golden");
        assertThatThrownBy(() -> new EnvironmentPolicy.Wanted(null, null, "hard", null, null, 1).checked())
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("A golden set belongs to one model");
        assertThat(fields(wanted(Map.of("priority.accuracy", LEAST), 1))).containsExactly("gates.priority.accuracy");
        assertThat(fields(wanted(Map.of("acuracy", LEAST), -1))).containsExactly("gates.acuracy", "approvals");
    }

    @Test
    void a_figure_of_fairness_that_there_is_not_would_keep_every_model_out_and_is_refused() {
        assertThat(fields(new EnvironmentPolicy.Wanted(
                        null, null, null, null, Map.of("sex", Map.of("demographicParity", LEAST)), null)))
                .containsExactly("fairness.sex.demographicParity");
    }

    @Test
    void one_that_asks_for_nothing_is_none() {
        assertThat(fields(wanted(null, null))).containsExactly("approvals");
        assertThat(fields(new EnvironmentPolicy.Wanted(null, null, null, Map.of(), Map.of("sex", Map.of()), 0)))
                .containsExactly("approvals");
        assertThat(fields(wanted(Map.of("accuracy", new PromotionPolicy.Bounds(null, null)), 0)))
                .containsExactly("gates.accuracy");
    }

    @Test
    void a_gate_on_a_metric_of_another_task_does_not_concern_a_version() {
        EnvironmentPolicy policy =
                new EnvironmentPolicy(Map.of("accuracy", Gate.min(0.8), "r2", Gate.min(0.4)), Map.of(), 1);
        assertThat(policy.of(Task.CLASSIFICATION, "production"))
                .isEqualTo(new PromotionPolicy(
                        List.of("production"), null, null, Map.of("accuracy", Gate.min(0.8)), Map.of(), 1));
        assertThat(policy.of(Task.REGRESSION, "staging"))
                .isEqualTo(
                        new PromotionPolicy(List.of("staging"), null, null, Map.of("r2", Gate.min(0.4)), Map.of(), 1));
    }

    @Test
    void fairness_which_is_of_labels_does_not_concern_a_version_with_numbers() {
        Map<String, Map<String, Gate>> fairness = Map.of("sex", Map.of("demographicParityDifference", Gate.max(0.1)));
        EnvironmentPolicy policy = new EnvironmentPolicy(Map.of(), fairness, 0);
        assertThat(policy.of(Task.CLASSIFICATION, "production").fairness()).isEqualTo(fairness);
        assertThat(policy.of(Task.REGRESSION, "production").fairness()).isEmpty();
    }

    private static EnvironmentPolicy.Wanted wanted(
            @Nullable Map<String, PromotionPolicy.@Nullable Bounds> gates, @Nullable Integer approvals) {
        return new EnvironmentPolicy.Wanted(null, null, null, gates, null, approvals);
    }

    private static List<String> fields(EnvironmentPolicy.Wanted wanted) {
        try {
            throw new AssertionError("taken: " + wanted.checked());
        } catch (Refusal.Invalid refused) {
            return refused.errors().stream().map(FieldError::field).toList();
        }
    }
}
