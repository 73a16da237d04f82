package org.modelyard.evaluation.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Caller;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.explain.Explainer;
import org.modelyard.ml.explain.Explanation;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.model.PredictionRow;
import org.modelyard.serving.service.PredictionOutcome;
import org.modelyard.serving.service.Wired;

class ExplainedAnswersTest {

    private static final UUID ID = UUID.fromString("01936d3c-1111-7abc-8def-0123456789ab");

    private final ExplainedAnswers explained = Wired.with(new ExplainedAnswers(), new ByVersion());

    @Test
    void each_answer_is_taken_apart_by_the_version_that_gave_it() {
        List<ExplainedAnswers.Explained> found = explained.of(
                PolicyFloor.CALLER,
                "income",
                Collections.nCopies(4, new PredictionRow(InputRow.empty(1), List.of(), null, null, null, null)),
                List.of(
                        answered("1.0.0"),
                        new PredictionOutcome.Refused(List.of()),
                        answered("1.1.0"),
                        answered("1.0.0")));
        assertThat(found)
                .extracting(ExplainedAnswers.Explained::problem)
                .containsExactly(null, null, "elsewhere", null);
        assertThat(found)
                .extracting(one ->
                        one.explanation() == null ? -1 : one.explanation().base())
                .containsExactly(0.0, -1.0, -1.0, 1.0);
    }

    @Test
    void a_hundred_rows_of_a_request_are_explained() {
        assertThatCode(() -> ExplainedAnswers.require(100)).doesNotThrowAnyException();
        assertThatThrownBy(() -> ExplainedAnswers.require(101))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("these are 101");
    }

    /** Each value asks the model some hundred times. */
    @Test
    void what_is_sampled_is_bounded_by_its_values_but_for_a_single_row() {
        Explainer sampling = new Explainer(new Wide(60), null, Explainer.PAIRS, 1);
        assertThatCode(() -> Explanations.requireFew(sampling, 83)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Explanations.requireFew(sampling, 84))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("at most 5000 values")
                .hasMessageContaining("these are 5040");
        Explainer wide = new Explainer(new Wide(6_000), null, Explainer.PAIRS, 1);
        assertThatCode(() -> Explanations.requireFew(wide, 1)).doesNotThrowAnyException();
    }

    private static PredictionOutcome.Answered answered(String version) {
        return new PredictionOutcome.Answered(ID, version, "main", new Scores.Valued(7));
    }

    /** Its second one cannot be explained; the base tells which of the rows it was. */
    private static final class ByVersion extends Explanations {
        @Override
        public List<Explanation> ofAll(Caller caller, String model, String version, List<InputRow> rows) {
            if (version.equals("1.1.0")) {
                throw new Refusal.Conflict("elsewhere");
            }
            return IntStream.range(0, rows.size())
                    .mapToObj(i ->
                            new Explanation(Explanation.Method.LINEAR, Explanation.Scale.VALUE, null, i, i, List.of()))
                    .toList();
        }
    }

    private record Wide(Signature signature) implements Scorer {

        Wide(int inputs) {
            this(new Signature(
                    Task.REGRESSION,
                    IntStream.range(0, inputs)
                            .mapToObj(i -> new Signature.Input(new FeatureSpec("x" + i, FeatureType.NUMERIC), false))
                            .toList(),
                    List.of()));
        }

        @Override
        public Scores score(InputRow row) {
            return new Scores.Valued(0);
        }
    }
}
