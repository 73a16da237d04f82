package org.modelyard.testdata;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.modelyard.ml.data.Column;

class SharedDataTest {

    @Test
    void the_published_row_counts_are_read() {
        assertThat(SharedData.adult("train").rows()).isEqualTo(32_561);
        assertThat(SharedData.adult("test").rows()).isEqualTo(16_281);
        assertThat(SharedData.banking77("train").rows()).isEqualTo(10_003);
        assertThat(SharedData.diabetes().rows()).isEqualTo(442);
    }

    @Test
    void an_empty_field_is_missing() {
        Column workclass = SharedData.adult("train").columns().get(1);
        assertThat(workclass.missing(27)).isTrue();
        assertThat(workclass.missing(0)).isFalse();
    }
}
