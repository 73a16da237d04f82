package org.modelyard.registry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelyard.platform.model.Refusal;

class ModelFilterTest {

    @ParameterizedTest
    @CsvSource({"name, true, false", "-name, true, true", "createdAt, false, false", "-createdAt, false, true"})
    void an_order_is_a_name_and_perhaps_a_minus(String order, boolean byName, boolean descending) {
        ModelFilter filter = ModelFilter.ALL.sorted(order);
        assertThat(filter.byName()).isEqualTo(byName);
        assertThat(filter.descending()).isEqualTo(descending);
    }

    @Test
    void without_an_order_the_newest_come_first() {
        assertThat(ModelFilter.ALL.sorted(null)).isEqualTo(ModelFilter.ALL);
    }

    @ParameterizedTest
    @CsvSource({"''", "-", "accuracy", "Name"})
    void any_other_is_refused_with_those_there_are(String order) {
        assertThatThrownBy(() -> ModelFilter.ALL.sorted(order))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("name or createdAt");
    }
}
