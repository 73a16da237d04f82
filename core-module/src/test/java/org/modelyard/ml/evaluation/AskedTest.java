package org.modelyard.ml.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;
import org.modelyard.ml.tree.Workers;
import org.modelyard.testdata.SharedData;

class AskedTest {

    /** One row of each label; a model may know fewer. */
    private static final Table TABLE = new Table(
            SharedData.schema(Task.CLASSIFICATION, "y", "n:NUMERIC"),
            List.of(new Column.Numbers(new double[] {0, 1, 2})),
            new Column.Categories(new int[] {3, 1, 2}, new String[] {"unused", "b", "c", "d"}));

    @Test
    void versions_that_know_different_labels_are_asked_over_all_of_them() {
        Scorer old = scorer(List.of("a", "b"), 1, 0.25, 0.75);
        Scorer fresh = scorer(List.of("b", "c"), 0, 0.6, 0.4);
        List<String> labels = Asked.labels(TABLE, List.of(old, fresh));
        assertThat(labels).containsExactly("a", "b", "c", "d");
        ClassificationScores first = Asked.labels(old, TABLE, labels, Workers.ALONE);
        ClassificationScores second = Asked.labels(fresh, TABLE, labels, Workers.ALONE);
        assertThat(first.actual()).containsExactly(3, 1, 2).isEqualTo(second.actual());
        assertThat(first.predicted()).containsExactly(1, 1, 1);
        assertThat(second.predicted()).containsExactly(1, 1, 1);
        assertThat(second.probability(0, 0)).isZero();
        assertThat(second.probability(0, 2)).isEqualTo(0.4);
        assertThat(Comparison.of(first, second, null, ComparisonPlan.standard(Task.CLASSIFICATION, 1))
                        .reason())
                .contains("3 rows");
    }

    @Test
    void what_the_version_answers_counts_and_not_what_is_most_probable() {
        Scorer cautious = scorer(List.of("b", "c"), 1, 0.9, 0.1);
        assertThat(Asked.labels(cautious, TABLE, Workers.ALONE).predicted()).containsExactly(1, 1, 1);
    }

    @Test
    void a_constant_answer_is_learnt_from_the_training_rows() {
        Table training = TABLE.select(new int[] {0, 0, 0, 1});
        ConstantAnswer.Shares shares = (ConstantAnswer.Shares) ConstantAnswer.of(training);
        assertThat(shares.words()).isEqualTo("always 'd', the most frequent label of training");
        ClassificationScores asked = Asked.labels(scorer(List.of("b", "c"), 0, 0.6, 0.4), TABLE, Workers.ALONE);
        ClassificationScores constant = shares.over(asked);
        assertThat(constant.labels()).containsExactly("b", "c", "d");
        assertThat(constant.predicted()).containsExactly(2, 2, 2);
        assertThat(constant.probability(1, 2)).isCloseTo(0.75, within(1e-12));
        assertThat(constant.probability(1, 1)).isZero();
        Table numbers = new Table(
                SharedData.schema(Task.REGRESSION, "y", "n:NUMERIC"),
                TABLE.columns(),
                new Column.Numbers(new double[] {1, 2, 6}));
        assertThat(ConstantAnswer.of(numbers)).isEqualTo(new ConstantAnswer.Mean(3));
        assertThatIllegalArgumentException().isThrownBy(() -> ConstantAnswer.of(TABLE.select(new int[0])));
    }

    private static Scorer scorer(List<String> labels, int best, double... probabilities) {
        return new Scorer() {
            @Override
            public Signature signature() {
                return new Signature(
                        Task.CLASSIFICATION,
                        List.of(new Signature.Input(new FeatureSpec("n", FeatureType.NUMERIC), true)),
                        labels);
            }

            @Override
            public Scores score(InputRow row) {
                return new Scores.Labelled(labels, probabilities.clone(), best);
            }
        };
    }
}
