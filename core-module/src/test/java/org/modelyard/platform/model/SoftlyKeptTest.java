package org.modelyard.platform.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoftlyKeptTest {

    private final List<String> read = new ArrayList<>();
    private final SoftlyKept<String, String> kept = new SoftlyKept<>(2);

    private String ask(String key) {
        return kept.get(key, () -> {
            read.add(key);
            return "content of " + key;
        });
    }

    @Test
    void what_is_kept_is_read_once_and_what_was_asked_for_longest_ago_goes() {
        for (String key : List.of("a", "b", "a", "c", "a", "b")) {
            assertThat(ask(key)).isEqualTo("content of " + key);
        }
        assertThat(read).containsExactly("a", "b", "c", "b");
    }

    @Test
    void what_could_not_be_read_is_asked_for_again() {
        assertThatThrownBy(() -> kept.get("a", () -> {
                    throw new Refusal.NotFound("artifact", "a");
                }))
                .isInstanceOf(Refusal.NotFound.class);
        ask("a");
        assertThat(read).containsExactly("a");
    }
}
