package org.modelyard.evaluation.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.serving.service.Wired;

class EvaluationRequirementTest {

    private final PolicyFloor floor = new PolicyFloor();
    private final EvaluationRequirement requirement = Wired.with(new EvaluationRequirement(), floor.evaluations);

    private List<String> unmet(@Nullable String golden) {
        return requirement.unmet(
                PolicyFloor.CALLER, PolicyFloor.version(List.of()), PolicyFloor.policy(golden, Map.of()), "production");
    }

    @Test
    void a_version_that_does_well_on_the_named_rows_meets_the_policy() {
        floor.onHard = PolicyFloor.evaluation(PolicyFloor.HARD, 300, 0.86, "[]");
        assertThat(unmet("hard")).isEmpty();
    }

    @Test
    void what_it_does_on_other_rows_is_not_asked() {
        floor.onEasy = PolicyFloor.evaluation(PolicyFloor.EASY, 300, 0.99, "[]");
        assertThat(unmet("hard")).containsExactly("It has not been evaluated on golden set 'hard'.");
        floor.onHard = PolicyFloor.evaluation(PolicyFloor.HARD, 300, 0.84, "[]");
        assertThat(unmet("hard")).containsExactly("accuracy is 0.84, below 0.85.");
    }

    @Test
    void a_set_that_is_not_there_is_never_met() {
        assertThat(unmet("soft")).containsExactly("The model has no golden set 'soft', which its policy names.");
    }

    @Test
    void a_figure_of_too_few_rows_is_luck() {
        floor.onHard = PolicyFloor.evaluation(PolicyFloor.HARD, 1, 1, "[]");
        assertThat(unmet("hard"))
                .containsExactly("Of golden set 'hard' it could be asked about 1 rows, at least 30 are needed; 299 were"
                        + " left out, since it had learnt from them.");
        floor.onHard = PolicyFloor.evaluation(PolicyFloor.HARD, 30, 1, "[]");
        assertThat(unmet("hard")).isEmpty();
    }

    @Test
    void without_named_rows_the_versions_own_figures_count() {
        assertThat(unmet(null)).isEmpty();
    }
}
