package org.modelyard.platform.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.registry.model.SignatureDocument;

class JsonTest {

    record Sent(String name, @Nullable Duration lifetime, @Nullable Boolean start, int count, List<Part> parts) {}

    record Part(@Nullable String note) {}

    @Test
    void what_may_be_null_may_be_left_out() throws JsonProcessingException {
        Sent sent = read("{\"name\":\"a\",\"count\":3,\"parts\":[{}]}");
        assertThat(sent).isEqualTo(new Sent("a", null, null, 3, List.of(new Part(null))));
    }

    @Test
    void a_missing_component_is_named() {
        assertThatThrownBy(() -> read("{\"count\":3,\"parts\":[]}"))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("name");
    }

    @Test
    void a_null_component_is_refused() {
        assertThatThrownBy(() -> read("{\"name\":null,\"count\":3,\"parts\":[]}"))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("name");
    }

    @Test
    void a_missing_number_is_not_zero() {
        assertThatThrownBy(() -> read("{\"name\":\"a\",\"parts\":[]}")).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void unknown_fields_trailing_text_and_doubled_fields_are_refused() {
        for (String wrong : List.of(
                "{\"name\":\"a\",\"count\":3,\"parts\":[],\"more\":1}",
                "{\"name\":\"a\",\"count\":3,\"parts\":[]} {}",
                "{\"name\":\"a\",\"name\":\"b\",\"count\":3,\"parts\":[]}")) {
            assertThatThrownBy(() -> read(wrong)).as(wrong).isInstanceOf(JsonProcessingException.class);
        }
    }

    @Test
    void what_a_creator_may_go_without_may_be_left_out() throws JsonProcessingException {
        assertThat(input("{\"name\":\"age\",\"type\":\"NUMERIC\"}"))
                .isEqualTo(new SignatureDocument.Input("age", FeatureType.NUMERIC, true, false));
        assertThat(input("{\"name\":\"age\",\"type\":\"NUMERIC\",\"required\":false,\"sensitive\":true}"))
                .isEqualTo(new SignatureDocument.Input("age", FeatureType.NUMERIC, false, true));
        assertThatThrownBy(() -> input("{\"type\":\"NUMERIC\"}"))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("name");
    }

    private static SignatureDocument.Input input(String json) throws JsonProcessingException {
        return Json.MAPPER.readValue(json, SignatureDocument.Input.class);
    }

    @Test
    void json_nested_ten_thousand_deep_is_refused_without_a_stack_overflow() {
        assertThatThrownBy(() -> Json.MAPPER.readTree("[".repeat(10_000))).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void what_is_not_a_number_is_written_as_null() throws JsonProcessingException {
        assertThat(Json.MAPPER.writeValueAsString(List.of(1.5, Double.NaN, Double.POSITIVE_INFINITY)))
                .isEqualTo("[1.5,null,null]");
    }

    private static Sent read(String json) throws JsonProcessingException {
        return Json.MAPPER.readValue(json, Sent.class);
    }
}
