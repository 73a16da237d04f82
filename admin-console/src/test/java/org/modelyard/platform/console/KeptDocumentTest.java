package org.modelyard.platform.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;

class KeptDocumentTest {

    private final KeptDocument kept = new KeptDocument("policy");

    /** What is kept. */
    record Bounds(@Nullable Double min, @Nullable Double max) {}

    @Test
    void what_is_shown_is_what_is_read_when_it_is_sent_back() {
        kept.show(new Bounds(0.5, null), 7L);
        assertThat(kept.getText()).contains("\n");
        assertThat(kept.getSeen()).isEqualTo("7");
        assertThat(kept.tag()).isEqualTo(7);
        kept.setText(kept.getText());
        assertThat(kept.read(Bounds.class)).isEqualTo(new Bounds(0.5, null));
    }

    @Test
    void a_beginning_has_no_tag() {
        kept.show(new Bounds(null, null), null);
        assertThat(kept.getSeen()).isEmpty();
        assertThat(kept.tag()).isEqualTo(-1);
    }

    @Test
    void an_empty_field_comes_as_null_and_says_nothing() {
        kept.show(new Bounds(0.5, null), 7L);
        kept.setText(null);
        assertThat(kept.getText()).isEmpty();
        kept.setSeen(null);
        assertThat(kept.getSeen()).as("the page has shown none").isEmpty();
        assertThat(kept.tag()).isEqualTo(-1);
    }

    @Test
    void what_is_no_tag_is_one_that_nothing_has() {
        for (String odd : new String[] {"", "x", "7; drop", "-5", "1".repeat(19)}) {
            kept.setSeen(odd);
            assertThat(kept.tag()).as(odd).isEqualTo(-1);
        }
        kept.setSeen("72057594037927935");
        assertThat(kept.tag()).isEqualTo(72_057_594_037_927_935L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{", "[]", "{\"most\":1}", "{\"min\":\"much\"}"})
    void what_cannot_be_kept_is_refused_in_words(String text) {
        kept.setText(text);
        assertThatThrownBy(() -> kept.read(Bounds.class)).isInstanceOfSatisfying(Refusal.Invalid.class, refused -> {
            assertThat(refused.getMessage()).endsWith("Nothing was changed.");
            assertThat(refused.errors()).extracting(FieldError::field).containsExactly("policy");
        });
    }
}
