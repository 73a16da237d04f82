package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelyard.ml.score.Deadline;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scores;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.model.ClassScores;
import org.modelyard.serving.model.InferenceOutcome;
import org.modelyard.serving.model.InferenceRecord;
import org.modelyard.serving.model.LogPolicy;
import org.modelyard.serving.model.PredictionRow;
import org.modelyard.serving.model.RoutingReason;

/** What cannot be logged is refused before the model is asked. */
class RowBoundsTest extends PredictorFloor {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    /** As UTF-8; the journal of the floor takes records of nearly 1 MiB. */
    private static final int TOO_LARGE = 1_000_000;

    private final List<Double> asked = new ArrayList<>();

    RowBoundsTest(@TempDir Path home) {
        super(home);
        floor.store.scorers.put(1L, input -> {
            asked.add(input.numbers()[0]);
            return new Scores.Valued(1);
        });
    }

    @Test
    void a_row_that_is_too_large_for_the_log_is_refused_in_words_and_nobody_is_asked() throws IOException {
        Opened opened = open("refuse");
        asked.clear(); // a model is warmed up with a row when it is loaded
        List<PredictionOutcome> outcomes =
                predict(opened.predictor(), List.of(row(1, "x".repeat(TOO_LARGE)), row(2, "\u00e9".repeat(400_000))));
        assertThat(outcomes.get(0))
                .isInstanceOfSatisfying(
                        PredictionOutcome.Refused.class,
                        refused -> assertThat(refused.errors()).singleElement().satisfies(error -> {
                            assertThat(error.field()).isEqualTo("inputs");
                            assertThat(error.message()).contains("1000").contains("in the inference log");
                        }));
        assertThat(outcomes.get(1)).isInstanceOf(PredictionOutcome.Answered.class);
        assertThat(asked).containsExactly(2d);
        List<InferenceRecord> logged = logged(opened);
        assertThat(logged)
                .extracting(InferenceRecord::outcome)
                .containsExactly(InferenceOutcome.REFUSED, InferenceOutcome.ANSWERED);
        assertThat(logged.get(0).inputs().texts()).containsOnlyNulls();
        assertThat(logged.get(0).unit()).isEqualTo("user-42");
        assertThat(logged.get(1).inputs().texts()[0]).hasSize(400_000);
    }

    @Test
    void a_policy_that_keeps_no_inputs_lets_them_be_large() throws IOException {
        said.policies = Map.of(3L, new LogPolicy(LogPolicy.Inputs.NONE, true));
        Opened opened = open("refuse");
        assertThat(predict(opened.predictor(), row(1, "x".repeat(TOO_LARGE))))
                .isInstanceOf(PredictionOutcome.Answered.class);
    }

    @Test
    void candidates_that_could_not_be_logged_are_refused_before_any_is_asked() throws IOException {
        Opened opened = open("refuse");
        asked.clear(); // a model is warmed up with a row when it is loaded
        Recommendations recommendations =
                Wired.with(new Recommendations(), opened.predictor(), opened.rooms(), Clock.systemUTC());
        Route route = opened.predictor().route(CALLER, ServingFloor.MODEL, null, null);
        String large = "{\"a\":\"" + "x".repeat(TOO_LARGE) + "\"}";
        List<Recommendations.Candidate> candidates = List.of(
                new Recommendations.Candidate(Map.of("age", 41), null),
                new Recommendations.Candidate(Map.of("age", 42), large));
        Recommendations.Wish wish = new Recommendations.Wish("anna", Map.of(), candidates, null, null, 1, null);
        assertThatThrownBy(() -> recommendations.rank(CALLER, route, wish, System.nanoTime(), Deadline.NONE, () -> {}))
                .isInstanceOfSatisfying(Refusal.Invalid.class, refused -> assertThat(refused.errors())
                        .extracting("field")
                        .containsExactly("candidates[1]"));
        assertThat(asked).isEmpty();
        assertThat(logged(opened)).isEmpty();
    }

    @Test
    void a_record_that_grew_too_large_by_its_answer_is_logged_without_its_inputs() throws IOException {
        Opened opened = open("refuse");
        InferenceRecord large = new InferenceRecord(
                Ids.next(),
                1,
                ServingFloor.ORGANISATION,
                1,
                10,
                1,
                "main",
                RoutingReason.DEPLOYMENT,
                "user-42",
                InferenceOutcome.ANSWERED,
                new InputRow(new double[] {41}, new String[] {"x".repeat(2 * TOO_LARGE)}),
                0,
                "yes",
                0.75,
                ClassScores.NONE,
                1,
                null,
                TRACE,
                null,
                InferenceRecord.UNSAID);
        opened.inferences().append(large);
        assertThat(logged(opened)).singleElement().satisfies(logged -> {
            assertThat(logged.inferenceId()).isEqualTo(large.inferenceId());
            assertThat(logged.label()).isEqualTo("yes");
            assertThat(logged.traceId()).isEqualTo(TRACE);
            assertThat(logged.inputs().numbers()).isEmpty();
        });
    }

    @Test
    void the_trace_of_a_request_is_in_the_record() throws IOException {
        Opened opened = open("refuse");
        predict(opened.predictor(), List.of(row(41).traced(TRACE), row(42)));
        assertThat(logged(opened)).extracting(InferenceRecord::traceId).containsExactly(TRACE, null);
    }

    private static PredictionRow row(double age, String text) {
        return new PredictionRow(
                new InputRow(new double[] {age}, new String[] {text}), List.of(), "user-42", null, null, null);
    }
}
