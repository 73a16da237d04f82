package org.modelyard.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A setting that is a size, or a share of the heap. */
class MemorySettingTest {

    private static final Setting<Long> MEMORY =
            Setting.memory("modelyard.predict.memory", "30%", "1MiB", "64TiB", "Memory for models.");

    @Test
    void a_share_is_one_of_the_largest_heap_and_a_size_is_taken_as_it_is() {
        long heap = Runtime.getRuntime().maxMemory();
        assertThat(MEMORY.parse("50%")).isBetween(heap / 2 - 100, heap / 2);
        assertThat(MEMORY.parse(MEMORY.fallback())).isBetween(heap / 10 * 3 - 100, heap / 10 * 3 + 100);
        assertThat(MEMORY.parse("64MiB")).isEqualTo(64L << 20);
        assertThat(Configuration.read(Map.of("modelyard.predict.memory", "2MiB")::get)
                        .serving()
                        .modelMemory())
                .isEqualTo(2L << 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0%", "91%", "%", "-5%", "512KiB", "much"})
    void anything_else_is_refused_with_what_is_allowed(String text) {
        assertThatThrownBy(() -> MEMORY.parse(text))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("a share of the heap from 1% to 90%, or a size from 1MiB to 64TiB");
    }
}
