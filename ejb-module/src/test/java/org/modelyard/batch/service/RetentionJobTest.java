package org.modelyard.batch.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.platform.model.Refusal;

class RetentionJobTest {

    @Test
    void an_age_may_be_left_out_or_be_nothing() {
        assertThat(RetentionJob.age("olderThan", null)).isNull();
        assertThat(RetentionJob.age("olderThan", "")).isNull();
        assertThat(RetentionJob.age("olderThan", "PT0S")).isEqualTo(Duration.ZERO);
        assertThat(RetentionJob.age("olderThan", "P36500D")).isEqualTo(Duration.ofDays(36_500));
    }

    /** Else the job would fail at its first step, on a time that no database knows. */
    @ParameterizedTest
    @ValueSource(strings = {"a day", "-PT1S", "P36501D", "P1000000000000D", "PT9223372036854775807S"})
    void what_is_no_age_is_refused_when_the_job_is_asked_for(String age) {
        assertThatThrownBy(() -> RetentionJob.age("olderThan", age)).isInstanceOf(Refusal.Invalid.class);
    }
}
