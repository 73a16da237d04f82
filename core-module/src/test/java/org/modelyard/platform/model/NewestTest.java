package org.modelyard.platform.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NewestTest {

    @Test
    void the_one_that_was_not_asked_for_longest_goes_first() {
        Newest<String> newest = new Newest<>(2);
        newest.add("a");
        newest.add("b");
        assertThat(newest.has("a")).isTrue();
        newest.add("c");
        assertThat(newest.has("b")).isFalse();
        assertThat(newest.has("a")).isTrue();
        assertThat(newest.has("c")).isTrue();
        newest.clear();
        assertThat(newest.has("a")).isFalse();
    }
}
