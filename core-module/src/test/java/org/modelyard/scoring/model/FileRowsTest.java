package org.modelyard.scoring.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;
import org.modelyard.ml.score.Unanswerable;
import org.modelyard.platform.model.Refusal;

class FileRowsTest {

    private static final int BLOCK = 1_000;

    private static final Signature SIGNATURE = new Signature(
            Task.REGRESSION,
            List.of(
                    new Signature.Input(new FeatureSpec("age", FeatureType.NUMERIC), true),
                    new Signature.Input(new FeatureSpec("job", FeatureType.TEXT), false)),
            List.of());

    /** Twice the age, longer by the job; 7 is too much. */
    private static final Scorer SCORER = new Scorer() {
        @Override
        public Signature signature() {
            return SIGNATURE;
        }

        @Override
        public Scores score(InputRow row) {
            if (row.numbers()[0] == 7) {
                throw new Unanswerable("seven is too much");
            }
            String job = row.texts()[1];
            return new Scores.Valued(row.numbers()[0] * 2 + (job == null ? 0 : job.length()));
        }
    };

    @Test
    void columns_that_are_no_input_are_left_out_and_id_names_the_row() throws IOException {
        assertThat(answers("note,job,id,age\nx,clerk,a-1,10\n\"y\nz\",,a-2,20\n", AnswerFormat.CSV, 2, 0))
                .isEqualTo("a-1,25,\na-2,40,\n");
    }

    @Test
    void a_row_that_a_prediction_would_refuse_is_a_line_with_an_error() throws IOException {
        assertThat(answers("age,job\n10,a\nold,b\n,c\n7,d\n8\n", AnswerFormat.CSV, 5, 4))
                .isEqualTo("2,21,\n3,,line 3.age: This must be a finite number.\n4,,line 4.age: The model requires this"
                        + " input.\n5,,seven is too much\n6,,\"line 6: This line has 1 columns, the header has 2.\"\n");
    }

    @Test
    void a_number_is_what_a_prediction_takes_for_one() throws IOException {
        assertThat(answers("age\n 1.5\n+2e1\n0\n\"-0.0\"\n.5\n0x10\n1e999\nNaN\n\u00a05\n", AnswerFormat.CSV, 9, 4))
                .isEqualTo("2,3,\n3,40,\n4,0,\n5,0,\n6,1,\n7,,line 7.age: This must be a finite number.\n"
                        + "8,,line 8.age: This must be a finite number.\n9,,line 9.age: This must be a finite number.\n"
                        + "10,,line 10.age: This must be a finite number.\n");
    }

    @Test
    void of_a_key_that_is_given_twice_the_last_value_counts() throws IOException {
        assertThat(answers(
                        "{\"age\":1,\"age\":\"x\"}\n{\"age\":\"x\",\"age\":2}\n{\"age\":\"3\"}\n",
                        AnswerFormat.JSONL,
                        3,
                        1))
                .isEqualTo("1,,line 1.age: This must be a finite number.\n2,4,\n3,6,\n");
    }

    @Test
    void json_lines_are_flat_objects() throws IOException {
        assertThat(answers(
                        "{\"age\":10,\"job\":\"clerk\",\"label\":3,\"more\":{\"a\":1}}\n\n{\"id\":\"b\",\"age\":1.5}\n[1]\n",
                        AnswerFormat.JSONL,
                        3,
                        1))
                .isEqualTo("1,25,\nb,3,\n4,,line 4: This line is no JSON object.\n");
    }

    @Test
    void blocks_follow_each_other() throws IOException {
        StringBuilder file = new StringBuilder("age\n");
        for (int i = 0; i < BLOCK + 3; i++) {
            file.append(i % 7).append('\n');
        }
        try (FileRows rows = open(file.toString(), AnswerFormat.CSV)) {
            assertThat(rows.skip(Long.MAX_VALUE)).isEqualTo(BLOCK + 3);
        }
        try (FileRows rows = open(file.toString(), AnswerFormat.CSV)) {
            assertThat(rows.ask(SCORER, writer(), BLOCK).rows()).isEqualTo(BLOCK);
            assertThat(rows.ask(SCORER, writer(), BLOCK).rows()).isEqualTo(3);
        }
        try (FileRows rows = open(file.toString(), AnswerFormat.CSV)) {
            assertThat(rows.skip(BLOCK)).isEqualTo(BLOCK);
            assertThat(rows.ask(SCORER, writer(), BLOCK).rows()).isEqualTo(3);
        }
    }

    @Test
    void how_many_rows_there_are_is_told_by_the_first_ones() throws IOException {
        assertThat(about("age\n")).isZero();
        assertThat(about("age\n1\n\n\"2\n\"\n3\n")).isEqualTo(3);
        assertThat(about("age\n" + "12.5\n".repeat(100_000))).isBetween(60_000L, 100_001L);
    }

    private static long about(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return FileRows.about(new ByteArrayInputStream(bytes), bytes.length, AnswerFormat.CSV, SIGNATURE);
    }

    @Test
    void a_file_without_what_is_required_is_refused_as_a_whole() {
        assertThatThrownBy(() -> open("job\nclerk\n", AnswerFormat.CSV))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refused -> assertThat(refused.errors().get(0).field()).isEqualTo("age"));
        assertThatThrownBy(() -> open("", AnswerFormat.JSONL)).isInstanceOf(Refusal.Invalid.class);
    }

    private static AnswerWriter writer() {
        return AnswerWriter.open(new ByteArrayOutputStream(), AnswerFormat.CSV, SIGNATURE, false);
    }

    private static FileRows open(String text, AnswerFormat format) throws IOException {
        return FileRows.open(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), format, SIGNATURE);
    }

    private static String answers(String text, AnswerFormat format, long rows, long refused) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (FileRows file = open(text, format);
                AnswerWriter writer = AnswerWriter.open(out, AnswerFormat.CSV, SIGNATURE, false)) {
            assertThat(file.ask(SCORER, writer, BLOCK)).isEqualTo(new FileRows.Asked(rows, refused));
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
