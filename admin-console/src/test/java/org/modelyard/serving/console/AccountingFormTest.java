package org.modelyard.serving.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.model.Accounting;

class AccountingFormTest {

    @Test
    void what_the_form_shows_is_what_is_kept_when_it_is_sent() {
        Accounting said = AccountingForm.read(
                "{\"currency\":\"EUR\",\"price\":{\"request\":0.001},\"dimensions\":{\"operation\":[\"sort\"]}}");
        assertThat(said.priced()).isTrue();
        assertThat(AccountingForm.read(AccountingForm.text(said))).isEqualTo(said);
        assertThat(AccountingForm.read(AccountingForm.text(Accounting.NONE))).isEqualTo(Accounting.NONE);
    }

    @Test
    void an_empty_field_comes_as_null_and_says_nothing() {
        AccountingForm form = new AccountingForm();
        form.setDocument(null);
        assertThat(form.getDocument()).isEmpty();
        for (@Nullable String odd : new @Nullable String[] {null, "", "x", "-5", "1".repeat(19)}) {
            form.setSeen(odd);
            assertThat(form.getSeen()).as("matches nothing that is there").isEqualTo("-1");
        }
        form.setSeen("72057594037927935");
        assertThat(form.getSeen()).isEqualTo("72057594037927935");
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
        assertThatThrownBy(() -> AccountingForm.read(document))
                .isInstanceOf(Refusal.Invalid.class)
                .message()
                .isNotBlank();
    }
}
