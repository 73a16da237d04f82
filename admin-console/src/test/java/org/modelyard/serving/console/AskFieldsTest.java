package org.modelyard.serving.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.ml.score.InputRow;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.model.CommonFields;
import org.modelyard.serving.model.PredictionRow;

class AskFieldsTest {

    private static final PredictionRow ROW = new PredictionRow(InputRow.empty(1), List.of(), null, null, null, null);

    @Test
    void attributes_are_a_line_each_or_an_object() {
        assertThat(AskFields.attributes(" \n ")).isNull();
        assertThat(AskFields.attributes("tier = gold\r\n\nage=100\nnew = true\nnote = a = b\nrate = -0.5\ncode = 1e9"))
                .isEqualTo(
                        "{\"tier\":\"gold\",\"age\":100,\"new\":true,\"note\":\"a = b\",\"rate\":-0.5,\"code\":\"1e9\"}");
        assertThat(AskFields.attributes(" {\"tier\": \"gold\"}")).isEqualTo("{\"tier\":\"gold\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gold",
                "= gold",
                "tier = a\ntier = b",
                "{\"tier\":",
                "{\"tier\":{}}",
                "operation = x",
                "{\"tier\":\"a\",\"tier\":\"b\"}",
                "{\"tier\":\"a\"}\nnew = true",
                "{\"tier\":\"a\"} {\"new\":true}"
            })
    void what_is_neither_is_refused_at_its_field(String typed) {
        AskFields fields = new AskFields();
        fields.setAttributes(typed);
        assertThatThrownBy(fields::read).isInstanceOf(Refusal.Invalid.class);
        assertThat(fields.getProblems().under("attributes")).isNotEmpty();
        assertThat(fields.getProblems().at("deadline")).isEmpty();
    }

    @Test
    void what_is_typed_is_what_a_request_says() {
        AskFields fields = new AskFields();
        fields.setUnit(" anna ");
        fields.setAttributes("tier = gold");
        fields.setTop("3");
        fields.setSeconds("0.2");
        CommonFields read = fields.read();
        assertThat(read.with(ROW).unit()).isEqualTo("anna");
        assertThat(read.with(ROW).attributes()).isEqualTo("{\"tier\":\"gold\"}");
        assertThat(read.wish().topK()).isEqualTo(3);
        assertThat(read.wish().time()).isEqualTo(Duration.ofMillis(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "0", "-1", "301", "1e99", "1e-999999999"})
    void a_deadline_is_seconds_within_bounds(String typed) {
        AskFields fields = new AskFields();
        fields.setSeconds(typed);
        assertThatThrownBy(fields::read).isInstanceOf(Refusal.Invalid.class);
        assertThat(fields.getProblems().at("deadline")).contains("seconds above 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "0", "1001"})
    void scores_are_wanted_of_one_to_a_thousand(String typed) {
        AskFields fields = new AskFields();
        fields.setTop(typed);
        assertThatThrownBy(fields::read).isInstanceOf(Refusal.Invalid.class);
        assertThat(fields.getProblems().at("topK")).contains("whole number");
    }

    @Test
    void where_a_unit_is_needed_one_is_asked_for() {
        AskFields fields = new AskFields();
        assertThatThrownBy(fields::readOfUnit).isInstanceOf(Refusal.Invalid.class);
        assertThat(fields.getProblems().at("unit")).contains("for whom");
    }
}
