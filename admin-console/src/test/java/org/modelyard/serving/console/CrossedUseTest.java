package org.modelyard.serving.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CrossedUseTest {

    @Test
    void what_there_are_figures_of_is_offered() {
        assertThat(CrossedUse.crosses("version", "day")).isTrue();
        assertThat(CrossedUse.crosses("operation", "dimension:platform")).isTrue();
        assertThat(CrossedUse.crosses("operation", "operation")).isFalse();
        assertThat(CrossedUse.crosses("caller", "version")).isTrue();
        assertThat(CrossedUse.crosses("day", "caller")).isTrue();
        assertThat(CrossedUse.crosses("caller", "operation")).isFalse();
        assertThat(CrossedUse.crosses("variant", "caller")).isFalse();
    }

    @Test
    void a_dimension_is_called_by_its_name() {
        assertThat(new CrossedUse().name("dimension:plan: tier")).isEqualTo("plan: tier");
        assertThat(new CrossedUse().name("version")).isEqualTo("version");
    }
}
