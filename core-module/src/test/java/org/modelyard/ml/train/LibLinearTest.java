package org.modelyard.ml.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.feature.SparseRows;
import org.modelyard.ml.model.LinearModel;

class LibLinearTest {

    private static final String TYPE = "liblinear";

    static Stream<Arguments> solvers() {
        return option("solver").flatMap(solver -> Stream.of(2, 3).map(labels -> Arguments.of(solver, labels)));
    }

    private static Stream<String> option(String name) {
        return Trainers.byType(TYPE).hyperparameters().stream()
                .filter(one -> one.name().equals(name))
                .flatMap(one -> one.options().stream());
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void every_solver_learns_labels_whichever_comes_first(String solver, int labels) {
        Table table = Generated.table(labels, 1_000, 6);
        int[] codes = ((Column.Categories) table.target()).codes();
        // the first row's label decides the order in which the library numbers them
        for (int first : new int[] {0, 1}) {
            int head = IntStream.range(0, codes.length)
                    .filter(row -> codes[row] == first)
                    .findFirst()
                    .orElseThrow();
            int[] order = IntStream.concat(
                            IntStream.of(head), IntStream.range(0, codes.length).filter(row -> row != head))
                    .toArray();
            Table turned = table.select(order);
            assertThat(Fitted.on(turned, TYPE, Map.of("solver", solver)).accuracy(turned))
                    .isGreaterThan(0.8);
        }
    }

    static Stream<String> regressions() {
        return option("regressionSolver");
    }

    @ParameterizedTest
    @MethodSource("regressions")
    void every_solver_learns_numbers_in_their_own_unit(String solver) {
        Table table = Generated.table(0, 1_000, 4);
        Map<String, ?> given = Map.of("regressionSolver", solver, "tube", 0.01, "bins", 0);
        LinearModel model = (LinearModel) Fitted.on(table, TYPE, given).model();
        assertThat(Fitted.on(table, TYPE, given).r2(table)).isGreaterThan(0.99);
        assertThat(model.bias()[0]).isCloseTo(3, within(0.5));
    }

    /** Its loss: |w|² / 2 + cost · sum of log losses, the bias pulled too; at the minimum the gradient is zero. */
    @Test
    void logistic_regression_ends_where_its_loss_is_least() {
        Table table = Generated.table(2, 300, 3);
        Map<String, ?> given = Map.of("cost", 2, "epsilon", 1e-8, "bins", 0);
        TrainerSpec spec = Trainers.spec(TYPE, given);
        FeatureEncoder encoder = FeatureEncoder.fit(table, spec.encoding(300));
        SparseRows rows = encoder.encode(table);
        LinearModel model = (LinearModel) Fitted.on(table, TYPE, given).model();
        int[] codes = ((Targets.Labels) Targets.of(table)).codes();
        double[] gradient = Arrays.copyOf(model.weights(), rows.width() + 1);
        gradient[rows.width()] = model.bias()[0];
        for (int row = 0; row < 300; row++) {
            double sum = model.bias()[0];
            for (int i = rows.offsets()[row]; i < rows.offsets()[row + 1]; i++) {
                sum += rows.values()[i] * model.weights()[rows.indices()[i]];
            }
            double wrong = 1 / (1 + Math.exp(-sum)) - codes[row];
            for (int i = rows.offsets()[row]; i < rows.offsets()[row + 1]; i++) {
                gradient[rows.indices()[i]] += 2 * wrong * rows.values()[i];
            }
            gradient[rows.width()] += 2 * wrong;
        }
        assertThat(gradient).containsExactly(new double[rows.width() + 1], within(1e-4));
    }

    @Test
    void l1_leaves_weights_at_zero_that_l2_does_not() {
        Table table = Generated.table(2, 3_000, 6);
        assertThat(zeros("l1r_lr", table)).isGreaterThan(zeros("l2r_lr", table) + 10);
    }

    private static long zeros(String solver, Table table) {
        LinearModel model = (LinearModel) Fitted.on(table, TYPE, Map.of("solver", solver, "cost", 0.05, "bins", 32))
                .model();
        return Arrays.stream(model.weights()).filter(weight -> weight == 0).count();
    }

    @ParameterizedTest
    @ValueSource(strings = {"l2r_lr_dual", "l2r_l2loss_svc_dual"})
    void chance_comes_from_the_seed_alone(String solver) {
        Table table = Generated.table(3, 300, 4);
        TrainerSpec spec = Trainers.spec(TYPE, Map.of("solver", solver, "epsilon", 0.1));
        List<double[]> models = Stream.of(1, 1, 2)
                .map(seed -> Flat.of(Fitted.on(table, spec, seed).model()))
                .toList();
        assertThat(models.get(1)).isEqualTo(models.get(0));
        assertThat(models.get(2)).isNotEqualTo(models.get(0));
    }

    @Test
    void the_loss_it_reports_falls_with_the_pull() {
        Table table = Generated.table(3, 300, 4);
        double pulled = Fitted.on(table, TYPE, Map.of("cost", 1e-3)).progress().trainingLoss();
        double free = Fitted.on(table, TYPE, Map.of("cost", 10)).progress().trainingLoss();
        assertThat(pulled).isBetween(free + 0.1, Math.log(3));
    }
}
