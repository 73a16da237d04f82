package org.modelyard.platform.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;

class JsonFaultTest {

    @Test
    void advice_to_programmers_is_left_out() {
        assertThat(JsonFault.message(fault("{\"a\":NaN}"))).isEqualTo("Non-standard token 'NaN'");
        assertThat(JsonFault.message(fault("[".repeat(10_000))))
                .startsWith("Document nesting depth")
                .endsWith(")")
                .doesNotContain("`", "StreamReadConstraints");
    }

    private static JsonProcessingException fault(String json) {
        return catchThrowableOfType(JsonProcessingException.class, () -> Json.MAPPER.readTree(json));
    }
}
