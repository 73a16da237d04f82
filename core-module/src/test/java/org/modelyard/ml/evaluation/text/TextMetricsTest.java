package org.modelyard.ml.evaluation.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Each figure is worked out by hand. */
class TextMetricsTest {

    private static final Offset<Double> CLOSE = within(1e-12);
    private static final List<String> MAT = tokens("the cat is on the mat");

    @Test
    void bleu_clips_what_is_repeated() {
        // the paper's example: 'the' is twice in the reference
        Bleu bleu = bleu("the the the the the the the", 1, false);
        assertThat(bleu.precisions().get(0)).isCloseTo(2 / 7.0, CLOSE);
        assertThat(bleu.score()).isCloseTo(2 / 7.0, CLOSE);
        assertThat(bleu.brevityPenalty()).isEqualTo(1);
    }

    @Test
    void bleu_is_the_geometric_mean_of_the_precisions() {
        // 5/6, 3/5, 1/4 and 0/3
        assertThat(bleu("the cat sat on the mat", 3, false).score()).isCloseTo(0.5, CLOSE);
        assertThat(bleu("the cat sat on the mat", 4, false).score()).isZero();
        assertThat(bleu("the cat sat on the mat", 4, true).score())
                .isCloseTo(Math.pow(5 / 6.0 * 4 / 6 * 2 / 5 * 1 / 4, 0.25), CLOSE);
        assertThat(bleu("the cat is on the mat", 4, false).score()).isCloseTo(1, CLOSE);
    }

    @Test
    void bleu_punishes_short_texts_by_the_closest_reference() {
        assertThat(bleu("the cat", 1, false).score()).isCloseTo(Math.exp(-2), CLOSE);
        Bleu two = Bleu.of(List.of(tokens("the cat")), List.of(List.of(MAT, tokens("a cat sat"))), 1, false);
        assertThat(two.referenceLength()).isEqualTo(3);
        assertThat(two.score()).isCloseTo(Math.exp(-0.5), CLOSE);
        assertThat(bleu("the cat", 3, false).score()).isNaN();
        assertThatIllegalArgumentException().isThrownBy(() -> Bleu.of(List.of(MAT), List.of(List.of()), 4, false));
        assertThatIllegalArgumentException().isThrownBy(() -> Bleu.of(List.of(MAT), List.of(), 4, false));
    }

    @Test
    void rouge_keeps_the_order_and_allows_gaps() {
        // the paper's example
        List<String> reference = tokens("police killed the gunman");
        assertThat(RougeL.of(tokens("police kill the gunman"), reference, 1).f())
                .isCloseTo(0.75, CLOSE);
        assertThat(RougeL.of(tokens("the gunman kill police"), reference, 1).f())
                .isCloseTo(0.5, CLOSE);
        RougeL shorter = RougeL.of(tokens("police gunman"), reference, 2);
        assertThat(shorter.precision()).isEqualTo(1);
        assertThat(shorter.recall()).isEqualTo(0.5);
        assertThat(shorter.f()).isCloseTo(5 * 0.5 / 4.5, CLOSE);
        assertThat(RougeL.of(tokens("nobody"), reference, 1).f()).isZero();
        assertThat(RougeL.of(List.of(), reference, 1).f()).isNaN();
    }

    @Test
    void chrf_means_over_the_orders_that_both_have() {
        // 2 of 3, 1 of 2 and 0 of 1
        assertThat(Chrf.of(List.of("abc"), List.of("abd"), 6, 2)).isCloseTo(7 / 18.0, CLOSE);
        // precision 1 and 1, recall 2/4 and 1/3
        assertThat(Chrf.of(List.of("a b"), List.of("ab cd"), 2, 2)).isCloseTo(25 / 53.0, CLOSE);
        assertThat(Chrf.of(List.of("same", "text"), List.of("same", "text"), Chrf.ORDER, Chrf.BETA))
                .isCloseTo(1, CLOSE);
        assertThat(Chrf.of(List.of("ab"), List.of("cd"), 6, 2)).isZero();
        assertThat(Chrf.of(List.of(" "), List.of("cd"), 6, 2)).isNaN();
        // one character outside the basic plane is one character
        assertThat(Chrf.of(List.of("😀"), List.of("😁"), 6, 2)).isZero();
    }

    @Test
    void perplexity_is_the_number_of_equal_choices() {
        assertThat(Perplexity.of(new double[] {Math.log(0.25), Math.log(0.25)})).isCloseTo(4, CLOSE);
        assertThat(Perplexity.of(new double[] {Math.log(0.5), Math.log(0.125)})).isCloseTo(4, CLOSE);
        assertThat(Perplexity.of(new double[] {Double.NEGATIVE_INFINITY})).isInfinite();
        assertThat(Perplexity.of(new double[0])).isNaN();
        assertThatIllegalArgumentException().isThrownBy(() -> Perplexity.of(new double[] {0.5}));
        assertThatIllegalArgumentException().isThrownBy(() -> Perplexity.of(new double[] {Double.NaN}));
    }

    private static Bleu bleu(String text, int order, boolean smoothed) {
        return Bleu.of(List.of(tokens(text)), List.of(List.of(MAT)), order, smoothed);
    }

    private static List<String> tokens(String text) {
        return List.of(text.split(" "));
    }
}
