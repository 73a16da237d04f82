package org.modelyard.serving.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.model.FieldError;

class SoughtTest {

    @Test
    void a_unit_and_a_window_are_enough() {
        assertThat(new Sought("anna", null, null, Sought.USUAL_WINDOW).errors(""))
                .isEmpty();
        assertThat(new Sought("anna", "sku-1", "offers", Duration.ofDays(90)).errors(""))
                .isEmpty();
    }

    @Test
    void what_is_no_unit_item_or_window_is_told_by_its_place() {
        assertThat(new Sought(" ", "", null, Duration.ZERO).errors("[3]."))
                .extracting(FieldError::field)
                .containsExactly("[3].unit", "[3].item", "[3].window");
        assertThat(new Sought("u".repeat(256), "i".repeat(101), null, Duration.ofDays(91)).errors(""))
                .hasSize(3);
    }
}
