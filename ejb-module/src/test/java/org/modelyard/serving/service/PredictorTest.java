package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelyard.ml.score.Deadline;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Unanswerable;
import org.modelyard.platform.model.FieldError;
import org.modelyard.registry.service.ModelAccounting;
import org.modelyard.serving.model.Accounting;
import org.modelyard.serving.model.InferenceOutcome;
import org.modelyard.serving.model.InferenceRecord;
import org.modelyard.serving.model.PredictionRow;
import org.modelyard.serving.model.Price;
import org.modelyard.serving.model.RoutingReason;
import org.modelyard.serving.model.Spent;
import org.modelyard.serving.service.PredictionOutcome.Answered;

/** What is answered is in the journal, and what is not in it is not answered. */
class PredictorTest extends PredictorFloor {

    PredictorTest(@TempDir Path home) {
        super(home);
    }

    @Test
    void what_is_answered_is_in_the_journal_as_it_was_answered() throws IOException {
        Opened opened = open("refuse");
        PredictionOutcome outcome = predict(opened.predictor(), row(41));
        assertThat(outcome).isInstanceOfSatisfying(Answered.class, answer -> {
            assertThat(answer.version()).isEqualTo("1.1.0");
            assertThat(answer.variant()).isEqualTo(Route.MAIN);
        });
        InferenceRecord logged = logged(opened).get(0);
        assertThat(logged.inferenceId()).isEqualTo(((Answered) outcome).inferenceId());
        assertThat(logged.outcome()).isEqualTo(InferenceOutcome.ANSWERED);
        assertThat(logged.organisationId()).isEqualTo(ServingFloor.ORGANISATION);
        assertThat(logged.deploymentId()).isEqualTo(10);
        assertThat(logged.reason()).isEqualTo(RoutingReason.DEPLOYMENT);
        assertThat(logged.unit()).isEqualTo("user-42");
        assertThat(logged.label()).isEqualTo("yes");
        assertThat(logged.score()).isEqualTo(0.75);
        assertThat(logged.inputs().numbers()).containsExactly(41);
        assertThat(opened.predictor().answered()).isEqualTo(1);
    }

    @Test
    void what_an_answer_costs_goes_with_it_into_the_journal() throws IOException {
        floor.store.put(2, 0.2);
        floor.rows.rollOut(11, "production", 2, 0, true);
        Accounting priced = new Accounting("EUR", new Price(500, 0, 0), Map.of("1.2.0", new Price(7, 0, 0)), Map.of());
        accounts.said =
                List.of(new ModelAccounting.Accounted(3, ServingFloor.ORGANISATION, ServingFloor.MODEL, priced));
        Opened opened = open("refuse");
        predict(opened.predictor(), row(41));
        predict(
                opened.predictor(),
                new PredictionRow(
                        InputRow.empty(1), List.of(new FieldError("age", "missing")), null, null, null, null));
        assertThat(logged(opened))
                .as("the champion's, the shadow's, and nobody's")
                .extracting(InferenceRecord::spent)
                .containsExactly(
                        new Spent(Spent.UNKNOWN, Spent.UNKNOWN, 500_000, "EUR"),
                        new Spent(Spent.UNKNOWN, Spent.UNKNOWN, 7_000, "EUR"),
                        null);
    }

    @Test
    void who_asked_goes_with_the_answer_where_callers_are_named_but_not_with_a_shadow() throws IOException {
        floor.store.put(2, 0.2);
        floor.rows.rollOut(11, "production", 2, 0, true);
        Accounting named = new Accounting(null, Price.NONE, Map.of(), Map.of(), List.of("else"));
        accounts.said = List.of(new ModelAccounting.Accounted(3, ServingFloor.ORGANISATION, ServingFloor.MODEL, named));
        Opened opened = open("refuse");
        predict(opened.predictor(), row(41));
        List<InferenceRecord> logged = logged(opened);
        assertThat(logged)
                .filteredOn(one -> !Route.SHADOW.equals(one.variant()))
                .extracting(InferenceRecord::caller)
                .containsExactly(CALLER.actor());
        assertThat(logged)
                .filteredOn(one -> Route.SHADOW.equals(one.variant()))
                .isNotEmpty()
                .extracting(InferenceRecord::caller)
                .containsOnlyNulls();
    }

    @Test
    void without_a_price_nothing_is_said_of_cost() throws IOException {
        accounts.fault = new IllegalStateException("the database is away");
        Opened opened = open("refuse");
        predict(opened.predictor(), row(41));
        assertThat(logged(opened).get(0).spent()).isNull();
    }

    @Test
    void a_candidate_answers_those_who_fall_to_it() throws IOException {
        floor.store.put(2, 0.2);
        floor.rows.rollOut(11, "production", 2, 10_000, false);
        Opened opened = open("refuse");
        Answered answer = (Answered) predict(opened.predictor(), row(41));
        assertThat(answer.version()).isEqualTo("1.2.0");
        assertThat(answer.variant()).isEqualTo(Route.CANDIDATE);
        assertThat(answer.reason()).isEqualTo(RoutingReason.DEPLOYMENT);
        assertThat(logged(opened)).extracting(InferenceRecord::deploymentId).containsExactly(11L);
        assertThat(opened.mirror().take()).isEmpty();
    }

    @Test
    void what_is_answered_beside_the_target_is_in_answer_and_journal() throws IOException {
        floor.store.putHours(1, 3.5);
        Opened opened = open("refuse");
        Answered answer = (Answered) predict(opened.predictor(), row(41));
        assertThat(answer.outputs()).extracting("name").containsExactly("hours");
        assertThat(answer.others()).containsExactly(new Scores.Valued(3.5));
        InferenceRecord logged = logged(opened).get(0);
        assertThat(logged.label()).isEqualTo("yes");
        assertThat(logged.outputs()).hasSize(1).allSatisfy(output -> {
            assertThat(output.score()).isEqualTo(3.5);
            assertThat(output.label()).isNull();
        });
    }

    @Test
    void a_row_of_which_one_answer_is_no_number_gets_none() throws IOException {
        floor.store.putHours(1, Double.NaN);
        Opened opened = open("refuse");
        assertThat(predict(opened.predictor(), row(41))).isInstanceOf(PredictionOutcome.Failed.class);
        InferenceRecord logged = logged(opened).get(0);
        assertThat(logged.outcome()).isEqualTo(InferenceOutcome.FAILED);
        assertThat(logged.outputs()).isEmpty();
    }

    @Test
    void a_row_that_does_not_fit_is_logged_and_has_no_id() throws IOException {
        Opened opened = open("refuse");
        FieldError error = new FieldError("inputs.age", "The model requires this input.");
        PredictionOutcome outcome = predict(
                opened.predictor(), new PredictionRow(InputRow.empty(1), List.of(error), null, null, null, null));
        assertThat(outcome).isEqualTo(new PredictionOutcome.Refused(List.of(error)));
        assertThat(logged(opened)).extracting(InferenceRecord::outcome).containsExactly(InferenceOutcome.REFUSED);
        assertThat(opened.predictor().refused()).isEqualTo(1);
        assertThat(opened.predictor().answered()).isZero();
    }

    @Test
    void a_model_that_fails_on_a_row_costs_that_row() throws IOException {
        floor.store.scorers.put(1L, input -> {
            if (input.numbers()[0] < 0) {
                throw new IllegalStateException("no model for the unborn");
            }
            return new Scores.Valued(input.numbers()[0] > 100 ? Double.POSITIVE_INFINITY : 1);
        });
        Opened opened = open("refuse");
        List<PredictionOutcome> outcomes = predict(opened.predictor(), List.of(row(-1), row(1), row(101)));
        assertThat(outcomes.get(1)).isInstanceOf(Answered.class);
        List<UUID> failed = List.of(
                ((PredictionOutcome.Failed) outcomes.get(0)).inferenceId(),
                ((PredictionOutcome.Failed) outcomes.get(2)).inferenceId());
        assertThat(logged(opened))
                .filteredOn(record -> record.outcome() == InferenceOutcome.FAILED)
                .extracting(InferenceRecord::inferenceId)
                .isEqualTo(failed);
        assertThat(opened.predictor().failed()).isEqualTo(2);
    }

    @Test
    void a_model_that_has_no_answer_is_no_fault_in_the_log() throws IOException {
        floor.store.scorers.put(1L, input -> {
            throw new Unanswerable("out of order");
        });
        Opened opened = open("refuse");
        List<LogRecord> said = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                said.add(record);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger log = Logger.getLogger(Predictor.class.getName());
        log.addHandler(handler);
        try {
            assertThat(predict(opened.predictor(), row(41))).isInstanceOf(PredictionOutcome.Failed.class);
        } finally {
            log.removeHandler(handler);
        }
        assertThat(said).singleElement().satisfies(record -> {
            assertThat(record.getLevel()).isEqualTo(Level.WARNING);
            assertThat(record.getMessage()).contains("out of order");
            assertThat(record.getThrown()).isNull();
        });
    }

    @Test
    void a_row_without_an_answer_by_the_deadline_is_late_and_logged_as_failed() throws IOException {
        Opened opened = open("refuse");
        Route route = opened.predictor().route(CALLER, ServingFloor.MODEL, null, null);
        long start = System.nanoTime();
        Deadline past = Deadline.after(start - 10, Duration.ofNanos(5));
        assertThat(opened.predictor().predict(CALLER, route, List.of(row(41), row(42)), start, past))
                .allSatisfy(outcome -> assertThat(outcome)
                        .isInstanceOfSatisfying(PredictionOutcome.Failed.class, failed -> assertThat(failed.late())
                                .isTrue()));
        assertThat(opened.predictor().predict(CALLER, route, List.of(row(41)), start, ample()))
                .allMatch(Answered.class::isInstance);
        assertThat(logged(opened))
                .extracting(InferenceRecord::outcome)
                .containsExactly(InferenceOutcome.FAILED, InferenceOutcome.FAILED, InferenceOutcome.ANSWERED);
    }

    @Test
    void an_answer_that_comes_after_the_deadline_is_late() throws IOException {
        Deadline soon = Deadline.after(System.nanoTime(), Duration.ofMillis(200));
        floor.store.scorers.put(1L, input -> {
            while (!soon.over()) {
                Thread.onSpinWait();
            }
            return new Scores.Valued(1);
        });
        Opened opened = open("refuse");
        Route route = opened.predictor().route(CALLER, ServingFloor.MODEL, null, null);
        assertThat(opened.predictor().predict(CALLER, route, List.of(row(41)), System.nanoTime(), soon))
                .allSatisfy(outcome -> assertThat(outcome)
                        .isInstanceOfSatisfying(PredictionOutcome.Failed.class, failed -> assertThat(failed.late())
                                .isTrue()));
    }
}
