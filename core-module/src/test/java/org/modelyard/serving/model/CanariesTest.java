package org.modelyard.serving.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.score.Deadline;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;

class CanariesTest {

    private static final List<Signature.Input> AGE =
            List.of(new Signature.Input(new FeatureSpec("age", FeatureType.NUMERIC), true));

    /** Says yes from 18 on. */
    private static final Scorer ADULT = new Scorer() {
        private final List<String> labels = List.of("no", "yes");

        @Override
        public Signature signature() {
            return new Signature(Task.CLASSIFICATION, AGE, labels);
        }

        @Override
        public Scores score(InputRow row) {
            boolean adult = row.numbers()[0] >= 18;
            return new Scores.Labelled(
                    labels, adult ? new double[] {0.25, 0.75} : new double[] {0.75, 0.25}, adult ? 1 : 0);
        }
    };

    /** Twice the age. */
    private static final Scorer DOUBLE = new Scorer() {
        @Override
        public Signature signature() {
            return new Signature(Task.REGRESSION, AGE, List.of());
        }

        @Override
        public Scores score(InputRow row) {
            return new Scores.Valued(2 * row.numbers()[0]);
        }
    };

    private static Canary labelled(Object age, String label) {
        return new Canary(Map.of("age", age), label, null, null);
    }

    private static Canary valued(Object age, double value, @Nullable Double tolerance) {
        return new Canary(Map.of("age", age), null, value, tolerance);
    }

    private static @Nullable String difference(Scorer scorer, Canary... canaries) {
        return Canaries.of(List.of(canaries)).difference(scorer, Deadline.NONE).orElse(null);
    }

    @Test
    void what_is_expected_is_no_difference() {
        assertThat(difference(ADULT, labelled(41, "yes"), labelled(9.5, "no"))).isNull();
        assertThat(difference(DOUBLE, valued(4, 8, null), valued(4, 8.4, 0.5))).isNull();
        assertThat(Canaries.NONE.difference(ADULT, Deadline.NONE)).isEmpty();
    }

    @Test
    void another_answer_is_told_with_both() {
        assertThat(difference(ADULT, labelled(41, "yes"), labelled(41, "no")))
                .isEqualTo("Canary input 2 of 2 is answered 'yes' (score 0.75) where 'no' is expected.");
        assertThat(difference(DOUBLE, valued(4, 8.4, 0.3)))
                .isEqualTo("Canary input 1 of 1 is answered 8.0 where 8.4 (tolerance 0.3) is expected.");
        assertThat(difference(DOUBLE, labelled(4, "yes"))).contains("8.0", "'yes'");
        assertThat(difference(ADULT, valued(4, 1, null))).contains("'no'", "1.0");
    }

    @Test
    void inputs_that_do_not_fit_are_a_difference() {
        assertThat(difference(ADULT, new Canary(Map.of("wage", 1), "yes", null, null)))
                .startsWith("Canary input 1 of 1 does not fit the model: canary[0].inputs.");
        assertThat(difference(ADULT, labelled("old", "yes"))).contains("does not fit", "a finite number");
    }

    @Test
    void they_are_read_and_written_as_json() {
        Canaries both = Canaries.parse(
                "[{\"inputs\":{\"age\":41},\"label\":\"yes\"},{\"inputs\":{},\"value\":3.5,\"tolerance\":0.1}]");
        assertThat(both.list()).hasSize(2);
        assertThat(Canaries.parse(both.stored())).isEqualTo(both);
        assertThat(Canaries.parse(" ")).isEqualTo(Canaries.NONE);
        assertThat(Canaries.NONE.stored()).isNull();
        assertThatThrownBy(() -> Canaries.parse("{")).isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> Canaries.parse("[{\"input\":{}}]")).isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void what_makes_no_sense_is_refused_with_its_place() {
        assertThatThrownBy(() -> Canaries.of(List.of(
                        labelled(1, "yes"),
                        new Canary(null, "yes", null, null),
                        new Canary(Map.of(), null, null, null),
                        new Canary(Map.of(), "yes", 1.0, null),
                        new Canary(Map.of(), null, Double.NaN, -1.0))))
                .isInstanceOfSatisfying(Refusal.Invalid.class, refused -> assertThat(refused.errors())
                        .extracting(FieldError::field)
                        .containsExactly(
                                "canary[1].inputs",
                                "canary[2]",
                                "canary[3]",
                                "canary[4].value",
                                "canary[4].tolerance"));
        assertThatThrownBy(() -> Canaries.of(Collections.nCopies(21, labelled(1, "no"))))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("20");
    }
}
