package org.modelyard.registry.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modelyard.ml.evaluation.Gate;

class PolicySentencesTest {

    @Test
    void each_bound_is_a_sentence() {
        assertThat(PolicySentences.of(Map.of("accuracy", Gate.min(0.8)), Map.of(), 0))
                .containsExactly("accuracy must be at least 0.8.");
        assertThat(PolicySentences.of(
                        Map.of("bias", new Gate(-1.0, 1.0)), Map.of("sex", Map.of("gap", Gate.max(0.1))), 1))
                .containsExactly(
                        "bias must be from -1.0 to 1.0.",
                        "By sex, gap must be at most 0.1.",
                        "One person other than its author must approve of it.");
        assertThat(PolicySentences.of(Map.of(), Map.of(), 2))
                .containsExactly("2 people other than its author must approve of it.");
        assertThat(PolicySentences.of(Map.of(), Map.of(), 0)).isEmpty();
    }
}
