package org.modelyard.serving.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.dataset.model.CsvTexts;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;

class CsvInputsTest {

    private static final Signature SIGNATURE = new Signature(
            Task.CLASSIFICATION,
            List.of(
                    new Signature.Input(new FeatureSpec("age", FeatureType.NUMERIC), true),
                    new Signature.Input(new FeatureSpec("words", FeatureType.TEXT), false),
                    new Signature.Input(new FeatureSpec("member", FeatureType.BOOLEAN), false),
                    new Signature.Input(new FeatureSpec("since", FeatureType.TIMESTAMP), false)),
            List.of("no", "yes"));

    @Test
    void the_header_names_inputs_in_any_order_and_the_unit() throws IOException {
        List<PredictionRow> rows =
                rows("words,unit,since,age,member\n\"a, \"\"b\"\"\",u1,2026-01-31,4.5,TRUE\n,,,-1e3,false\n");
        assertThat(rows).allMatch(PredictionRow::fits);
        assertThat(rows).extracting(PredictionRow::unit).containsExactly("u1", null);
        assertThat(rows.get(0).inputs().texts()[1]).isEqualTo("a, \"b\"");
        assertThat(rows.get(0).inputs().numbers()).containsExactly(4.5, Double.NaN, 1, 1_769_817_600);
        assertThat(rows.get(1).inputs().numbers()).containsExactly(-1000, Double.NaN, 0, Double.NaN);
        assertThat(rows.get(1).inputs().texts()[1]).isNull();
    }

    @Test
    void what_does_not_fit_is_named_by_line_and_column() throws IOException {
        List<PredictionRow> rows = rows("age,member,since\n1,true,\nx,maybe,soon\n,true,\n1,true\n7,,\n");
        assertThat(rows).extracting(PredictionRow::fits).containsExactly(true, false, false, false, true);
        assertThat(rows.get(1).errors())
                .extracting(FieldError::field)
                .containsExactly("line 3.age", "line 3.member", "line 3.since");
        assertThat(rows.get(2).errors())
                .containsExactly(new FieldError("line 4.age", "The model requires this input."));
        assertThat(rows.get(3).errors().get(0).message()).contains("2 columns");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "1e999", "0x10", "1f", "1_000", "1,5", "--1"})
    void what_is_no_finite_decimal_number_is_none(String number) throws IOException {
        assertThat(rows("age\n\"" + number + "\"\n").get(0).fits()).isFalse();
    }

    @Test
    void a_header_that_does_not_fit_is_refused_as_a_whole() {
        assertThatThrownBy(() -> rows("aged,words\n1,a\n"))
                .isInstanceOfSatisfying(Refusal.Invalid.class, refused -> assertThat(refused.errors())
                        .extracting(FieldError::field)
                        .containsExactly("column 1", "age"));
    }

    @Test
    void of_a_file_without_a_header_no_value_becomes_the_name_of_a_field() {
        assertThatThrownBy(() -> rows("41,Jane Doe\n28,John Roe\n"))
                .isInstanceOfSatisfying(Refusal.Invalid.class, refused -> {
                    assertThat(refused.errors())
                            .extracting(FieldError::field)
                            .containsExactly("column 1", "column 2", "age");
                    assertThat(refused.errors().get(1).message()).contains("'Jane Doe'");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "age,age\n1,2\n", "age\n1\n2\n3\n4\n5\n6\n7\n", "age,words\n1,\"open\n2,b\n"})
    void what_cannot_be_read_to_its_end_is_refused(String csv) {
        assertThatThrownBy(() -> rows(csv)).isInstanceOf(Refusal.Invalid.class);
    }

    private static List<PredictionRow> rows(String csv) throws IOException {
        CsvTexts texts = CsvTexts.read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), 6);
        CsvInputs inputs = new CsvInputs(SIGNATURE, texts.header());
        return texts.lines().stream().map(inputs::row).toList();
    }
}
