package org.modelyard.ml.evaluation.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextMetricsOfCorpusTest {

    @Test
    void what_was_wanted_word_for_word_is_perfect() {
        TextMetrics same = TextMetrics.of(List.of(one("Where is my card, please?", "Where is my card, please?")));
        assertThat(same.bleu()).isEqualTo(1);
        assertThat(same.rougeL()).isEqualTo(1);
        assertThat(same.chrf()).isEqualTo(1);
        assertThat(same.perplexity()).isNaN();
    }

    @Test
    void words_are_runs_of_letters_and_marks_by_themselves() {
        assertThat(TextMetrics.words("Don't pay 12,5 € — naïve 日本!"))
                .containsExactly("Don", "'", "t", "pay", "12", ",", "5", "€", "—", "naïve", "日本", "!");
    }

    @Test
    void the_best_reference_counts_for_rouge_and_tokens_of_all_texts_for_perplexity() {
        TextMetrics two = TextMetrics.of(List.of(
                new TextMetrics.Generated("a b", List.of("c d", "a b"), new double[] {Math.log(0.5), Math.log(0.5)}),
                new TextMetrics.Generated("x y", List.of("x z"), new double[] {Math.log(0.125)})));
        assertThat(two.rougeL()).isCloseTo((1 + 0.5) / 2, within(1e-12));
        assertThat(two.perplexity()).isCloseTo(Math.pow(0.5 * 0.5 * 0.125, -1.0 / 3), within(1e-12));
    }

    private static TextMetrics.Generated one(String text, String reference) {
        return new TextMetrics.Generated(text, List.of(reference), new double[0]);
    }
}
