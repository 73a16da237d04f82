package org.modelyard.ml.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.dataset.model.Task;
import org.modelyard.platform.model.Refusal;
import org.modelyard.testdata.SharedData;

class SliceLinesTest {

    @Test
    void a_line_is_a_name_and_a_condition_which_may_hold_colons() {
        List<Map<String, Object>> lines =
                SliceLines.read("slices", " short : length(text) < 40\r\n\n\nratio: text = 'a:b'\n");
        assertThat(lines)
                .containsExactly(
                        Map.of("name", "short", "where", "length(text) < 40"),
                        Map.of("name", "ratio", "where", "text = 'a:b'"));
        assertThat(DeclaredSlice.parse("slices", lines, SharedData.schema(Task.CLASSIFICATION, "y", "text:TEXT")))
                .extracting(DeclaredSlice::name)
                .containsExactly("short", "ratio");
        assertThat(SliceLines.read("slices", " \n ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"length(text) < 40", ": length(text) < 40", "short:", "fine: text = 'a'\nshort : "})
    void a_line_without_a_name_or_a_condition_is_named(String text) {
        assertThatThrownBy(() -> SliceLines.read("slices", text))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("needs a name, a colon and a condition");
    }
}
