package org.modelyard.platform.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextsTest {

    @Test
    void what_fits_stays() {
        assertThat(Texts.cut("four", 4)).isEqualTo("four");
    }

    @Test
    void what_is_cut_fits_its_column_with_the_ellipsis() {
        assertThat(Texts.cut("x".repeat(300), 255)).hasSize(255).endsWith("x…");
    }

    @Test
    void no_pair_is_halved() {
        assertThat(Texts.cut("a😀😀", 3)).isEqualTo("a…");
        assertThat(Texts.cut("a😀😀", 4)).isEqualTo("a😀…");
    }

    @Test
    void control_characters_do_not_come_through() {
        assertThat(Texts.cut("a\nb\u0000c", 10)).isEqualTo("a?b?c");
    }
}
