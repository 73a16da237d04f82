package org.modelyard.ml.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scores;
import org.modelyard.testdata.SharedData;

class LinearRegressionTest {

    @Test
    void an_exact_rule_is_found() {
        Table table = Generated.table(0, 100, 4);
        ModelScorer scorer = train(table, Map.of("l2", 0));
        double[] predicted = predict(scorer, table);
        double[] truth = ((Column.Numbers) table.target()).values();
        for (int row = 0; row < truth.length; row++) {
            assertThat(predicted[row]).isCloseTo(truth[row], within(1e-4));
        }
    }

    @Test
    void a_target_that_never_varies_is_answered_at_once() {
        Table table = Generated.table(0, 10, 2);
        Table constant = new Table(table.schema(), table.columns(), new Column.Numbers(filled(10, 7)));
        assertThat(predict(train(constant, Map.of()), table)).containsOnly(7);
    }

    @Test
    void diabetes_folds_match_ordinary_least_squares() {
        JsonNode expected =
                SharedData.json("diabetes", "reference.json").at("/cv_by_fold_column/linear_regression/folds/r2");
        double[] folds = SharedData.numbers("diabetes", "data", "fold");
        Table table = SharedData.diabetes();
        for (int fold = 0; fold < 5; fold++) {
            int held = fold;
            ModelScorer scorer = train(
                    table.select(IntStream.range(0, folds.length)
                            .filter(r -> folds[r] != held)
                            .toArray()),
                    Map.of("l2", 0, "tolerance", 1e-12));
            Table test = table.select(IntStream.range(0, folds.length)
                    .filter(r -> folds[r] == held)
                    .toArray());
            assertThat(r2(scorer, test)).isCloseTo(expected.get(fold).asDouble(), within(1e-6));
        }
    }

    private static ModelScorer train(Table table, Map<String, ?> hyperparameters) {
        TrainerSpec spec = Trainers.spec("linear-regression", hyperparameters);
        FeatureEncoder encoder = FeatureEncoder.fit(table, spec.encoding(table.rows()));
        TrainingSession session =
                TrainingSession.start(spec, new TrainingData(encoder.encode(table), Targets.of(table)), 1);
        while (!session.done()) {
            session.step();
        }
        return new ModelScorer(encoder, session.finish(), List.of());
    }

    private static double[] predict(ModelScorer scorer, Table table) {
        InputRow input = InputRow.empty(table.columns().size());
        double[] predicted = new double[table.rows()];
        for (int row = 0; row < predicted.length; row++) {
            FeatureEncoder.fill(input, table, row);
            predicted[row] = ((Scores.Valued) scorer.score(input)).value();
        }
        return predicted;
    }

    private static double r2(ModelScorer scorer, Table table) {
        double[] truth = ((Column.Numbers) table.target()).values();
        double[] predicted = predict(scorer, table);
        double mean = java.util.Arrays.stream(truth).average().orElseThrow();
        double errors = 0;
        double total = 0;
        for (int row = 0; row < truth.length; row++) {
            errors += (truth[row] - predicted[row]) * (truth[row] - predicted[row]);
            total += (truth[row] - mean) * (truth[row] - mean);
        }
        return 1 - errors / total;
    }

    private static double[] filled(int count, double value) {
        double[] values = new double[count];
        java.util.Arrays.fill(values, value);
        return values;
    }
}
