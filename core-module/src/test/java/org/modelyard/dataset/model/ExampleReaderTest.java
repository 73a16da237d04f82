package org.modelyard.dataset.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.modelyard.dataset.model.ExampleFiles.HEADER;
import static org.modelyard.dataset.model.ExampleFiles.LIMITS;
import static org.modelyard.dataset.model.ExampleFiles.assertRefused;
import static org.modelyard.dataset.model.ExampleFiles.bytes;
import static org.modelyard.dataset.model.ExampleFiles.csv;
import static org.modelyard.dataset.model.ExampleFiles.drain;
import static org.modelyard.dataset.model.ExampleFiles.infer;
import static org.modelyard.dataset.model.ExampleFiles.read;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelyard.dataset.model.ExampleFiles.Read;
import org.modelyard.platform.model.Refusal;

class ExampleReaderTest {

    @Test
    void good_rows_stay_and_bad_ones_are_named_with_their_lines() {
        Read read = csv(HEADER
                + "1,one,true,2024-01-01,a\n"
                + "1,one,true,2024-01-01\n"
                + "1,one,true,2024-01-01,a,b\n"
                + "NaN,one,true,2024-01-01,a\n"
                + "1,\"two\nlines\",false,2024-01-01T00:00:01Z,b\n"
                + "Infinity,x,,,a\n"
                + "twelve,x,,,a\n"
                + ",x,maybe,,a\n"
                + ",x,,yesterday,a\n"
                + ",x,,,\n"
                + "1e999,x,,,a\n"
                + ",,,,z\n");

        assertThat(read.rows())
                .containsExactly(
                        List.of(1.0, "one", 1.0, 1_704_067_200.0, "a"),
                        List.of(1.0, "two\nlines", 0.0, 1_704_067_201.0, "b"),
                        List.of(Double.NaN, Double.NaN, Double.NaN, Double.NaN, "z"));
        assertThat(read.report().read()).isEqualTo(12);
        assertThat(read.report().accepted()).isEqualTo(3);
        assertThat(read.report().errors())
                .containsExactly(
                        new RowError(3, null, "has 4 columns, the header has 5"),
                        new RowError(4, null, "has 6 columns, the header has 5"),
                        new RowError(5, "n", "'NaN' is not a finite number"),
                        new RowError(8, "n", "'Infinity' is not a finite number"),
                        new RowError(9, "n", "'twelve' is not a finite number"),
                        new RowError(10, "b", "'maybe' is not true, false, 1 or 0"),
                        new RowError(11, "w", "'yesterday' is not an ISO-8601 instant"),
                        new RowError(12, "label", "the target is missing"),
                        new RowError(13, "n", "'1e999' is not a finite number"));
    }

    @Test
    void columns_may_come_in_any_order_and_the_last_line_needs_no_end() {
        Read read = csv("label,w,b,n,t\r\nx,,false,2.5,hello");

        assertThat(read.rows()).containsExactly(List.of(2.5, "hello", 0.0, Double.NaN, "x"));
    }

    @Test
    void the_first_hundred_errors_are_kept_and_all_are_counted() {
        Read read = csv(HEADER + "x,,,,a\n".repeat(250));

        assertThat(read.report().rejected()).isEqualTo(250);
        assertThat(read.report().errors()).hasSize(ReadReport.MAX_ERRORS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    n,t,b,w           | The target 'label' is not among the columns
                    1,one,true,,a     | does not name column 4; the first line must name the columns
                    1,one,true,a      | The target 'label' is not among the columns that the file names: '1', 'one'
                    n,t,b,label       | The header lacks columns of the dataset: 'w'
                    n,t,b,w,x,label   | The header names columns that the dataset does not have: 'x'
                    n,t,n,b,w,label   | names 'n' twice
                    n,,t,b,w,label    | does not name column 2
                    """)
    void a_header_that_does_not_fit_is_refused(String header, String reason) {
        assertRefused(header + "\n1,2,3,4,5\n", reason);
    }

    @Test
    void an_empty_file_is_refused_and_one_without_rows_is_read_as_such() {
        assertRefused("", "The file is empty.");
        assertRefused("\n\n", "The file is empty.");
        assertRefused("\ufeff", "The file is empty.");
        assertThat(csv(HEADER).report()).isEqualTo(new ReadReport(0, 0, List.of()));
        assertThatThrownBy(() -> infer(HEADER, ExampleFormat.CSV)).hasMessageContaining("no rows to infer");
    }

    @Test
    void columns_beyond_the_limit_are_refused() {
        String header = IntStream.range(0, 2_001).mapToObj(i -> "c" + i).collect(Collectors.joining(",")) + ",label\n";

        assertThatThrownBy(() -> infer(header + "1\n", ExampleFormat.CSV))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("more than 2001 columns");
    }

    @Test
    void unknown_columns_are_left_out_where_that_is_asked() {
        String file = "x,n,t,b,w,label\nanything,1,,,,a\n";

        assertThat(read(bytes(file), ExampleFormat.CSV, LIMITS.ignoringUnknownColumns())
                        .rows())
                .containsExactly(List.of(1.0, Double.NaN, Double.NaN, Double.NaN, "a"));
    }

    @Test
    void labels_have_a_length_and_regression_wants_numbers() {
        Read read = csv(HEADER + ",,,," + "x".repeat(256) + "\n,,,," + "x".repeat(257) + "\n");
        assertThat(read.report().errors())
                .containsExactly(new RowError(3, "label", "the label has 257 characters, at most 256 are allowed"));

        Schema regression = new Schema(Task.REGRESSION, "y", List.of(new FeatureSpec("n", FeatureType.NUMERIC)));
        Read numbers = drain(ExampleReader.open(
                new ByteArrayInputStream(bytes("n,y\n1,2\n1,NaN\n1,two\n1,\n1,-0\n")),
                ExampleFormat.CSV,
                regression,
                LIMITS));
        assertThat(numbers.rows()).containsExactly(List.of(1.0, 2.0), List.of(1.0, 0.0));
        assertThat(numbers.report().errors())
                .extracting(RowError::reason)
                .containsExactly(
                        "'NaN' is not a finite number", "'two' is not a finite number", "the target is missing");
    }

    @Test
    void json_lines_are_read_and_bad_ones_are_named() {
        Read read = read(
                bytes(String.join(
                        "\n",
                        "{\"label\":\"a\",\"n\":1.5,\"t\":\"x\",\"b\":true,\"w\":\"2024-01-01T00:00:00.5+01:00\"}",
                        "",
                        "{\"label\":\"a\",\"n\":null}",
                        "{\"label\":\"a\",\"n\":1",
                        "[1,2]",
                        "{\"label\":\"a\",\"more\":1}",
                        "{\"label\":\"a\",\"t\":{\"deep\":1}}",
                        "{\"label\":\"a\",\"t\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}",
                        "{\"label\":\"a\",\"n\":NaN}",
                        "{\"label\":\"a\",\"n\":\"abc\"}",
                        "{\"label\":\"a\",\"n\":1,\"n\":2}",
                        "{\"label\":\"a\"} {}",
                        "{\"n\":1}",
                        "{\"label\":\"a\",\"t\":\"\\ud83d\"}",
                        "{\"label\":\"a\",\"t\":\"" + "y".repeat(9 << 20) + "\"}",
                        "{\"label\":\"a\",\"t\":\"" + "y".repeat(2 << 20) + "\"}",
                        "{\"label\":7,\"t\":12}")),
                ExampleFormat.JSON_LINES,
                LIMITS);

        assertThat(read.rows())
                .containsExactly(
                        List.of(1.5, "x", 1.0, 1_704_063_600.5, "a"),
                        List.of(Double.NaN, Double.NaN, Double.NaN, Double.NaN, "a"),
                        List.of(Double.NaN, "12", Double.NaN, Double.NaN, "7"));
        List<RowError> errors = read.report().errors();
        assertThat(errors)
                .extracting(RowError::line)
                .containsExactly(4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L, 16L);
        assertThat(errors.get(0).reason()).startsWith("the line is not valid JSON");
        assertThat(errors.get(1).reason()).isEqualTo("the line is no JSON object");
        assertThat(errors.get(2)).isEqualTo(new RowError(6, "more", "is no column of this dataset"));
        assertThat(errors.get(3)).isEqualTo(new RowError(7, "t", "is an object or a list: only flat values are read"));
        assertThat(errors.get(4).reason()).startsWith("the JSON is nested deeper than 64");
        assertThat(errors.get(5).reason()).startsWith("the line is not valid JSON: Non-standard token 'NaN'");
        assertThat(errors.get(6)).isEqualTo(new RowError(10, "n", "'abc' is not a finite number"));
        assertThat(errors.get(7)).isEqualTo(new RowError(11, "n", "is given twice"));
        assertThat(errors.get(8).reason()).isEqualTo("the line goes on after the object");
        assertThat(errors.get(9)).isEqualTo(new RowError(13, "label", "the target is missing"));
        assertThat(errors.get(10)).isEqualTo(new RowError(14, "t", "is not valid UTF-8"));
        assertThat(errors.get(11).reason()).isEqualTo("the line is longer than 8388608 characters");
        assertThat(errors.get(12))
                .isEqualTo(new RowError(16, "t", "has 2097152 characters, at most 1048576 are allowed"));
    }

    @Test
    void inferred_files_hand_out_the_sample_too() {
        String rows = IntStream.range(0, 5_000)
                .mapToObj(
                        i -> i + "," + (i % 3 == 0 ? "red" : "blue") + "," + (i == 1_000 ? "NaN" : i / 2.0) + ",yes\n")
                .collect(Collectors.joining());

        ExampleReader reader = infer("id,colour,half,label\n" + rows, ExampleFormat.CSV);
        Read read = drain(reader);

        assertThat(reader.schema().features())
                .extracting(FeatureSpec::type)
                .containsExactly(FeatureType.NUMERIC, FeatureType.CATEGORICAL, FeatureType.NUMERIC);
        assertThat(read.rows()).hasSize(4_999);
        assertThat(read.rows().get(4_998)).isEqualTo(List.of(4_999.0, "blue", 2_499.5, "yes"));
        assertThat(read.report().errors()).containsExactly(new RowError(1_002, "half", "'NaN' is not a finite number"));
    }

    @Test
    void json_keys_become_columns_where_none_are_known() {
        ExampleReader reader = infer(
                "{\"zip\":\"01234\",\"n\":1,\"label\":\"a\"}\n{\"label\":\"b\",\"late\":true,\"zip\":\"1\"}\n",
                ExampleFormat.JSON_LINES);

        assertThat(reader.schema().features())
                .containsExactly(
                        new FeatureSpec("zip", FeatureType.CATEGORICAL),
                        new FeatureSpec("n", FeatureType.NUMERIC),
                        new FeatureSpec("late", FeatureType.BOOLEAN));
        assertThat(drain(reader).rows())
                .containsExactly(List.of("01234", 1.0, Double.NaN, "a"), List.of("1", Double.NaN, 1.0, "b"));
        assertThatThrownBy(() -> infer("{\"n\":1}\n", ExampleFormat.JSON_LINES))
                .hasMessageContaining("The target 'label' is not among the columns");
    }
}
