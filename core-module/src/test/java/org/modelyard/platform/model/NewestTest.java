package org.modelyard.platform.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NewestTest {

    @Test
    void the_one_that_was_not_asked_for_longest_goes_first() {
        Newest<String, Integer> newest = new Newest<>(2);
        newest.put("a", 1);
        newest.put("b", 2);
        assertThat(newest.get("a")).isEqualTo(1);
        newest.put("c", 3);
        assertThat(newest.keySet()).containsExactlyInAnyOrder("a", "c");
        newest.put("d", 4);
        assertThat(newest.keySet()).containsExactlyInAnyOrder("c", "d");
    }
}
