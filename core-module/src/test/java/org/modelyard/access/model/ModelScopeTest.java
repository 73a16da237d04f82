package org.modelyard.access.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.model.Refusal;

class ModelScopeTest {

    private static final ModelScope TWO = ModelScope.of(List.of("loans", "income"));

    @Test
    void nothing_listed_is_all_models() {
        assertThat(ModelScope.of(null)).isEqualTo(ModelScope.ALL);
        assertThat(ModelScope.of(List.of())).isEqualTo(ModelScope.ALL);
        assertThat(ModelScope.ALL.allows("loans")).isTrue();
        assertThat(ModelScope.ALL.names()).isEmpty();
        assertThat(ModelScope.ALL.stored()).isNull();
    }

    @Test
    void what_is_listed_is_all_that_may_be_asked() {
        assertThat(TWO.allows("loans")).isTrue();
        assertThat(TWO.allows("churn")).isFalse();
        assertThat(TWO.names()).containsExactly("income", "loans");
        assertThat(ModelScope.parse(TWO.stored())).isEqualTo(TWO);
    }

    @Test
    void a_token_and_its_user_allow_together_what_both_do() {
        ModelScope one = ModelScope.of(List.of("loans"));
        assertThat(TWO.and(one)).isEqualTo(one);
        assertThat(TWO.and(ModelScope.ALL)).isEqualTo(TWO);
        assertThat(ModelScope.ALL.and(TWO)).isEqualTo(TWO);
        ModelScope none = one.and(ModelScope.of(List.of("income")));
        assertThat(none.allows("loans")).isFalse();
        assertThat(none.allows("income")).isFalse();
        assertThat(one.within(TWO)).isTrue();
        assertThat(TWO.within(one)).isFalse();
        assertThat(TWO.within(ModelScope.ALL)).isTrue();
        assertThat(ModelScope.ALL.within(TWO)).isFalse();
    }

    @Test
    void what_allows_nothing_stays_so_when_it_is_stored() {
        ModelScope none = ModelScope.of(List.of("a")).and(ModelScope.of(List.of("b")));
        assertThat(ModelScope.parse(none.stored()).allows("a")).isFalse();
    }

    @Test
    void no_names_and_too_many_are_refused() {
        assertThatThrownBy(() -> ModelScope.of(List.of("../loans"))).isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> ModelScope.of(Arrays.asList("loans", null))).isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> ModelScope.of(Collections.nCopies(101, "loans")))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("100");
    }

    @Test
    void a_bound_caller_is_told_what_may_be_asked() {
        Caller bound = new Caller(1, "app", Role.REVIEWER, "test", TWO);
        bound.requireModel("loans");
        assertThatThrownBy(() -> bound.requireModel("churn"))
                .isInstanceOf(Refusal.Forbidden.class)
                .hasMessage("You may not ask the model 'churn'; you are bound to models income, loans.");
        new Caller(1, "app", Role.REVIEWER, "test").requireModel("churn");
    }
}
