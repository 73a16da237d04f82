package org.modelyard.registry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Task;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.SignatureDocument.Input;

class SignatureChangeTest {

    private static final Input AGE = input("age", FeatureType.NUMERIC, true);
    private static final Input JOB = input("job", FeatureType.CATEGORICAL, false);
    private static final SignatureDocument BEFORE = answering(List.of(AGE, JOB), "no", "yes");

    @Test
    void new_weights_alone_are_a_patch_and_so_is_another_order() {
        assertThat(SignatureChange.between(BEFORE, BEFORE)).isEmpty();
        assertThat(SignatureChange.between(BEFORE, answering(List.of(JOB, AGE), "yes", "no")))
                .isEmpty();
        assertThat(SignatureChange.needed(List.of())).isEqualTo(Bump.PATCH);
    }

    @Test
    void what_a_client_relies_on_and_loses_is_major() {
        assertThat(needed(answering(List.of(AGE), "no", "yes"))).isEqualTo(Bump.MAJOR);
        assertThat(needed(answering(List.of(input("age", FeatureType.TEXT, true), JOB), "no", "yes")))
                .isEqualTo(Bump.MAJOR);
        assertThat(needed(answering(List.of(AGE, input("job", FeatureType.CATEGORICAL, true)), "no", "yes")))
                .isEqualTo(Bump.MAJOR);
        assertThat(needed(answering(List.of(AGE, JOB, input("city", FeatureType.TEXT, true)), "no", "yes")))
                .isEqualTo(Bump.MAJOR);
        assertThat(needed(answering(List.of(AGE, JOB), "no", "perhaps"))).isEqualTo(Bump.MAJOR);
    }

    @Test
    void what_is_more_than_before_is_minor() {
        assertThat(needed(answering(List.of(AGE, JOB, input("city", FeatureType.TEXT, false)), "no", "yes")))
                .isEqualTo(Bump.MINOR);
        assertThat(needed(answering(List.of(input("age", FeatureType.NUMERIC, false), JOB), "no", "yes")))
                .isEqualTo(Bump.MINOR);
        assertThat(needed(answering(List.of(AGE, JOB), "no", "yes", "perhaps"))).isEqualTo(Bump.MINOR);
    }

    @Test
    void an_output_beside_the_target_is_relied_on_like_the_target() {
        SignatureDocument with =
                beside(new SignatureDocument.Output("priority", Task.CLASSIFICATION, List.of("low", "high")));
        assertThat(needed(with)).isEqualTo(Bump.MINOR);
        assertThat(SignatureChange.needed(SignatureChange.between(with, BEFORE)))
                .isEqualTo(Bump.MAJOR);
        assertThat(SignatureChange.needed(SignatureChange.between(
                        with, beside(new SignatureDocument.Output("priority", Task.REGRESSION, List.of())))))
                .isEqualTo(Bump.MAJOR);
        assertThat(SignatureChange.between(
                        with, beside(new SignatureDocument.Output("priority", Task.CLASSIFICATION, List.of("low")))))
                .containsExactly(
                        new SignatureChange("the output 'priority': the label 'high' is answered no more", Bump.MAJOR));
    }

    private static SignatureDocument beside(SignatureDocument.Output output) {
        return new SignatureDocument(Task.CLASSIFICATION, BEFORE.inputs(), BEFORE.labels(), List.of(output));
    }

    @Test
    void a_bump_that_says_too_little_is_refused_with_each_reason() {
        List<SignatureChange> changes = SignatureChange.between(
                BEFORE, answering(List.of(AGE, input("city", FeatureType.TEXT, false)), "no", "yes"));
        assertThat(changes).extracting(SignatureChange::needed).containsExactly(Bump.MAJOR, Bump.MINOR);
        assertThatThrownBy(() -> SignatureChange.require(Bump.PATCH, changes, "1.4.0"))
                .isInstanceOfSatisfying(Refusal.Invalid.class, refusal -> assertThat(refusal.errors())
                        .hasSize(2))
                .hasMessage(
                        "PATCH is too little, this needs MAJOR: compared with 1.4.0, the input 'job' is lost; the input"
                                + " 'city' is new, and may be left out.");
        assertThatThrownBy(() -> SignatureChange.require(Bump.MINOR, changes, "1.4.0"))
                .isInstanceOfSatisfying(Refusal.Invalid.class, refusal -> assertThat(refusal.errors())
                        .hasSize(1));
        assertThatCode(() -> SignatureChange.require(Bump.MAJOR, changes, "1.4.0"))
                .doesNotThrowAnyException();
        assertThatCode(() -> SignatureChange.require(Bump.MAJOR, List.of(), "1.4.0"))
                .doesNotThrowAnyException();
    }

    @Test
    void a_model_that_does_not_say_its_inputs_is_not_compared() {
        SignatureDocument unknown = answering(List.of());
        assertThat(SignatureChange.between(unknown, BEFORE)).isEmpty();
        assertThat(SignatureChange.between(BEFORE, unknown)).isEmpty();
    }

    private static Bump needed(SignatureDocument after) {
        return SignatureChange.needed(SignatureChange.between(BEFORE, after));
    }

    private static Input input(String name, FeatureType type, boolean required) {
        return new Input(name, type, required, false);
    }

    private static SignatureDocument answering(List<Input> inputs, String... labels) {
        return new SignatureDocument(Task.CLASSIFICATION, inputs, List.of(labels));
    }
}
