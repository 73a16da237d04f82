package org.modelyard.ml.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.EncodingSpec;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scores;
import org.modelyard.testdata.SharedData;

class ModelScorerTest {

    // a and b are -1 and 1 once standardised
    private static final FeatureEncoder ENCODER = FeatureEncoder.fit(
            new Table(
                    SharedData.schema(Task.REGRESSION, "y", "a:NUMERIC", "b:NUMERIC"),
                    List.of(new Column.Numbers(new double[] {0, 2}), new Column.Numbers(new double[] {10, 30})),
                    new Column.Numbers(new double[] {0, 1})),
            EncodingSpec.defaults());

    @Test
    void the_identity_link_answers_the_sum() {
        LinearModel model = new LinearModel(Link.IDENTITY, 1, 2, new double[] {2, 3}, new double[] {0.5});
        ModelScorer scorer = new ModelScorer(ENCODER, model, List.of());
        assertThat(scorer.score(row(2, 10))).isEqualTo(new Scores.Valued(-0.5));
        assertThat(scorer.score(row(Double.NaN, 10))).isEqualTo(new Scores.Valued(-2.5));
    }

    @Test
    void the_logistic_link_answers_two_probabilities() {
        LinearModel model = new LinearModel(Link.LOGISTIC, 1, 2, new double[] {2, 0}, new double[] {0});
        ModelScorer scorer = new ModelScorer(ENCODER, model, List.of("no", "yes"));
        Scores.Labelled scores = (Scores.Labelled) scorer.score(row(2, 10));
        assertThat(scores.label()).isEqualTo("yes");
        assertThat(scores.score()).isCloseTo(1 / (1 + Math.exp(-2)), within(1e-15));
        assertThat(scores.probabilities()[0]).isCloseTo(1 - scores.score(), within(1e-15));
    }

    @Test
    void softmax_sums_to_one_and_stands_huge_sums() {
        LinearModel model =
                new LinearModel(Link.SOFTMAX, 3, 2, new double[] {1e4, 0, -1e4, 0, 1, 0}, new double[] {0, 0, 0});
        ModelScorer scorer = new ModelScorer(ENCODER, model, List.of("x", "y", "z"));
        Scores.Labelled scores = (Scores.Labelled) scorer.score(row(2, 30));
        assertThat(scores.label()).isEqualTo("x");
        assertThat(scores.probabilities()).containsExactly(1, 0, 0);
    }

    @Test
    void many_threads_get_the_answers_of_one() {
        LinearModel model = new LinearModel(Link.IDENTITY, 1, 2, new double[] {2, 3}, new double[] {0.5});
        ModelScorer scorer = new ModelScorer(ENCODER, model, List.of());
        Scores[] alone = IntStream.range(0, 50_000)
                .mapToObj(i -> scorer.score(row(i, -i)))
                .toArray(Scores[]::new);
        Scores[] together = IntStream.range(0, 50_000)
                .parallel()
                .mapToObj(i -> scorer.score(row(i, -i)))
                .toArray(Scores[]::new);
        assertThat(together).isEqualTo(alone);
    }

    @Test
    void the_signature_finds_inputs_by_name() {
        LinearModel model = new LinearModel(Link.IDENTITY, 1, 2, new double[2], new double[1]);
        ModelScorer scorer = new ModelScorer(ENCODER, model, List.of());
        assertThat(scorer.signature().position("b")).isEqualTo(1);
        assertThat(scorer.signature().position("c")).isEqualTo(-1);
        assertThat(scorer.signature().inputs().get(0).required()).isTrue();
    }

    @Test
    void weights_that_do_not_fit_or_are_not_finite_are_refused() {
        assertThatThrownBy(() -> new LinearModel(Link.IDENTITY, 1, 2, new double[] {1, Double.NaN}, new double[1]))
                .isInstanceOf(IllegalArgumentException.class);
        LinearModel narrow = new LinearModel(Link.IDENTITY, 1, 1, new double[1], new double[1]);
        assertThatThrownBy(() -> new ModelScorer(ENCODER, narrow, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static InputRow row(double a, double b) {
        return new InputRow(new double[] {a, b}, new String[2]);
    }
}
