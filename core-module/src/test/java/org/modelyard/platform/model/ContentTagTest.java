package org.modelyard.platform.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ContentTagTest {

    @Test
    void the_same_content_has_the_same_tag_and_another_has_another() {
        assertThat(ContentTag.of("baseline", "1.0.0"))
                .isEqualTo(ContentTag.of("baseline", "1.0.0"))
                .isNotEqualTo(ContentTag.of("baseline", "1.0.1"))
                .isNotEqualTo(ContentTag.of("baseline1", ".0.0"))
                .isBetween(0L, (1L << 56) - 1);
    }

    @Test
    void only_who_has_seen_what_is_there_may_change_it() {
        assertThatCode(() -> ContentTag.require(null, 7L, "It")).doesNotThrowAnyException();
        assertThatCode(() -> ContentTag.require(null, null, "It")).doesNotThrowAnyException();
        assertThatCode(() -> ContentTag.require(7L, 7L, "It")).doesNotThrowAnyException();
        assertThatThrownBy(() -> ContentTag.require(7L, 8L, "It")).isInstanceOf(Refusal.Stale.class);
        assertThatThrownBy(() -> ContentTag.require(7L, null, "It")).hasMessage("It has changed since you read it.");
    }
}
