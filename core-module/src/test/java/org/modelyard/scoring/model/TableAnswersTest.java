package org.modelyard.scoring.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;
import org.modelyard.ml.score.Unanswerable;
import org.modelyard.platform.model.Refusal;

class TableAnswersTest {

    private static final FeatureSpec X = new FeatureSpec("x", FeatureType.NUMERIC, false);
    private static final Signature LABELS =
            new Signature(Task.CLASSIFICATION, List.of(new Signature.Input(X, true)), List.of("a,b", "c"));
    private static final Signature VALUES =
            new Signature(Task.REGRESSION, List.of(new Signature.Input(X, false)), List.of());

    /** Answers with the input as probability of the first label; asks for so many rows at once. */
    private record Echo(Signature signature, int batch) implements Scorer {

        @Override
        public Scores score(InputRow row) {
            double x = row.numbers()[0];
            if (x == 7) {
                throw new Unanswerable("seven is too much");
            }
            return signature.labels().isEmpty()
                    ? new Scores.Valued(x * 2)
                    : new Scores.Labelled(signature.labels(), new double[] {x, 1 - x}, x >= 0.5 ? 0 : 1);
        }
    }

    @Test
    void a_line_has_label_and_score_and_what_is_wrong_with_a_row_instead() {
        String csv = answers(new Echo(LABELS, 1), AnswerFormat.CSV, true, 0.75, Double.NaN, 7, 0.25);
        assertThat(csv)
                .isEqualTo(id(0) + ",\"a,b\",0.75,0.75,0.25,\n" + id(1)
                        + ",,,,,\"'x' is missing, which the model needs.\"\n" + id(2) + ",,,,,seven is too much\n"
                        + id(3) + ",c,0.75,0.25,0.75,\n");
        assertThat(new String(
                        AnswerWriter.head(AnswerFormat.CSV, LABELS.labels(), List.of("urgent"), true),
                        StandardCharsets.UTF_8))
                .isEqualTo("id,label,score,\"score:a,b\",score:c,urgent,error\n");
    }

    @Test
    void rows_asked_together_are_answered_as_those_asked_alone() {
        double[] rows = {0.1, Double.NaN, 0.2, 7, 0.3, 0.4, Double.NaN, 0.5, 0.6};
        for (AnswerFormat format : AnswerFormat.values()) {
            assertThat(answers(new Echo(LABELS, 4), format, true, rows))
                    .isEqualTo(answers(new Echo(LABELS, 1), format, true, rows));
        }
    }

    @Test
    void json_lines_stand_behind_each_other() {
        Echo echo = new Echo(VALUES, 1);
        assertThat(answers(echo, AnswerFormat.JSONL, false, 1.5)
                        + answers(echo, AnswerFormat.JSONL, false)
                        + answers(echo, AnswerFormat.JSONL, false, Double.NaN, 4))
                .isEqualTo("{\"id\":\"" + id(0) + "\",\"value\":3}\n{\"id\":\"" + id(0)
                        + "\",\"error\":\"The model's answer is no number.\"}\n{\"id\":\"" + id(1)
                        + "\",\"value\":8}\n");
        assertThat(AnswerWriter.head(AnswerFormat.JSONL, List.of(), List.of(), false))
                .isEmpty();
    }

    @Test
    void whoever_stops_it_waits_for_one_row_and_not_for_all() {
        AtomicInteger looks = new AtomicInteger();
        Echo echo = new Echo(VALUES, 1);
        Schema schema = new Schema(echo.signature().task(), "y", List.of(X));
        Table table =
                new Table(schema, List.of(new Column.Numbers(new double[100])), new Column.Numbers(new double[100]));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<UUID> ids = IntStream.range(0, 100).mapToObj(TableAnswersTest::id).toList();
        try (AnswerWriter writer = AnswerWriter.open(out, AnswerFormat.CSV, echo.signature(), false)) {
            assertThat(TableAnswers.write(echo, table, ids, writer, () -> looks.incrementAndGet() > 3))
                    .isEmpty();
        }
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(3);
    }

    @Test
    void a_format_that_there_is_not_is_refused_with_those_that_there_are() {
        assertThat(AnswerFormat.of(null)).isEqualTo(AnswerFormat.CSV);
        assertThatThrownBy(() -> AnswerFormat.of("xls"))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("csv, jsonl");
    }

    private static String answers(Scorer scorer, AnswerFormat format, boolean scores, double... x) {
        Schema schema = new Schema(scorer.signature().task(), "y", List.of(X));
        Column target = scorer.signature().labels().isEmpty()
                ? new Column.Numbers(new double[x.length])
                : new Column.Categories(new int[x.length], new String[] {"c"});
        Table table = new Table(schema, List.of(new Column.Numbers(x)), target);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (AnswerWriter writer = AnswerWriter.open(out, format, scorer.signature(), scores)) {
            TableAnswers.write(
                    scorer,
                    table,
                    IntStream.range(0, x.length).mapToObj(TableAnswersTest::id).toList(),
                    writer,
                    () -> false);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static UUID id(int row) {
        return new UUID(0, row);
    }
}
