package org.modelyard.platform.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {

    @Test
    void the_first_id_of_a_time_parts_those_before_from_those_since() {
        UUID id = Ids.next();
        Instant made = Ids.madeAt(id);
        assertThat(Ids.first(made)).isLessThan(id);
        assertThat(Ids.first(made.plusNanos(999_999))).isLessThan(id);
        assertThat(Ids.first(made.plusMillis(1))).isGreaterThan(id);
        assertThat(Ids.madeAt(Ids.first(made))).isEqualTo(made);
    }
}
