package org.modelyard.ml.evaluation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.platform.model.Refusal;
import org.modelyard.stats.Interval;
import org.modelyard.stats.Proportions;
import org.modelyard.testdata.SharedData;

/** Of three labels, on counts that are worked out by hand. */
class LabelFairnessTest {

    private static final List<String> LABELS = List.of("x", "y", "z");
    /** Of each group the rows by actual and given label. 'f' is given x 20, y 12, z 8 times; 'm' 12, 10, 18 times. */
    private static final int[][][] COUNTS = {
        {{15, 3, 2}, {3, 8, 1}, {2, 1, 5}},
        {{10, 2, 8}, {1, 6, 3}, {1, 2, 7}}
    };

    @Test
    void each_label_is_held_against_the_rest_and_the_worst_is_named() {
        Fairness fairness = Fairness.byLabel(table(), "sex", answers(), "= f", 5);
        assertThat(fairness.positive()).isEqualTo("z");
        assertThat(fairness.favourable()).containsExactly("z");
        assertThat(fairness.labels()).extracting(LabelDisparities::label).containsExactly("x", "y", "z");
        // shares given: x 20/40 and 12/40, y 12/40 and 10/40, z 8/40 and 18/40
        assertThat(value(fairness, 0, "demographicParityDifference")).isCloseTo(0.2, within(1e-12));
        assertThat(value(fairness, 1, "demographicParityDifference")).isCloseTo(0.05, within(1e-12));
        assertThat(value(fairness, 2, "demographicParityDifference")).isCloseTo(0.25, within(1e-12));
        assertThat(value(fairness, 0, "statisticalParityDifference")).isCloseTo(-0.2, within(1e-12));
        assertThat(value(fairness, 0, "disparateImpact")).isCloseTo(0.6, within(1e-12));
        // of the 20 and 20 that are x, 15 and 10 are told so
        assertThat(value(fairness, 0, "equalOpportunityDifference")).isCloseTo(-0.25, within(1e-12));
        // of the 20 and 20 that are not, 5 and 2 are called x: the larger spread is that of the true positives
        assertThat(value(fairness, 0, "equalisedOddsDifference")).isCloseTo(0.25, within(1e-12));
        assertThat(value(fairness, 0, "averageOddsDifference")).isCloseTo((-0.25 - 0.15) / 2, within(1e-12));
        assertThat(fairness.disparities()).isEqualTo(fairness.labels().get(2).disparities());
        assertThat(fairness.groups().get(0).selectionRate().value()).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void intervals_are_widened_for_the_number_of_labels() {
        Fairness fairness = Fairness.byLabel(table(), "sex", answers(), "= f", 5);
        Interval interval = requireNonNull(requireNonNull(fairness.disparities().get("statisticalParityDifference"))
                .interval());
        Interval wide = Proportions.newcombe(8, 40, 18, 40, 1 - 0.05 / 3);
        assertThat(interval).isEqualTo(new Interval(wide.low(), wide.high(), 0.95));
        Fairness alone = Fairness.of(table(), "sex", answers(), "z", "= f", 5);
        assertThat(requireNonNull(requireNonNull(alone.disparities().get("statisticalParityDifference"))
                        .interval()))
                .isEqualTo(Proportions.newcombe(8, 40, 18, 40, 0.95));
        assertThat(alone.labels()).isEmpty();
    }

    @Test
    void several_labels_may_be_as_good() {
        Fairness fairness = Fairness.of(table(), "sex", answers(), List.of("x", "y", "x"), "= f", 5);
        assertThat(fairness.positive()).isEqualTo("x or y");
        assertThat(fairness.favourable()).containsExactly("x", "y");
        // x or y: 32/40 and 22/40 are given it; of the 32 and 30 that have it 29 and 19 are given it
        assertThat(value(fairness, "demographicParityDifference")).isCloseTo(0.25, within(1e-12));
        assertThat(value(fairness, "disparateImpact")).isCloseTo(22.0 / 32, within(1e-12));
        assertThat(value(fairness, "equalOpportunityDifference")).isCloseTo(19.0 / 30 - 29.0 / 32, within(1e-12));
        // stated is 0.9 for a given label and 0.05 for each other: 0.95 of the one, 0.1 of the other
        double stated = (32 * 0.95 + 8 * 0.1) / 40 - 32.0 / 40;
        assertThat(requireNonNull(fairness.groups().get(0).calibrationGap()).value())
                .isCloseTo(stated, within(1e-12));
    }

    @Test
    void the_document_keeps_the_labels_and_an_older_one_is_still_read() {
        Fairness fairness = Fairness.byLabel(table(), "sex", answers(), null, 5);
        assertThat(Fairness.fromJson(fairness.toJson()))
                .usingRecursiveComparison()
                .isEqualTo(fairness);
        Fairness one = Fairness.of(table(), "sex", answers(), "y", null, 5);
        String older = one.toJson().replace(",\"favourable\":[\"y\"]", "");
        assertThat(older).doesNotContain("favourable");
        assertThat(Fairness.fromJson(older)).usingRecursiveComparison().isEqualTo(one);
    }

    @Test
    void labels_that_make_no_sense_are_refused() {
        for (List<String> labels : List.of(List.<String>of(), List.of("w"), LABELS)) {
            assertThatThrownBy(() -> Fairness.of(table(), "sex", answers(), labels, null, 5))
                    .isInstanceOf(Refusal.Invalid.class)
                    .hasMessage("Name some of the model's labels, not all: x, y, z.");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Fairness.byLabel(table(), "age", answers(), null, 5));
        Fairness few = Fairness.byLabel(table(), "sex", answers(), null, 1_000);
        assertThat(few.positive()).isIn(LABELS);
        assertThat(requireNonNull(few.disparities().get("demographicParityDifference"))
                        .outcome())
                .isEqualTo(Disparity.Outcome.TOO_FEW);
    }

    private static double value(Fairness fairness, int label, String name) {
        return requireNonNull(fairness.labels().get(label).disparities().get(name))
                .value();
    }

    private static double value(Fairness fairness, String name) {
        return requireNonNull(fairness.disparities().get(name)).value();
    }

    private static Table table() {
        int[] sex = new int[80];
        for (int row = 40; row < 80; row++) {
            sex[row] = 1;
        }
        return new Table(
                SharedData.schema(Task.CLASSIFICATION, "label", "sex:CATEGORICAL"),
                List.of(new Column.Categories(sex, new String[] {"f", "m"})),
                new Column.Categories(answers().actual(), LABELS.toArray(String[]::new)));
    }

    private static ClassificationScores answers() {
        int[] actual = new int[80];
        double[] probabilities = new double[240];
        int row = 0;
        for (int[][] group : COUNTS) {
            for (int label = 0; label < 3; label++) {
                for (int given = 0; given < 3; given++) {
                    for (int i = 0; i < group[label][given]; i++) {
                        actual[row] = label;
                        for (int other = 0; other < 3; other++) {
                            probabilities[3 * row + other] = other == given ? 0.9 : 0.05;
                        }
                        row++;
                    }
                }
            }
        }
        return new ClassificationScores(LABELS, actual, probabilities);
    }
}
