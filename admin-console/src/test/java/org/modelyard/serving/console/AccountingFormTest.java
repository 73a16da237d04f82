package org.modelyard.serving.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.model.Accounting;

class AccountingFormTest {

    private final AccountingForm form = new AccountingForm();

    @Test
    void what_the_form_shows_is_what_is_kept_when_it_is_sent() {
        Accounting said =
                read("{\"currency\":\"EUR\",\"price\":{\"request\":0.001},\"dimensions\":{\"operation\":[\"sort\"]}}");
        assertThat(said.priced()).isTrue();
        for (Accounting one : new Accounting[] {said, Accounting.NONE}) {
            form.getKept().show(one.said(), 1L);
            assertThat(form.wanted()).isEqualTo(one);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{",
                "[]",
                "{\"prize\":{}}",
                "{\"price\":{\"request\":\"much\"}}",
                "{\"price\":{\"request\":1}}"
            })
    void what_cannot_be_kept_is_refused_in_words(String document) {
        assertThatThrownBy(() -> read(document))
                .isInstanceOf(Refusal.Invalid.class)
                .message()
                .isNotBlank();
    }

    private Accounting read(String document) {
        form.getKept().setText(document);
        return form.wanted();
    }
}
