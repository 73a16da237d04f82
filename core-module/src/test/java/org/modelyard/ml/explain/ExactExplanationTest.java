package org.modelyard.ml.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.feature.SparseVector;
import org.modelyard.ml.model.Ensemble;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.model.TreeEnsemble;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.tree.Tree;
import org.modelyard.testdata.SharedData;

class ExactExplanationTest {

    private static final int ROWS = 600;
    private static final int INPUTS = 5;

    @ParameterizedTest
    @CsvSource({
        "gradient-boosted-trees, 0",
        "gradient-boosted-trees, 2",
        "gradient-boosted-trees, 3",
        "random-forest, 0",
        "random-forest, 2",
        "random-forest, 3",
        "decision-tree, 3"
    })
    void trees_are_taken_apart_as_the_definition_of_shapley_says(String trainer, int labels) {
        Table table = table(labels);
        Map<String, ?> few = trainer.equals("decision-tree")
                ? Map.of()
                : Map.of(trainer.equals("random-forest") ? "trees" : "rounds", 8);
        ModelScorer scorer = Asking.trained(table, trainer, few);
        Explainer explainer = new Explainer(scorer, null, 0, 0);
        for (int row = 0; row < ROWS; row += 97) {
            InputRow input = Asking.row(table, row);
            for (int label = 0; label < Math.max(1, labels); label++) {
                String name = labels == 0 ? null : "label " + label;
                Explanation explanation = explainer.explain(input, name);
                assertThat(explanation.method()).isEqualTo(Explanation.Method.TREE_SHAP);
                double[] expected = byDefinition(scorer, input, labels < 3 ? 0 : label);
                boolean first = labels == 2 && label == 0;
                for (int i = 0; i < INPUTS; i++) {
                    assertThat(explanation.contributions().get(i).contribution())
                            .isCloseTo(first ? -expected[i] : expected[i], within(1e-9));
                }
                double sum = stated(scorer, input, labels < 3 ? 0 : label);
                boolean share = explanation.scale() == Explanation.Scale.PROBABILITY;
                assertThat(explanation.sum()).isCloseTo(!first ? sum : share ? 1 - sum : -sum, within(1e-9));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "2", "3"})
    void a_linear_model_is_taken_apart_into_its_weights(int labels) {
        Table table = table(labels);
        ModelScorer scorer = Asking.trained(table, labels == 0 ? "linear-regression" : "logistic-regression", Map.of());
        Explainer explainer = new Explainer(scorer, null, 0, 0);
        List<String> meanings = scorer.encoder().meanings();
        for (int row = 0; row < ROWS; row += 97) {
            InputRow input = Asking.row(table, row);
            Explanation explanation = explainer.explain(input, null);
            assertThat(explanation.method()).isEqualTo(Explanation.Method.LINEAR);
            int label = labels == 0 ? 0 : ((Scores.Labelled) scorer.score(input)).best();
            double sum = stated(scorer, input, labels < 3 ? 0 : label);
            assertThat(explanation.sum()).isCloseTo(labels == 2 && label == 0 ? -sum : sum, within(1e-9));
            // by hand: the parts of the input that the encoder names so
            SparseVector vector = new SparseVector();
            scorer.encoder().encode(input, vector);
            double colour = 0;
            for (int i = 0; i < vector.size(); i++) {
                if (meanings.get(vector.indices()[i]).startsWith("colour")) {
                    colour += vector.values()[i] * weight(scorer, vector.indices()[i], labels < 3 ? 0 : label);
                }
            }
            assertThat(explanation.contributions().get(2).feature()).isEqualTo("colour");
            assertThat(explanation.contributions().get(2).contribution())
                    .isCloseTo(labels == 2 && label == 0 ? -colour : colour, within(1e-12));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "voting, TREE_SHAP, 'random-forest,gradient-boosted-trees'",
        "stacking, TREE_SHAP, 'linear-regression,decision-tree'",
        "stacking, LINEAR, 'linear-regression,linear-regression'"
    })
    void a_weighed_sum_of_numbers_is_taken_apart_into_its_members(
            String method, Explanation.Method expected, String members) {
        Table table = table(0);
        ModelScorer scorer =
                Asking.trained(table, "ensemble", Map.of("method", method, "members", members, "folds", 2));
        Ensemble ensemble = (Ensemble) scorer.model();
        InputRow input = Asking.row(table, 97);
        Explanation explanation = new Explainer(scorer, null, 0, 0).explain(input, null);
        assertThat(explanation.method()).isEqualTo(expected);
        assertThat(explanation.sum()).isCloseTo(stated(scorer, input, 0), within(1e-9));
        double[] sums = new double[INPUTS];
        for (int member = 0; member < 2; member++) {
            ModelScorer alone =
                    new ModelScorer(scorer.encoder(), ensemble.members().get(member), List.of());
            Explanation its = new Explainer(alone, null, 0, 0).explain(input, null);
            for (int i = 0; i < INPUTS; i++) {
                sums[i] +=
                        ensemble.weights()[member] * its.contributions().get(i).contribution();
            }
        }
        for (int i = 0; i < INPUTS; i++) {
            assertThat(explanation.contributions().get(i).contribution()).isCloseTo(sums[i], within(1e-12));
        }
        assertThat(sums[0]).isNotZero();
    }

    @Test
    void probabilities_of_an_ensemble_are_sampled() {
        ModelScorer scorer =
                Asking.trained(table(2), "ensemble", Map.of("members", "logistic-regression,decision-tree"));
        assertThat(new Explainer(scorer, null, 0, 0).exact()).isFalse();
    }

    @Test
    void an_unknown_label_and_a_model_that_can_only_be_sampled_without_background_are_refused() {
        Table table = table(2);
        ModelScorer scorer = Asking.trained(table, "logistic-regression", Map.of("epochs", 1));
        InputRow row = Asking.row(table, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Explainer(scorer, null, 0, 0).explain(row, "label 7"));
        Asking function = Asking.probability(table.schema(), any -> 0.3);
        assertThatIllegalArgumentException().isThrownBy(() -> new Explainer(function, null, 10, 0).explain(row, null));
    }

    @Test
    void the_text_of_a_value_is_as_it_was_given() {
        Table table = table(2);
        ModelScorer scorer = Asking.trained(table, "decision-tree", Map.of());
        Explanation explanation = new Explainer(scorer, null, 0, 0).explain(Asking.row(table, 20), null);
        assertThat(explanation.contributions().get(2).value()).isIn("red", "green", "blue");
        assertThat(explanation.contributions().get(0).value()).isNull();
        assertThat(explanation.toJson()).contains("\"method\":\"TREE_SHAP\"", "\"value\":null");
    }

    private static double weight(ModelScorer scorer, int index, int output) {
        org.modelyard.ml.model.LinearModel model = (org.modelyard.ml.model.LinearModel) scorer.model();
        return model.weights()[index * model.outputs() + output];
    }

    private static double stated(ModelScorer scorer, InputRow input, int output) {
        SparseVector vector = new SparseVector();
        scorer.encoder().encode(input, vector);
        double[] sums = new double[scorer.model().outputs()];
        scorer.model().sums(vector, sums);
        return sums[output];
    }

    /** Shapley values by the sum over all coalitions. */
    private static double[] byDefinition(ModelScorer scorer, InputRow input, int output) {
        SparseVector vector = new SparseVector();
        scorer.encoder().encode(input, vector);
        TreeEnsemble model = (TreeEnsemble) scorer.model();
        float[] row = vector.scatter(model.width());
        double[] worth = new double[1 << INPUTS];
        for (int coalition = 0; coalition < worth.length; coalition++) {
            for (int tree = 0; tree < model.roots().length; tree++) {
                if (model.leafWidth() == model.outputs() || tree % model.outputs() == output) {
                    worth[coalition] += worth(scorer.encoder(), model, model.roots()[tree], row, coalition, output);
                }
            }
        }
        double[] shapley = new double[INPUTS];
        for (int i = 0; i < INPUTS; i++) {
            for (int coalition = 0; coalition < worth.length; coalition++) {
                if ((coalition & 1 << i) == 0) {
                    int size = Integer.bitCount(coalition);
                    double weight = factorial(size) * factorial(INPUTS - size - 1) / factorial(INPUTS);
                    shapley[i] += weight * (worth[coalition | 1 << i] - worth[coalition]);
                }
            }
        }
        return shapley;
    }

    private static double worth(
            FeatureEncoder encoder, TreeEnsemble model, int node, float[] row, int coalition, int output) {
        Tree nodes = model.nodes();
        int feature = nodes.features()[node];
        if (feature < 0) {
            return nodes.values()[nodes.next()[node] + (model.leafWidth() == 1 ? 0 : output)];
        }
        int input = 0;
        while (feature >= encoder.base(input + 1)) {
            input++;
        }
        int left = nodes.next()[node];
        double ofLeft = worth(encoder, model, left, row, coalition, output);
        double ofRight = worth(encoder, model, left + 1, row, coalition, output);
        if ((coalition & 1 << input) != 0) {
            return row[feature] > nodes.thresholds()[node] ? ofRight : ofLeft;
        }
        double share = nodes.covers()[left] / ((double) nodes.covers()[left] + nodes.covers()[left + 1]);
        return share * ofLeft + (1 - share) * ofRight;
    }

    private static double factorial(int n) {
        return n < 2 ? 1 : n * factorial(n - 1);
    }

    /** Two numbers, a colour, a text and a truth; the target follows all of them. */
    private static Table table(int labels) {
        Random random = new Random(3);
        double[] a = new double[ROWS];
        double[] b = new double[ROWS];
        int[] colour = new int[ROWS];
        @Nullable String[] text = new String[ROWS];
        double[] truth = new double[ROWS];
        double[] values = new double[ROWS];
        int[] codes = new int[ROWS];
        String[] words = {"card lost again", "where is my card", "refund", "please refund my card"};
        for (int row = 0; row < ROWS; row++) {
            a[row] = row % 10 == 0 ? Double.NaN : random.nextGaussian();
            b[row] = random.nextGaussian();
            colour[row] = random.nextInt(3);
            int word = random.nextInt(5);
            text[row] = word == 4 ? null : words[word];
            truth[row] = random.nextInt(2);
            values[row] = (Double.isNaN(a[row]) ? 1 : a[row] * b[row]) + colour[row] + word % 2 + truth[row] * b[row];
            codes[row] = labels == 0 ? 0 : Math.floorMod((int) Math.floor(values[row]), labels);
        }
        String[] dictionary = {"label 0", "label 1", "label 2"};
        return new Table(
                SharedData.schema(
                        labels == 0 ? Task.REGRESSION : Task.CLASSIFICATION,
                        "y",
                        "a:NUMERIC",
                        "b:NUMERIC",
                        "colour:CATEGORICAL",
                        "text:TEXT",
                        "truth:BOOLEAN"),
                List.of(
                        new Column.Numbers(a),
                        new Column.Numbers(b),
                        new Column.Categories(colour, new String[] {"red", "green", "blue"}),
                        new Column.Texts(text),
                        new Column.Numbers(truth)),
                labels == 0 ? new Column.Numbers(values) : new Column.Categories(codes, dictionary));
    }
}
