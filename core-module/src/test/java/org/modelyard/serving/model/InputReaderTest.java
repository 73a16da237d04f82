package org.modelyard.serving.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.model.FieldError;

class InputReaderTest {

    private static final Signature SIGNATURE = new Signature(
            Task.CLASSIFICATION,
            List.of(
                    new Signature.Input(new FeatureSpec("age", FeatureType.NUMERIC), true),
                    new Signature.Input(new FeatureSpec("job", FeatureType.CATEGORICAL), false),
                    new Signature.Input(new FeatureSpec("member", FeatureType.BOOLEAN), false),
                    new Signature.Input(new FeatureSpec("since", FeatureType.TIMESTAMP), false),
                    new Signature.Input(new FeatureSpec("note", FeatureType.TEXT), true)),
            List.of("no", "yes"));

    private final InputReader reader = new InputReader(SIGNATURE);

    @Test
    void values_land_at_the_position_of_their_feature_in_any_order() throws IOException {
        InputRow row = read("{\"note\":\"hi\",\"since\":\"1970-01-01T00:01:00.5Z\",\"member\":true,\"age\":41,"
                + "\"job\":\"nurse\"}");
        assertThat(reader.errors()).isEmpty();
        assertThat(row.numbers()).containsExactly(41, Double.NaN, 1, 60.5, Double.NaN);
        assertThat(row.texts()).containsExactly(null, "nurse", null, null, "hi");
    }

    @Test
    void what_is_not_required_may_be_missing_or_null() throws IOException {
        InputRow row = read("{\"age\":1.5,\"note\":\"\",\"job\":null}");
        assertThat(reader.errors()).isEmpty();
        assertThat(row.numbers()).containsExactly(1.5, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        assertThat(row.texts()[4]).isEmpty();
    }

    @Test
    void each_wrong_field_is_named_with_its_path() throws IOException {
        read("{\"age\":\"NaN\",\"colour\":{\"a\":[1,2]},\"member\":1,\"since\":\"yesterday\"}");
        assertThat(reader.errors())
                .extracting(FieldError::field)
                .containsExactly(
                        "inputs[3].age", "inputs[3].colour", "inputs[3].member", "inputs[3].since", "inputs[3].note");
        assertThat(reader.errors().get(0).message()).isEqualTo("This must be a finite number.");
    }

    @Test
    void a_number_beyond_doubles_is_refused() throws IOException {
        read("{\"age\":1e999,\"note\":\"x\"}");
        assertThat(reader.errors()).extracting(FieldError::field).containsExactly("inputs[3].age");
    }

    @Test
    void a_time_beyond_the_years_of_four_digits_is_refused() throws IOException {
        for (String far : List.of("+999999999-12-31T23:59:59Z", "+10000-01-01T00:00:00Z", "0000-12-31T23:59:59Z")) {
            read("{\"age\":1,\"note\":\"x\",\"since\":\"" + far + "\"}");
            assertThat(reader.errors())
                    .as(far)
                    .containsExactly(
                            new FieldError("inputs[3].since", "This time lies outside of the years 1 to 9999."));
        }
        InputRow row = read("{\"age\":1,\"note\":\"x\",\"since\":\"9999-12-31T23:59:59Z\"}");
        assertThat(reader.errors()).isEmpty();
        assertThat(row.numbers()[3]).isEqualTo(253_402_300_799d);
    }

    @Test
    void a_field_that_is_given_twice_is_refused() throws IOException {
        read("{\"age\":1,\"age\":2,\"note\":\"x\"}");
        assertThat(reader.errors()).containsExactly(new FieldError("inputs[3].age", "This is given twice."));
    }

    @Test
    void a_row_that_is_wrong_leaves_nothing_behind_for_the_next() throws IOException {
        read("{\"age\":\"x\"}");
        InputRow row = read("{\"age\":2,\"note\":\"y\"}");
        assertThat(reader.errors()).isEmpty();
        assertThat(row.numbers()[0]).isEqualTo(2);
    }

    @Test
    void what_is_no_object_is_refused_as_a_whole() throws IOException {
        read("[1,[2]]");
        assertThat(reader.errors()).extracting(FieldError::field).containsExactly("inputs[3]");
    }

    @Test
    void errors_are_bounded() throws IOException {
        StringBuilder json = new StringBuilder("{\"age\":1,\"note\":\"x\"");
        for (int i = 0; i < 1_000; i++) {
            json.append(",\"f").append(i).append("\":0");
        }
        read(json.append('}').toString());
        assertThat(reader.errors()).hasSize(20);
    }

    private InputRow read(String json) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            return reader.read(parser, "inputs[3]");
        }
    }
}
