package org.modelyard.registry.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PolicyFormTest {

    @Test
    void an_empty_field_comes_as_null_and_says_nothing() {
        PolicyForm form = new PolicyForm();
        form.setDocument(null);
        assertThat(form.getDocument()).isEmpty();
        form.setSeen(null);
        assertThat(form.getSeen()).as("the page has shown none").isEmpty();
        form.setSeen("7; drop");
        assertThat(form.getSeen()).isEqualTo("-1");
    }
}
