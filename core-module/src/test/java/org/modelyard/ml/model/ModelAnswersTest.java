package org.modelyard.ml.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.modelyard.ml.feature.SparseRows;
import org.modelyard.ml.feature.SparseVector;

/** Each kind of model against sums made by hand. */
class ModelAnswersTest {

    /** (0, 0), (1, 0), (0, 2), (3, 4) */
    private static final SparseRows ROWS =
            new SparseRows(2, new int[] {0, 0, 1, 2, 4}, new int[] {0, 1, 0, 1}, new float[] {1, 2, 3, 4});

    @Test
    void the_nearest_answer_by_distance() {
        double[] answers = {10, 20, 30, 40};
        assertThat(neighbours(Link.IDENTITY, 1, answers, 1, false, false).sum(row(3)))
                .isEqualTo(40);
        assertThat(neighbours(Link.IDENTITY, 1, answers, 3, false, false).sum(row(0)))
                .isEqualTo(20);
        // at distances 1 and 2 from (0, 0), which itself is at 0 and so answers alone
        assertThat(neighbours(Link.IDENTITY, 1, answers, 3, false, true).sum(row(0)))
                .isEqualTo(10);
        // (1, 0) is 0 from itself, 1 from (0, 0); asked without itself: 1 and the root of 5
        double others = (10 + 30 / Math.sqrt(5)) / (1 + 1 / Math.sqrt(5));
        assertThat(neighbours(Link.IDENTITY, 1, answers, 2, false, true).sumsOf(1)[0])
                .isCloseTo(others, within(1e-12));
        assertThat(neighbours(Link.IDENTITY, 1, answers, 99, false, false).sum(row(1)))
                .isEqualTo(25);
    }

    @Test
    void the_nearest_answer_by_angle_and_a_row_of_zeros_is_far_from_all() {
        double[] answers = {10, 20, 30, 40};
        // the cosines of (3, 4) are 0.6 with (1, 0) and 0.8 with (0, 2)
        NearestNeighbours model = neighbours(Link.IDENTITY, 1, answers, 2, true, true);
        assertThat(model.sumsOf(3)[0]).isCloseTo((20 / 0.4 + 30 / 0.2) / (1 / 0.4 + 1 / 0.2), within(1e-9));
        assertThat(neighbours(Link.IDENTITY, 1, answers, 2, true, true).sum(row(0)))
                .isEqualTo(15);
    }

    @Test
    void neighbours_answer_with_shares_of_the_labels() {
        NearestNeighbours two = neighbours(Link.PROBABILITIES, 1, new double[] {0, 1, 1, 1}, 3, false, false);
        assertThat(two.sum(row(0))).isCloseTo(2 / 3.0, within(1e-15));
        double[] sums = new double[3];
        neighbours(Link.PROBABILITIES, 3, new double[] {2, 0, 2, 1}, 3, false, false)
                .sums(row(0), sums);
        assertThat(sums).containsExactly(new double[] {1 / 3.0, 0, 2 / 3.0}, within(1e-15));
        assertThatThrownBy(() -> neighbours(Link.PROBABILITIES, 1, new double[] {0, 1, 2, 1}, 3, false, false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_network_rectifies_between_its_layers_and_scales_its_answer() {
        // hidden: a - b + 1 and b - 10; answer: 2 · first + 5 · second - 1
        Perceptron network = new Perceptron(
                Link.IDENTITY,
                2,
                new int[] {2, 1},
                List.of(new float[] {1, 0, -1, 1, 1, -10}, new float[] {2, 5, -1}),
                100,
                10);
        assertThat(network.sum(row(0))).isEqualTo(100 + 10 * (2 * 1 - 1));
        assertThat(network.sum(row(1))).isEqualTo(100 + 10 * (2 * 2 - 1));
        assertThat(network.sum(row(2))).isEqualTo(100 + 10 * (-1));
        assertThatThrownBy(() ->
                        new Perceptron(Link.IDENTITY, 3, new int[] {2, 1}, List.of(new float[6], new float[3]), 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_factorisation_machine_adds_the_products_of_pairs() {
        // weights 2 and 3, factors (1, 2) and (3, -1): their product is 1
        FactorisationMachine machine =
                new FactorisationMachine(Link.IDENTITY, 1, 2, 2, new double[] {2, 1, 2, 3, 3, -1}, new double[] {7});
        assertThat(machine.sum(row(0))).isEqualTo(7);
        assertThat(machine.sum(row(2))).isEqualTo(7 + 3 * 2);
        assertThat(machine.sum(row(3))).isEqualTo(7 + 2 * 3 + 3 * 4 + 1 * 3 * 4);
    }

    @Test
    void an_ensemble_weighs_probabilities_not_sums() {
        LinearModel sure = new LinearModel(Link.LOGISTIC, 1, 2, new double[] {100, 0}, new double[] {0});
        LinearModel unsure = new LinearModel(Link.LOGISTIC, 1, 2, new double[] {0, 0}, new double[] {0});
        Ensemble mean = Ensemble.mean(List.of(sure, unsure));
        assertThat(mean.link()).isEqualTo(Link.PROBABILITIES);
        assertThat(mean.sum(row(1))).isCloseTo(0.75, within(1e-15));
        Ensemble stacked =
                new Ensemble(Link.LOGISTIC, 1, 2, List.of(sure, unsure), new double[] {3, 4}, new double[] {-1});
        assertThat(stacked.sum(row(1))).isCloseTo(3 * 1 + 4 * 0.5 - 1, within(1e-12));
        LinearModel three = new LinearModel(Link.SOFTMAX, 3, 2, new double[6], new double[] {Math.log(2), 0, 0});
        double[] sums = new double[3];
        Ensemble.mean(List.of(three, three)).sums(row(1), sums);
        assertThat(sums).containsExactly(new double[] {0.5, 0.25, 0.25}, within(1e-15));
    }

    @Test
    void an_ensemble_holds_models_of_one_shape_and_no_ensembles() {
        LinearModel logistic = new LinearModel(Link.LOGISTIC, 1, 2, new double[2], new double[1]);
        LinearModel number = new LinearModel(Link.IDENTITY, 1, 2, new double[2], new double[1]);
        assertThatThrownBy(() -> Ensemble.mean(List.of(logistic, number))).isInstanceOf(IllegalArgumentException.class);
        Ensemble inner = Ensemble.mean(List.of(logistic));
        assertThatThrownBy(() -> Ensemble.mean(List.of(inner))).isInstanceOf(IllegalArgumentException.class);
    }

    private static NearestNeighbours neighbours(
            Link link, int outputs, double[] answers, int k, boolean cosine, boolean weighted) {
        return new NearestNeighbours(link, outputs, ROWS, answers, k, cosine, weighted);
    }

    private static SparseVector row(int row) {
        SparseVector vector = new SparseVector();
        ROWS.copyRow(row, vector);
        return vector;
    }
}
