package org.modelyard.batch.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;

class JobParameterTest {

    private static final List<JobParameter> DECLARED =
            List.of(new JobParameter("model", "A model's name.", true), new JobParameter("since", "A time.", false));

    @Test
    void optional_parameters_may_be_left_out() {
        assertThatCode(() -> JobParameter.check(DECLARED, Map.of("model", "spam")))
                .doesNotThrowAnyException();
    }

    @Test
    void every_fault_is_named_with_its_field() {
        Refusal.Invalid refusal = catchThrowableOfType(
                Refusal.Invalid.class, () -> JobParameter.check(DECLARED, Map.of("organisation", "2", "since", " ")));
        assertThat(refusal.errors())
                .extracting(FieldError::field)
                .containsExactly("parameters.model", "parameters.since", "parameters.organisation");
    }

    @Test
    void a_flag_is_true_or_false_or_not_given() {
        assertThat(JobParameter.flag("dryRun", null)).isFalse();
        assertThat(JobParameter.flag("dryRun", "true")).isTrue();
        assertThat(JobParameter.flag("dryRun", "false")).isFalse();
        assertThatThrownBy(() -> JobParameter.flag("dryRun", "maybe"))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("dryRun must be true or false");
    }
}
