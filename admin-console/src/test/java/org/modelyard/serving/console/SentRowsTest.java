package org.modelyard.serving.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Task;
import org.modelyard.evaluation.service.ExplainedAnswers;
import org.modelyard.ml.explain.Contribution;
import org.modelyard.ml.explain.Explanation;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.model.CommonFields;
import org.modelyard.serving.model.PredictionRow;
import org.modelyard.serving.model.RoutingReason;
import org.modelyard.serving.service.PredictionOutcome;

/** Rows that are pasted, and the sheet of their answers. */
class SentRowsTest {

    private static final UUID ID = UUID.fromString("01936d3c-1111-7abc-8def-0123456789ab");
    private static final Signature SIGNATURE = new Signature(
            Task.CLASSIFICATION,
            List.of(
                    new Signature.Input(new FeatureSpec("age", FeatureType.NUMERIC), true),
                    new Signature.Input(new FeatureSpec("job", FeatureType.CATEGORICAL), false),
                    new Signature.Input(new FeatureSpec("new", FeatureType.BOOLEAN), false)),
            List.of("no", "yes"));

    private static final Explanation AGE_ALONE = new Explanation(
            Explanation.Method.LINEAR,
            Explanation.Scale.LOG_ODDS,
            "yes",
            0.5,
            1.7,
            List.of(new Contribution("age", "41", 1.2, 0)));

    @Test
    void a_table_and_lines_of_json_are_told_apart_and_say_the_same() {
        List<PredictionRow> table = rows("age,job,unit\n41,self,u1\nold,self,u2\n", 5);
        List<PredictionRow> lines = rows(
                " {\"inputs\":{\"age\":41,\"job\":\"self\"},\"unit\":\"u1\"}\n{\"inputs\":{\"age\":\"old\"},\"unit\":\"u2\"}",
                5);
        for (List<PredictionRow> read : List.of(table, lines)) {
            assertThat(read).extracting(PredictionRow::fits).containsExactly(true, false);
            assertThat(read).extracting(PredictionRow::unit).containsExactly("u1", "u2");
            assertThat(InputWords.of(SIGNATURE, read.get(0).inputs())).isEqualTo("age 41 · job self");
        }
        assertThat(table.get(1).errors().get(0).field()).isEqualTo("line 3.age");
    }

    @ParameterizedTest
    @ValueSource(strings = {"age,job\n", "wage\n1\n", "age\n1\n2\n3\n", "{\"inputs\":{}}\n{}\n{}"})
    void what_cannot_be_read_as_a_whole_is_refused(String text) {
        assertThatThrownBy(() -> rows(text, 2)).isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void nothing_and_too_much_are_refused_at_their_field() {
        assertThatThrownBy(() -> SentRows.bytes(null, null, 10, "rows")).hasMessageContaining("Paste something");
        assertThatThrownBy(() -> SentRows.bytes(null, " \n", 10, "rows")).hasMessageContaining("Paste something");
        assertThatThrownBy(() -> SentRows.bytes(null, "age\n1\n2\n3\n4\n", 10, "rows"))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refused -> assertThat(refused.errors().get(0).field()).isEqualTo("rows"));
        assertThat(SentRows.bytes(null, "age\n1\n", 10, "rows")).isEqualTo("age\n1\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void refused_rows_stand_beside_the_others_with_their_reason_and_in_the_file() {
        List<PredictionRow> read = rows("age,job,unit\n41,self,u1\nold,self,u2\n7,,u3\n8,,u4\n", 5);
        AnswerSheet sheet = AnswerSheet.of(
                "s",
                "m",
                "production",
                SIGNATURE,
                read,
                List.of(
                        new PredictionOutcome.Answered(
                                ID,
                                "1.0.0",
                                "main",
                                new Scores.Labelled(SIGNATURE.labels(), new double[] {0.25, 0.75}, 1)),
                        new PredictionOutcome.Refused(read.get(1).errors()),
                        new PredictionOutcome.Failed(ID, true),
                        new PredictionOutcome.Unasked("full")),
                List.of(
                        new ExplainedAnswers.Explained(AGE_ALONE, null),
                        ExplainedAnswers.Explained.NOTHING,
                        ExplainedAnswers.Explained.NOTHING,
                        ExplainedAnswers.Explained.NOTHING),
                0,
                5);
        assertThat(sheet.lines())
                .extracting(AnswerSheet.Line::reasons)
                .containsExactly("age +1.2 (log-odds)", null, null, null);
        assertThat(sheet.explained()).isTrue();
        assertThat(sheet.lines()).extracting(AnswerSheet.Line::answer).containsExactly("yes", null, null, null);
        assertThat(sheet.lines().get(0).score()).isEqualTo(0.75);
        assertThat(sheet.unanswered())
                .extracting(AnswerSheet.Line::problem)
                .containsExactly(
                        "line 3.age: This must be a finite number.", "The model has not answered in time.", "full");
        assertThat(sheet.unanswered())
                .extracting(AnswerSheet.Line::inference)
                .containsExactly(null, ID.toString(), null);
        assertThat(sheet.csv().lines())
                .hasSize(5)
                .startsWith("inferenceId,version,variant,label,score,explanation,error");
        assertThat(sheet.csv().lines().skip(1).findFirst()).hasValueSatisfying(line -> assertThat(line)
                .contains("{\"\"feature\"\":\"\"age\"\",\"\"value\"\":\"\"41\"\",\"\"contribution\"\":1.2,"));
    }

    @Test
    void answers_are_shown_fifty_at_a_time() {
        List<AnswerSheet.Line> all = IntStream.rangeClosed(1, 101)
                .mapToObj(i -> new AnswerSheet.Line(i, null, "–", "yes", 1.0, "1.0.0", "main", null, null, null))
                .toList();
        assertThat(RowsPage.pages(0)).isEqualTo(1);
        assertThat(RowsPage.pages(100)).isEqualTo(2);
        assertThat(RowsPage.pages(101)).isEqualTo(3);
        assertThat(RowsPage.lines(all, 2))
                .extracting(AnswerSheet.Line::number)
                .startsWith(51)
                .endsWith(100);
        assertThat(RowsPage.lines(all, 3)).hasSize(1);
        assertThat(RowsPage.lines(List.of(), 1)).isEmpty();
    }

    @Test
    void the_last_three_sheets_are_kept_by_model() {
        AnswerSheets sheets = new AnswerSheets();
        for (int i = 0; i < 4; i++) {
            sheets.keep(new AnswerSheet("s" + i, "m", "production", List.of(), "", 0));
        }
        assertThat(sheets.find("m", "s0")).isEmpty();
        assertThat(sheets.find("m", "s1")).isPresent();
        assertThat(sheets.find("other", "s3")).isEmpty();
    }

    @Test
    void large_sheets_push_others_out_and_the_newest_stays() {
        AnswerSheets sheets = new AnswerSheets();
        String large = "x".repeat(5 << 20);
        for (String id : List.of("first", "second")) {
            sheets.keep(new AnswerSheet(id, "m", "production", List.of(), large, 0));
        }
        assertThat(sheets.find("m", "first")).isEmpty();
        assertThat(sheets.find("m", "second")).isPresent();
        sheets.keep(new AnswerSheet("third", "m", "production", List.of(), large + large, 0));
        assertThat(sheets.find("m", "second")).isEmpty();
        assertThat(sheets.find("m", "third")).isPresent();
    }

    @Test
    void why_an_answer_went_to_its_version_is_said_in_words() {
        assertThat(RoutingWords.of(RoutingReason.DEPLOYMENT, "staging", null, "main"))
                .isEqualTo("It served in staging.");
        assertThat(RoutingWords.of(RoutingReason.DEPLOYMENT, "staging", null, "candidate"))
                .contains("being rolled out", "fell to it");
        assertThat(RoutingWords.of(RoutingReason.EXPERIMENT, "staging", null, "b"))
                .isEqualTo("A running experiment gives this unit the variant 'b'.");
        assertThat(RoutingWords.of(RoutingReason.EXPERIMENT, "staging", "test", "b"))
                .isEqualTo("The experiment 'test' gives this unit the variant 'b'.");
    }

    private static List<PredictionRow> rows(String text, int most) {
        return SentRows.rows(text.getBytes(StandardCharsets.UTF_8), SIGNATURE, new CommonFields(), most);
    }
}
