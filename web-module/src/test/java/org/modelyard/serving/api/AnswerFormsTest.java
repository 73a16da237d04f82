package org.modelyard.serving.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.score.Deadline;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.model.AnswerWish;
import org.modelyard.serving.model.CommonFields;
import org.modelyard.serving.model.FieldReader;
import org.modelyard.serving.model.JsonLines;
import org.modelyard.serving.model.PredictionRow;
import org.modelyard.serving.model.RoutingReason;
import org.modelyard.serving.service.CsvAnswers;
import org.modelyard.serving.service.PredictionOutcome;

/** Rows that come one a line, and answers that leave one a line. */
class AnswerFormsTest {

    private static final UUID ID = UUID.fromString("01936d3c-1111-7abc-8def-0123456789ab");
    private static final Signature SIGNATURE = new Signature(
            Task.CLASSIFICATION,
            List.of(new Signature.Input(new FeatureSpec("age", FeatureType.NUMERIC), true)),
            List.of("a", "b", "c"),
            List.of(new Signature.Output("hours", List.of())));
    private static final String WHY = "{\"method\":\"LINEAR\",\"base\":0.5}";
    private static final PredictionOutcome ANSWERED = new PredictionOutcome.Answered(
            ID,
            "1.0.0",
            "main",
            RoutingReason.DEPLOYMENT,
            new Scores.Labelled(SIGNATURE.labels(), new double[] {0.125, 0.25, 0.625}, 1),
            SIGNATURE.outputs(),
            new Scores[] {new Scores.Valued(2.5)},
            "m 1.0.0",
            "the score 0.25 is enough");

    @Test
    void each_line_is_a_row_and_one_that_cannot_be_read_does_not_fit() {
        List<PredictionRow> rows = lines("{\"inputs\":{\"age\":1},\"unit\":\"u\"}\r\n\n"
                + "{\"inputs\":{\"age\":\n{\"inputs\":{\"age\":2}} {}\n{\"inputs\":{\"age\":3},\"unit\":7}\n"
                + "{\"inputs\":{\"age\":4}}");
        assertThat(rows).extracting(PredictionRow::fits).containsExactly(true, false, false, false, true);
        assertThat(rows).extracting(PredictionRow::unit).containsExactly("u", "all", "all", "all", "all");
        assertThat(rows.get(1).errors()).extracting(FieldError::field).containsExactly("line 3");
        assertThat(rows.get(3).errors()).extracting(FieldError::field).containsExactly("line 5.unit");
        assertThat(rows.get(4).inputs().numbers()).containsExactly(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000\u0000\u0000{",
                "{\u0000\u0000\u0000",
                "\u0000\u0000{}\u0000",
                "\u0000{\u0000}",
                "\u0000\u0000\u0000\u0000"
            })
    void a_line_that_looks_like_another_encoding_does_not_fit_and_the_next_is_read(String odd) {
        List<PredictionRow> rows = lines(odd + "\n{\"inputs\":{\"age\":1}}\n");
        assertThat(rows).extracting(PredictionRow::fits).containsExactly(false, true);
        assertThat(rows.get(0).errors()).singleElement().satisfies(error -> assertThat(error.field())
                .startsWith("line 1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n \r\n", "{}\n{}\n{}\n{}\n{}\n{}\n"})
    void no_line_and_too_many_are_refused_before_any_is_answered(String body) {
        assertThatThrownBy(() -> lines(body)).isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void a_line_tells_the_best_classes_and_who_has_answered() throws IOException {
        JsonNode line = new ObjectMapper().readTree(new LineAnswers(2).answer(ANSWERED, WHY));
        assertThat(line.get("scores")).hasToString("{\"c\":0.625,\"b\":0.25}");
        assertThat(line.get("label").asText()).isEqualTo("b");
        assertThat(line.get("answeredBy").asText()).isEqualTo("m 1.0.0");
        assertThat(line.get("explanation")).hasToString(WHY);
        assertThat(line.get("because").asText()).isEqualTo("the score 0.25 is enough");
        assertThat(new LineAnswers(0).answer(ANSWERED, null)).endsWith((byte) '\n');
        JsonNode all = new ObjectMapper().readTree(new LineAnswers(0).answer(ANSWERED, null));
        assertThat(all.get("scores")).hasToString("{\"a\":0.125,\"b\":0.25,\"c\":0.625}");
        assertThat(all.has("explanation")).isFalse();
        JsonNode none =
                new ObjectMapper().readTree(new LineAnswers(0).answer(new PredictionOutcome.Unasked("full"), null));
        assertThat(none.at("/error/status").asInt()).isEqualTo(503);
        assertThat(none.at("/error/detail").asText()).isEqualTo("full");
    }

    @Test
    void a_table_has_a_column_for_each_thing_and_the_label_that_is_answered_first() {
        CsvAnswers two = new CsvAnswers(SIGNATURE, 2, false);
        assertThat(text(two.head())).isEqualTo("inferenceId,version,variant,label,score,label2,score2,hours,error\r\n");
        assertThat(text(two.answer(ANSWERED, null))).isEqualTo(ID + ",1.0.0,main,b,0.25,c,0.625,2.5,\r\n");
        CsvAnswers one = new CsvAnswers(SIGNATURE, 0, false);
        assertThat(text(one.answer(ANSWERED, null))).isEqualTo(ID + ",1.0.0,main,b,0.25,2.5,\r\n");
        assertThat(text(one.answer(
                        new PredictionOutcome.Refused(List.of(new FieldError("line 2.age", "Say \"1\".\n"))), null)))
                .isEqualTo(",,,,,,\"line 2.age: Say \"\"1\"\".\n\"\r\n");
        assertThat(text(one.answer(new PredictionOutcome.Failed(ID, true), null)))
                .isEqualTo(ID + ",,,,,,The model has not answered in time.\r\n");
    }

    @Test
    void reasons_have_a_column_where_they_are_wanted() {
        CsvAnswers explained = new CsvAnswers(SIGNATURE, 0, true);
        assertThat(text(explained.head()))
                .isEqualTo("inferenceId,version,variant,label,score,hours,explanation,error\r\n");
        assertThat(text(explained.answer(ANSWERED, WHY)))
                .isEqualTo(ID + ",1.0.0,main,b,0.25,2.5,\"" + WHY.replace("\"", "\"\"") + "\",\r\n");
        assertThat(text(explained.answer(new PredictionOutcome.Unasked("full"), null)))
                .isEqualTo(",,,,,,,full\r\n");
    }

    @Test
    void the_first_two_of_the_most_probable_are_told_when_the_best_is_not_among_them() {
        CsvAnswers two = new CsvAnswers(SIGNATURE, 2, false);
        PredictionOutcome third = new PredictionOutcome.Answered(
                ID, "1.0.0", "main", new Scores.Labelled(SIGNATURE.labels(), new double[] {0.125, 0.25, 0.625}, 0));
        assertThat(text(two.answer(third, null))).isEqualTo(ID + ",1.0.0,main,a,0.125,c,0.625,,\r\n");
    }

    @Test
    void a_wish_out_of_range_is_refused() {
        assertThatThrownBy(() -> new AnswerWish(1_001, false, null)).isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> new AnswerWish(0, false, Duration.ZERO)).isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> new AnswerWish(0, false, Duration.ofHours(1))).isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> FieldReader.time("soon", "deadline")).isInstanceOf(Refusal.Invalid.class);
        assertThat(AnswerWish.PLAIN.deadline(0).set()).isFalse();
        assertThat(AnswerWish.orUsual(Deadline.NONE, 7)).isEqualTo(Deadline.after(7, Duration.ofSeconds(30)));
        Deadline later = Deadline.after(7, Duration.ofMinutes(5));
        assertThat(AnswerWish.orUsual(later, 7)).isEqualTo(later);
        assertThat(new AnswerWish(0, false, Duration.ofNanos(5)).deadline(7).nanos())
                .isEqualTo(12);
    }

    @Test
    void each_row_is_part_of_the_requests_trace() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        CommonFields common = new CommonFields().traced("00-" + trace + "-00f067aa0ba902b7-01");
        PredictionRow row = new PredictionRow(InputRow.empty(1), List.of(), "own", null, null, null);
        assertThat(common.addNothing()).isFalse();
        assertThat(common.with(row).traceId()).isEqualTo(trace);
        assertThat(common.with(row).unit()).isEqualTo("own");
        assertThat(new CommonFields().traced("no trace").addNothing()).isTrue();
    }

    private static List<PredictionRow> lines(String body) {
        CommonFields common = CommonFields.ofQuery(null, null, "all", null, null, null);
        List<PredictionRow> rows = new ArrayList<>();
        new JsonLines(body.getBytes(StandardCharsets.UTF_8), SIGNATURE, common, 5).forEachRemaining(rows::add);
        return rows;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
