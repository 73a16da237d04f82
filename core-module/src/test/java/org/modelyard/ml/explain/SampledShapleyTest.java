package org.modelyard.ml.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scores;
import org.modelyard.testdata.SharedData;

class SampledShapleyTest {

    private static final int INPUTS = 4;
    private static final Schema SCHEMA =
            SharedData.schema(Task.REGRESSION, "y", "a:NUMERIC", "b:NUMERIC", "c:NUMERIC", "d:NUMERIC");
    /** Products, so that no single order of the inputs tells their worth. */
    private static final Asking FUNCTION = Asking.value(SCHEMA, x -> x[0] * x[1] + x[2] * x[2] * x[1] - 2 * x[2]);

    private static final InputRow ROW = new InputRow(new double[] {1, 2, -1, 5}, new String[INPUTS]);

    @Test
    void the_standard_error_covers_the_value_of_the_definition() {
        Table background = background(40);
        double[] exact = byDefinition(background);
        int rounds = 300;
        int[] covered = new int[INPUTS];
        for (int round = 0; round < rounds; round++) {
            Explanation explanation = new Explainer(FUNCTION, background, 60, round).explain(ROW, null);
            for (int i = 0; i < INPUTS; i++) {
                Contribution one = explanation.contributions().get(i);
                covered[i] += Math.abs(one.contribution() - exact[i]) <= 1.96 * one.standardError() ? 1 : 0;
            }
        }
        System.out.printf("sampled Shapley: of %d rounds covered %s%n", rounds, java.util.Arrays.toString(covered));
        // four standard errors of the simulation to either side, and a little for what is asymptotic
        for (int i = 0; i < 3; i++) {
            assertThat(covered[i] / (double) rounds).isBetween(0.89, 0.995);
        }
        // the fourth counts for nothing, exactly
        assertThat(covered[3]).isEqualTo(rounds);
    }

    @Test
    void contributions_sum_to_the_answer_and_the_same_seed_gives_the_same() {
        Table background = background(40);
        Explainer explainer = new Explainer(FUNCTION, background, 20, 5);
        Explanation explanation = explainer.explain(ROW, null);
        assertThat(explanation.method()).isEqualTo(Explanation.Method.SAMPLED_SHAPLEY);
        assertThat(explanation.sum()).isCloseTo(((Scores.Valued) FUNCTION.score(ROW)).value(), within(1e-9));
        assertThat(explainer.explain(ROW, null)).isEqualTo(explanation);
        assertThat(new Explainer(FUNCTION, background, 20, 6).explain(ROW, null))
                .isNotEqualTo(explanation);
    }

    @Test
    void of_a_sum_every_order_says_the_same_so_only_the_background_is_sampled() {
        Asking sum = Asking.value(SCHEMA, x -> 3 * x[0] + x[1]);
        Table one = new Table(
                SCHEMA,
                List.of(Asking.numbers(0), Asking.numbers(1), Asking.numbers(0), Asking.numbers(0)),
                new Column.Numbers(new double[1]));
        Explanation explanation = new Explainer(sum, one, 5, 1).explain(ROW, null);
        assertThat(explanation.base()).isCloseTo(1, within(1e-12));
        assertThat(explanation.contributions().get(0).contribution()).isCloseTo(3, within(1e-12));
        assertThat(explanation.contributions().get(1).contribution()).isCloseTo(1, within(1e-12));
        assertThat(explanation.contributions().get(0).standardError()).isCloseTo(0, within(1e-6));
    }

    private static double[] byDefinition(Table background) {
        double[] worth = new double[1 << INPUTS];
        for (int coalition = 0; coalition < worth.length; coalition++) {
            for (int row = 0; row < background.rows(); row++) {
                InputRow mixed = Asking.row(background, row);
                for (int i = 0; i < INPUTS; i++) {
                    if ((coalition & 1 << i) != 0) {
                        mixed.numbers()[i] = ROW.numbers()[i];
                    }
                }
                worth[coalition] += ((Scores.Valued) FUNCTION.score(mixed)).value() / background.rows();
            }
        }
        double[] weights = {1 / 4.0, 1 / 12.0, 1 / 12.0, 1 / 4.0};
        double[] shapley = new double[INPUTS];
        for (int i = 0; i < INPUTS; i++) {
            for (int coalition = 0; coalition < worth.length; coalition++) {
                if ((coalition & 1 << i) == 0) {
                    shapley[i] += weights[Integer.bitCount(coalition)] * (worth[coalition | 1 << i] - worth[coalition]);
                }
            }
        }
        return shapley;
    }

    private static Table background(int rows) {
        Random random = new Random(8);
        Column.Numbers[] columns = new Column.Numbers[INPUTS];
        for (int i = 0; i < INPUTS; i++) {
            columns[i] = new Column.Numbers(random.doubles(rows, -2, 2).toArray());
        }
        return new Table(SCHEMA, List.of(columns), new Column.Numbers(new double[rows]));
    }
}
