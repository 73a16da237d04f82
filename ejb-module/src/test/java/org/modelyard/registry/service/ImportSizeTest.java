package org.modelyard.registry.service;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.modelyard.platform.model.Refusal;

class ImportSizeTest {

    private static final long MIB = 1 << 20;

    @Test
    void a_small_heap_bears_less_than_is_ever_taken() {
        assertThatCode(() -> ImportSize.require("import", 40 * MIB, 512 * MIB)).doesNotThrowAnyException();
        assertThatThrownBy(() -> ImportSize.require("import", 256 * MIB, 512 * MIB))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("512 MiB")
                .hasMessageContaining("-Xmx");
        assertThatCode(() -> ImportSize.require("import", 256 * MIB, 4_096 * MIB))
                .doesNotThrowAnyException();
    }

    @Test
    void no_heap_bears_more_than_is_ever_taken() {
        assertThatThrownBy(() -> ImportSize.require("import", 256 * MIB + 1, Long.MAX_VALUE))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("at most 268435456 bytes");
    }
}
