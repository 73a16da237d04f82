package org.modelyard.ml.evaluation.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelyard.platform.model.Refusal;

class GivenTextTest {

    private static final String LINES =
            """
            {"text":"the cat sat on the mat","references":["the cat sat on the mat today","a cat sat there"],"logProbabilities":[-0.1,-0.5]}
            {"text":"hello world again","references":["hello my world"]}
            {"text":"","references":["something"],"logProbabilities":[-2]}
            """;

    @Test
    void a_file_says_what_its_texts_say_at_once() throws IOException {
        TextMetrics ofFile = GivenText.measure(stream(LINES));
        TextMetrics atOnce = GivenText.measure(
                "texts",
                List.of(
                        new GivenText(
                                "the cat sat on the mat",
                                List.of("the cat sat on the mat today", "a cat sat there"),
                                List.of(-0.1, -0.5)),
                        new GivenText("hello world again", List.of("hello my world"), null),
                        new GivenText("", List.of("something"), List.of(-2.0))));
        assertThat(ofFile).isEqualTo(atOnce);
        assertThat(ofFile.texts()).isEqualTo(3);
        assertThat(ofFile.perplexity()).isCloseTo(Math.exp(2.6 / 3), within(1e-12));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"text\":\"a\"|Text 1",
                "{\"text\":\"a\",\"wanted\":\"b\"}|Text 1",
                "{\"text\":\"a\",\"references\":[]}|one text at least",
                "{\"text\":\"a\",\"references\":[\"a\"],\"logProbabilities\":[1]}|0 or less",
                "' '|no text in the file"
            })
    void what_cannot_be_measured_is_named(String line, String why) {
        assertThatExceptionOfType(Refusal.Invalid.class)
                .isThrownBy(() -> GivenText.measure(stream(line)))
                .withMessageContaining(why);
    }

    @Test
    void a_text_that_is_none_is_named_by_its_place() {
        List<GivenText> texts = new ArrayList<>();
        texts.add(new GivenText("a", List.of("a"), null));
        texts.add(null);
        assertThatExceptionOfType(Refusal.Invalid.class)
                .isThrownBy(() -> GivenText.measure("texts", texts))
                .satisfies(refusal -> assertThat(refusal.errors())
                        .extracting(one -> one.field())
                        .contains("texts[1].text", "texts[1].references"));
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
