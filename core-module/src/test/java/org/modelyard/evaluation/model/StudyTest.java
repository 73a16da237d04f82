package org.modelyard.evaluation.model;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.ClassificationScores;
import org.modelyard.ml.evaluation.CrossValidations;
import org.modelyard.ml.evaluation.Fairness;
import org.modelyard.ml.evaluation.Fold;
import org.modelyard.ml.evaluation.FoldDraw;
import org.modelyard.ml.evaluation.Folds;
import org.modelyard.ml.evaluation.LabelDisparities;
import org.modelyard.registry.model.ArtifactKind;

class StudyTest {

    private static final int ROWS = 180;
    private static final List<Fold> FOLDS = Folds.shuffled(ROWS, 3, 1);

    @Test
    void of_two_labels_the_second_is_held_against_the_first() {
        Fairness fairness = fairness("no", "yes");
        assertThat(fairness.positive()).isEqualTo("yes");
        assertThat(fairness.labels()).isEmpty();
    }

    @Test
    void of_more_labels_each_is_held_against_the_rest() {
        Fairness fairness = fairness("low", "middle", "high");
        assertThat(fairness.labels()).extracting(LabelDisparities::label).containsExactly("high", "low", "middle");
        assertThat(fairness.feature()).isEqualTo("sex");
    }

    @Test
    void one_label_treats_nobody_unequally() {
        assertThat(documents("all"))
                .doesNotContainKey(ArtifactKind.FAIRNESS + "-1")
                .containsKey(ArtifactKind.SLICES);
    }

    @Test
    void a_cross_validation_remembers_its_folds() {
        CrossValidations all =
                CrossValidations.fromJson(requireNonNull(documents("no", "yes").get(ArtifactKind.CROSS_VALIDATION)));
        assertThat(all.draw()).isEqualTo(FoldDraw.of(FOLDS));
    }

    private static Fairness fairness(String... labels) {
        return Fairness.fromJson(requireNonNull(documents(labels).get(ArtifactKind.FAIRNESS + "-1")));
    }

    private static Map<String, String> documents(String... labels) {
        int[] sex = new int[ROWS];
        int[] actual = new int[ROWS];
        Arrays.setAll(sex, row -> row % 2);
        Arrays.setAll(actual, row -> row / 2 % labels.length);
        double[] probabilities = new double[ROWS * labels.length];
        for (int row = 0; row < ROWS; row++) {
            probabilities[row * labels.length + actual[row]] = 1;
        }
        Table table = new Table(
                new Schema(Task.CLASSIFICATION, "y", List.of(new FeatureSpec("sex", FeatureType.CATEGORICAL, true))),
                List.of(new Column.Categories(sex, new String[] {"f", "m"})),
                new Column.Categories(actual, labels));
        ClassificationScores scores = new ClassificationScores(List.of(labels), actual, probabilities);
        List<TableScores> answers = FOLDS.stream()
                .map(fold -> (TableScores) new LabelledTable(scores.select(fold.test())))
                .toList();
        Table asked = table.select(
                FOLDS.stream().flatMapToInt(fold -> Arrays.stream(fold.test())).toArray());
        return Study.ofFolds(asked, FOLDS, answers, List.of(), new Study.Split("shuffled", null));
    }
}
