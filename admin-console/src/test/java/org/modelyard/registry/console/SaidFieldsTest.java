package org.modelyard.registry.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Task;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.Bump;
import org.modelyard.registry.service.VersionDeclarations;

class SaidFieldsTest {

    private final SaidFields said = new SaidFields();

    @Test
    void a_signature_is_read_as_the_api_reads_it_with_the_forms_task() {
        said.typed()
                .put(
                        "signature",
                        "{\"inputs\":[{\"name\":\"income\",\"type\":\"NUMERIC\",\"required\":false}],\"labels\":[\"no\",\"yes\"]}");
        VersionDeclarations.Declared signature = Objects.requireNonNull(said.signature(Task.CLASSIFICATION));

        assertThat(signature.task()).isEqualTo(Task.CLASSIFICATION);
        assertThat(signature.labels()).containsExactly("no", "yes");
        assertThat(signature.inputs()).singleElement().satisfies(input -> {
            assertThat(input.type()).isEqualTo(FeatureType.NUMERIC);
            assertThat(input.required()).isFalse();
        });
    }

    @Test
    void a_document_that_says_its_task_keeps_it() {
        said.typed().put("signature", "{\"task\":\"REGRESSION\",\"inputs\":[]}");

        assertThat(Objects.requireNonNull(said.signature(Task.CLASSIFICATION)).task())
                .isEqualTo(Task.REGRESSION);
    }

    @Test
    void what_is_no_signature_is_told_with_its_place_and_without_our_classes() {
        refused("{\"inputs\":[", "line 1");
        refused("[]", "must be a JSON object");
        refused("{\"labels\":[]}", "needs 'inputs'");
        refused("{\"inputs\":[null]}", "a name for each input");
        refused("{\"inputs\":[{\"name\":\"a\",\"type\":\"WORDS\"}]}", "'WORDS' at 'inputs[0].type' is none of [TEXT");
        refused("{\"inputs\":[],\"lables\":[]}", "there is no field 'lables'");
        refused("{\"inputs\":[],\"inputs\":[]}", "inputs");
    }

    private void refused(String document, String words) {
        said.typed().put("signature", document);
        assertThatThrownBy(() -> said.signature(Task.CLASSIFICATION))
                .as(document)
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining(words)
                .hasMessageNotContaining("org.modelyard");
    }

    @Test
    void hyperparameters_keep_their_kinds() {
        said.typed().put("hyperparameters", "{\"layers\":12,\"rate\":0.1,\"norm\":true,\"name\":\"x\"}");
        assertThat(said.hyperparameters()).isEqualTo(Map.of("layers", 12, "rate", 0.1, "norm", true, "name", "x"));

        said.typed().put("hyperparameters", "12");
        assertThatThrownBy(said::hyperparameters).hasMessageContaining("a JSON object");
        said.typed().put("hyperparameters", "{\"layers\":}");
        assertThatThrownBy(said::hyperparameters).hasMessageContaining("line 1, column");
    }

    @Test
    void empty_fields_say_nothing() {
        for (String field : new String[] {"signature", "hyperparameters", "bump", "tags", "metrics", "bytes"}) {
            said.typed().put(field, null);
        }
        assertThat(said.signature(Task.CLASSIFICATION)).isNull();
        assertThat(said.hyperparameters()).isNull();
        assertThat(said.bump()).isNull();
        assertThat(said.tags()).isEmpty();
        assertThat(said.metrics()).isEmpty();
        assertThat(said.whole("bytes")).isNull();
    }

    @Test
    void the_other_fields_are_read_or_refused_in_words() {
        said.typed().put("bump", "MINOR");
        said.typed().put("tags", " a, ,b ");
        said.typed().put("metrics", "accuracy = 0.91\n\nf1=0.5");
        assertThat(said.bump()).isEqualTo(Bump.MINOR);
        assertThat(said.tags()).containsExactly("a", "b");
        assertThat(said.metrics()).isEqualTo(Map.of("accuracy", 0.91, "f1", 0.5));

        said.typed().put("bump", "HUGE");
        assertThatThrownBy(said::bump).hasMessageContaining("'HUGE'");
        said.typed().put("metrics", "accuracy");
        assertThatThrownBy(said::metrics).hasMessageContaining("is no metric");
        said.typed().put("bytes", "many");
        assertThatThrownBy(() -> said.whole("bytes")).hasMessageContaining("no whole number of bytes");
    }
}
