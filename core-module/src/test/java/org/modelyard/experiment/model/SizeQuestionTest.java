package org.modelyard.experiment.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;

class SizeQuestionTest {

    @Test
    void a_fixed_horizon_needs_what_fleiss_says_for_a_little_more_power_and_watching_costs_more() {
        SizeQuestion.Size once =
                new SizeQuestion(0.1, null, 0.01, null, null, null, AnalysisRule.FIXED_HORIZON, 1_000.0).answer();
        assertThat(once.unitsPerVariant()).isEqualTo(16_404);
        assertThat(once.units()).isEqualTo(32_808);
        assertThat(once.days()).isEqualTo(33);
        SizeQuestion.Size watched = new SizeQuestion(0.1, null, 0.01, null, null, null, null, null).answer();
        assertThat(watched.rule()).isEqualTo(AnalysisRule.SEQUENTIAL);
        assertThat(watched.unitsPerVariant()).isBetween(20_000L, 40_000L);
        assertThat(watched.days()).isNull();
        SizeQuestion.Size three = new SizeQuestion(0.1, null, 0.01, null, null, 3, null, null).answer();
        assertThat(three.unitsPerVariant()).isGreaterThan(watched.unitsPerVariant());
    }

    @Test
    void a_mean_is_planned_by_its_deviation() {
        assertThat(new SizeQuestion(null, 10.0, 1.0, null, null, null, AnalysisRule.FIXED_HORIZON, null)
                        .answer()
                        .unitsPerVariant())
                .isEqualTo(1_746);
    }

    @Test
    void no_size_is_so_small_that_the_rule_says_nothing() {
        for (AnalysisRule rule : new AnalysisRule[] {AnalysisRule.FIXED_HORIZON, AnalysisRule.SEQUENTIAL}) {
            assertThat(new SizeQuestion(0.05, null, 0.4, null, null, null, rule, null)
                            .answer()
                            .unitsPerVariant())
                    .as("25 of a share of a twentieth: " + rule)
                    .isBetween(550L, 750L);
            assertThat(new SizeQuestion(null, 1.0, 5.0, null, null, null, rule, null)
                            .answer()
                            .unitsPerVariant())
                    .isEqualTo(500);
        }
        assertThatThrownBy(new SizeQuestion(0.1, null, 0.5, null, 1 - 1e-12, null, null, null)::answer)
                .hasMessageContaining("0.9999");
    }

    @Test
    void what_makes_no_sense_is_refused_with_every_field() {
        assertThatThrownBy(new SizeQuestion(0.5, 1.0, 0.0, 1.0, 0.0, 1, AnalysisRule.EXACT, -1.0)::answer)
                .isInstanceOfSatisfying(Refusal.Invalid.class, refused -> assertThat(
                                refused.errors().stream().map(FieldError::field))
                        .containsExactly("effect", "baseline", "alpha", "power", "variants", "rule", "unitsPerDay"));
        assertThatThrownBy(new SizeQuestion(0.5, null, 0.6, null, null, null, null, null)::answer)
                .hasMessageContaining("lie between 0 and 1");
        assertThatThrownBy(new SizeQuestion(0.5, null, 1e-9, null, null, null, null, null)::answer)
                .hasMessageContaining("10^12");
    }
}
