package org.modelyard.ml.explain;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.explain.PermutationImportance.Plan;
import org.modelyard.testdata.SharedData;

class PermutationImportanceTest {

    private static final Schema SCHEMA =
            SharedData.schema(Task.REGRESSION, "y", "used:NUMERIC", "noise:NUMERIC", "idle:NUMERIC");
    /** The target is 2 · used and noise of its own; the model also follows 'noise', which is worth nothing. */
    private static final Asking MODEL = Asking.value(SCHEMA, x -> 2 * x[0] + 0.5 * x[1]);

    @Test
    void what_the_model_uses_is_found_and_what_it_does_not_is_exactly_zero() {
        PermutationImportance importance =
                PermutationImportance.of(MODEL, table(new Random(1), 1_000), "mse", Plan.standard(3));
        // others' values are off by 2 · (used' - used), whose variance is 8
        FeatureImportance used = importance.features().get(0);
        assertThat(used.importance()).isCloseTo(8, within(1.5));
        assertThat(requireNonNull(used.interval()).contains(8)).isTrue();
        FeatureImportance idle = importance.features().get(2);
        assertThat(idle.importance()).isZero();
        assertThat(idle.interval()).isNull();
        assertThat(idle.reason()).isEqualTo("No answer changes without it.");
        assertThat(importance.blocks()).isEqualTo(20);
        assertThat(PermutationImportance.fromJson(importance.toJson())).isEqualTo(importance);
        assertThat(PermutationImportance.of(MODEL, table(new Random(1), 1_000), "mse", Plan.standard(3)))
                .isEqualTo(importance);
        FeatureImportance r2 = PermutationImportance.of(MODEL, table(new Random(1), 1_000), "r2", Plan.standard(3))
                .features()
                .get(0);
        assertThat(r2.importance()).isPositive();
    }

    @Test
    void few_rows_have_no_interval_and_say_so() {
        PermutationImportance importance =
                PermutationImportance.of(MODEL, table(new Random(1), 100), "mae", Plan.standard(3));
        assertThat(importance.blocks()).isEqualTo(1);
        assertThat(importance.features().get(0).importance()).isPositive();
        assertThat(importance.features().get(0).interval()).isNull();
        assertThat(importance.features().get(0).reason()).contains("150 are needed");
        PermutationImportance sampled =
                PermutationImportance.of(MODEL, table(new Random(1), 1_000), "mae", new Plan(1, 300, 3));
        assertThat(sampled.rows()).isEqualTo(300);
        assertThat(sampled.blocks()).isEqualTo(10);
    }

    @Test
    void what_does_not_fit_is_refused() {
        Table table = table(new Random(1), 100);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PermutationImportance.of(MODEL, table, "accuracy", Plan.standard(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PermutationImportance.of(MODEL, table.select(new int[0]), "mae", Plan.standard(1)));
    }

    @Test
    void the_interval_covers_the_truth_and_rarely_rings_for_noise() {
        rates(300);
    }

    @Test
    @Tag("long")
    void the_interval_covers_the_truth_and_rarely_rings_for_noise_in_many_rounds() {
        rates(4_000);
    }

    private static void rates(int rounds) {
        int covered = 0;
        int rang = 0;
        for (int round = 0; round < rounds; round++) {
            PermutationImportance importance =
                    PermutationImportance.of(MODEL, table(new Random(50 + round), 600), "mse", new Plan(2, 600, round));
            covered += requireNonNull(importance.features().get(0).interval()).contains(8) ? 1 : 0;
            rang += requireNonNull(importance.features().get(1).interval()).contains(0) ? 0 : 1;
        }
        System.out.printf("importance: of %d rounds %d cover, %d ring for noise%n", rounds, covered, rang);
        double error = 4 * Math.sqrt(0.05 * 0.95 / rounds);
        assertThat(covered / (double) rounds).isBetween(0.95 - 0.01 - error, 1.0);
        assertThat(rang / (double) rounds).isLessThan(0.05 + 0.01 + error);
    }

    private static Table table(Random random, int rows) {
        double[] used = new double[rows];
        double[] noise = new double[rows];
        double[] target = new double[rows];
        for (int row = 0; row < rows; row++) {
            used[row] = random.nextGaussian();
            noise[row] = random.nextGaussian();
            target[row] = 2 * used[row] + random.nextGaussian();
        }
        return new Table(
                SCHEMA,
                List.of(new Column.Numbers(used), new Column.Numbers(noise), new Column.Numbers(new double[rows])),
                new Column.Numbers(target));
    }
}
