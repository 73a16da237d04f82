package org.modelyard.platform.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldsTest {

    private final List<FieldError> errors = new ArrayList<>();

    private enum Colour {
        RED,
        BLUE
    }

    @Test
    void what_is_right_is_taken() {
        Fields fields = of(Map.of(
                "count",
                3.0,
                "share",
                0.5,
                "on",
                true,
                "colour",
                "red",
                "name",
                "n",
                "list",
                List.of(1),
                "more",
                Map.of("a", 1)));
        assertThat(fields.integer("count", 1, 5, 9)).isEqualTo(3);
        assertThat(fields.number("share", 0, 1)).isEqualTo(0.5);
        assertThat(fields.flag("on", false)).isTrue();
        assertThat(fields.choice("colour", Colour.class, Colour.BLUE)).isEqualTo(Colour.RED);
        assertThat(fields.text("name")).isEqualTo("n");
        assertThat(fields.list("list")).isEqualTo(List.of(1));
        assertThat(fields.object("more")).isEqualTo(Map.of("a", 1));
        fields.end();
        assertThat(errors).isEmpty();
        Fields.check(errors);
    }

    @Test
    void what_is_left_out_or_null_is_its_default() {
        Map<String, Object> document = new HashMap<>();
        document.put("count", null);
        Fields fields = of(document);
        assertThat(fields.has("count")).isFalse();
        assertThat(fields.integer("count", 1, 5, 4)).isEqualTo(4);
        assertThat(fields.number("share", 0, 1)).isNull();
        assertThat(fields.flag("on", true)).isTrue();
        assertThat(fields.choice("colour", Colour.class, Colour.BLUE)).isEqualTo(Colour.BLUE);
        assertThat(fields.text("name")).isNull();
        assertThat(fields.list("list")).isNull();
        assertThat(fields.object("more")).isEmpty();
        fields.end();
        assertThat(errors).isEmpty();
    }

    @Test
    void what_is_wrong_is_named_with_its_path() {
        Fields fields = of(Map.of(
                "count",
                6,
                "half",
                1.5,
                "share",
                "much",
                "nan",
                Double.NaN,
                "on",
                "yes",
                "colour",
                "green",
                "name",
                1,
                "list",
                "x",
                "more",
                2));
        fields.integer("count", 1, 5, 4);
        fields.integer("half", 1, 5, 4);
        fields.number("share", 0, 1);
        fields.number("nan", 0, 1);
        fields.flag("on", true);
        fields.choice("colour", Colour.class, Colour.BLUE);
        fields.text("name");
        fields.list("list");
        fields.object("more");
        fields.end();
        assertThat(errors)
                .extracting(FieldError::field)
                .containsExactly(
                        "at.count",
                        "at.half",
                        "at.share",
                        "at.nan",
                        "at.on",
                        "at.colour",
                        "at.name",
                        "at.list",
                        "at.more");
        assertThatThrownBy(() -> Fields.check(errors))
                .isInstanceOf(Refusal.Invalid.class)
                .satisfies(refusal ->
                        assertThat(((Refusal.Invalid) refusal).errors()).isEqualTo(errors));
    }

    @Test
    void what_nobody_took_is_unknown() {
        Fields fields = of(Map.of("count", 1, "cuont", 1));
        fields.integer("count", 1, 5, 4);
        fields.flag("on", true);
        fields.end();
        assertThat(errors)
                .containsExactly(new FieldError("at.cuont", "There is no 'cuont' here; there are count, on."));
    }

    @Test
    void a_null_in_a_list_is_named() {
        List<String> given = new ArrayList<>(List.of("a", "b"));
        assertThat(Fields.all("tags", given)).containsExactly("a", "b");
        given.add(null);
        assertThatThrownBy(() -> Fields.all("tags", given))
                .isInstanceOfSatisfying(Refusal.Invalid.class, refusal -> assertThat(refusal.errors())
                        .extracting(FieldError::field)
                        .containsExactly("tags[2]"));
    }

    private Fields of(Map<?, ?> document) {
        return Fields.of("at", document, errors);
    }
}
