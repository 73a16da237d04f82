package org.modelyard.evaluation.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.EncodingSpec;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.model.LinearModel;
import org.modelyard.ml.model.Link;
import org.modelyard.ml.model.ModelScorer;

class WeightDifferencesTest {

    private static final FeatureEncoder ENCODER = encoder("age");
    private static final int WIDTH = ENCODER.width();

    @Test
    void the_largest_differences_come_first_with_the_bias_among_them() {
        WeightDifferences found = of(linear(ENCODER, 0.5, 1), linear(ENCODER, 2.5, 1.25));
        assertThat(found.reason()).isNull();
        assertThat(found.weights()).isEqualTo(WIDTH + 1);
        assertThat(found.differing()).isEqualTo(2);
        assertThat(found.rows()).hasSize(2);
        assertThat(found.rows().get(0).feature()).isEqualTo(ENCODER.meanings().get(0));
        assertThat(found.rows().get(0).output()).isEqualTo("yes");
        assertThat(found.rows().get(0).values()).containsExactly(0.5, 2.5);
        assertThat(found.rows().get(0).spread()).isEqualTo(2);
        assertThat(found.rows().get(1).feature()).isEqualTo("bias");
    }

    @Test
    void the_same_weights_differ_nowhere() {
        WeightDifferences found = of(linear(ENCODER, 1, 1), linear(ENCODER, 1, 1));
        assertThat(found.differing()).isZero();
        assertThat(found.rows()).isEmpty();
    }

    @Test
    void what_sees_rows_otherwise_or_is_not_here_is_not_compared() {
        ModelScorer one = linear(ENCODER, 1, 1);
        assertThat(of(one, linear(encoder("size"), 1, 1)).reason()).contains("do not encode");
        assertThat(of(one, null).reason()).contains("has a model here");
        assertThat(of(null, one).reason()).contains("has a model here");
    }

    @Test
    void models_are_asked_for_one_by_one_and_again_only_where_there_is_something_to_show() {
        List<Integer> asked = new ArrayList<>();
        ModelScorer[] models = {linear(ENCODER, 1, 1), linear(ENCODER, 3, 1), linear(ENCODER, 2, 1)};
        WeightDifferences found = WeightDifferences.of(3, i -> {
            asked.add(i);
            return models[i];
        });
        assertThat(found.rows()).singleElement().satisfies(row -> {
            assertThat(row.values()).containsExactly(1.0, 3.0, 2.0);
            assertThat(row.spread()).isEqualTo(2);
        });
        assertThat(asked).containsExactly(0, 1, 2, 0, 1, 2);

        asked.clear();
        WeightDifferences.of(2, i -> {
            asked.add(i);
            return models[0];
        });
        assertThat(asked).containsExactly(0, 1);
    }

    private static WeightDifferences of(@Nullable ModelScorer... scorers) {
        return WeightDifferences.of(scorers.length, i -> scorers[i]);
    }

    @Test
    void each_input_says_how_it_is_seen() {
        assertThat(EncodingLines.of(ENCODER)).containsOnlyKeys("age, NUMERIC");
        assertThat(EncodingLines.of(ENCODER).get("age, NUMERIC")).startsWith("(value − 2.0)");
    }

    private static ModelScorer linear(FeatureEncoder encoder, double weight, double bias) {
        double[] weights = new double[WIDTH];
        weights[0] = weight;
        return new ModelScorer(
                encoder, new LinearModel(Link.LOGISTIC, 1, WIDTH, weights, new double[] {bias}), List.of("no", "yes"));
    }

    private static FeatureEncoder encoder(String feature) {
        Schema schema =
                new Schema(Task.REGRESSION, "label", List.of(new FeatureSpec(feature, FeatureType.NUMERIC, false)));
        Table table = new Table(
                schema, List.of(new Column.Numbers(new double[] {1, 2, 3})), new Column.Numbers(new double[] {0, 1, 0
                }));
        return FeatureEncoder.fit(table, EncodingSpec.defaults());
    }
}
