package org.modelyard.lineage.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.model.Sha256;

class CanonicalJsonTest {

    private record Kept(Instant at, @JsonRawValue String raw, List<Map<String, Integer>> more) {}

    @Test
    void durations_are_written_as_iso_8601_has_them() {
        assertThat(CanonicalJson.tree(java.util.Map.of("timeout", java.time.Duration.ofSeconds(90)))
                        .path("timeout")
                        .textValue())
                .isEqualTo("PT1M30S");
    }

    @Test
    void one_content_has_one_form() {
        assertThat(text("{\"b\":1,\"a\":{\"d\":[3,{\"z\":1,\"y\":2}],\"c\":\"\u00fc\"}}"))
                .isEqualTo("{\"a\":{\"c\":\"\u00fc\",\"d\":[3,{\"y\":2,\"z\":1}]},\"b\":1}")
                .isEqualTo(text("{ \"a\": {\"c\":\"\\u00fc\",\"d\":[3,{\"y\":2,\"z\":1}]}, \"b\": 1 }"));
        assertThat(text("[2,1]")).isEqualTo("[2,1]").isNotEqualTo(text("[1,2]"));
    }

    @Test
    void documents_within_are_part_of_the_tree_and_times_have_milliseconds() {
        Kept kept =
                new Kept(Instant.parse("2026-01-31T12:00:00.123456Z"), "{\"q\":1,\"p\":2}", List.of(Map.of("n", 1)));
        assertThat(new String(CanonicalJson.bytes(CanonicalJson.tree(kept)), StandardCharsets.UTF_8))
                .isEqualTo("{\"at\":\"2026-01-31T12:00:00.123Z\",\"more\":[{\"n\":1}],\"raw\":{\"p\":2,\"q\":1}}");
    }

    @Test
    void a_seal_is_the_hash_of_the_rest_and_breaks_with_any_change() {
        ObjectNode document = (ObjectNode) CanonicalJson.parse("{\"b\":1,\"a\":[true]}");
        CanonicalJson.Sealed sealed = CanonicalJson.seal(document);
        assertThat(sealed.sha256()).isEqualTo(Sha256.hex("{\"a\":[true],\"b\":1}".getBytes(StandardCharsets.UTF_8)));
        assertThat(CanonicalJson.seal(document).bytes()).isEqualTo(sealed.bytes());
        assertThat(CanonicalJson.holds(sealed.bytes())).isTrue();
        String other = new String(sealed.bytes(), StandardCharsets.UTF_8).replace("true", "false");
        assertThat(CanonicalJson.holds(other.getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(CanonicalJson.holds("{\"a\":1}".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(CanonicalJson.holds("no json".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
    }

    @Test
    void what_is_no_json_is_refused() {
        assertThatThrownBy(() -> CanonicalJson.parse("{")).isInstanceOf(IllegalArgumentException.class);
    }

    private static String text(String json) {
        return new String(CanonicalJson.bytes(CanonicalJson.parse(json)), StandardCharsets.UTF_8);
    }
}
