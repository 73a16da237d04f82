package org.modelyard.serving.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnitCountsTest {

    @Test
    void they_come_back_as_they_were_stored() {
        UnitCounts units = new UnitCounts();
        assertThat(units.toBytes()).isNull();
        units.add(0, true);
        units.add(255, false);
        units.add(255, true);
        UnitCounts read = UnitCounts.fromBytes(units.toBytes());
        read.addAll(units);
        assertThat(read.counts()).hasSize(512);
        assertThat(read.counts()[0]).isEqualTo(2);
        assertThat(read.counts()[255]).isEqualTo(4);
        assertThat(read.counts()[256]).isEqualTo(2);
        assertThat(read.counts()[511]).isEqualTo(2);
        assertThat(UnitCounts.fromBytes(null).toBytes()).isNull();
        assertThatThrownBy(() -> UnitCounts.fromBytes(new byte[8])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_unit_is_always_in_the_same_group_and_units_fill_all() {
        assertThat(UnitCounts.group("user-1")).isEqualTo(UnitCounts.group("user-1"));
        assertThat(IntStream.range(0, 5_000)
                        .map(i -> UnitCounts.group("user-" + i))
                        .distinct()
                        .count())
                .isEqualTo(UnitCounts.GROUPS);
    }
}
