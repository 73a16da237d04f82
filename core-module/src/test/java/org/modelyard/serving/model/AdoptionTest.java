package org.modelyard.serving.model;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.modelyard.stats.Interval;

class AdoptionTest {

    @Test
    void a_share_has_its_sample_and_wilsons_interval() {
        Adoption adoption = Adoption.of(Instant.EPOCH, 40, 30);
        assertThat(adoption.share()).isEqualTo(0.75);
        assertThat(adoption.verdict()).isEqualTo(Adoption.Verdict.MEASURED);
        // by Wilson (1927): (p + z^2/2n -+ z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n) with z 1.959964
        Interval interval = requireNonNull(adoption.interval());
        assertThat(interval.low()).isCloseTo(0.598060, within(1e-5));
        assertThat(interval.high()).isCloseTo(0.858129, within(1e-5));
    }

    @Test
    void too_few_is_said_and_none_is_no_share() {
        assertThat(Adoption.of(Instant.EPOCH, 29, 29).verdict()).isEqualTo(Adoption.Verdict.TOO_FEW);
        Adoption none = Adoption.of(Instant.EPOCH, 0, 0);
        assertThat(none.verdict()).isEqualTo(Adoption.Verdict.TOO_FEW);
        assertThat(none.share()).isNull();
        assertThat(none.interval()).isNull();
    }
}
