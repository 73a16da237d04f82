package org.modelyard.ml.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.FeatureEncoder;

/** What a training says of its learning rate. */
class LearningRateTest {

    private static final Table ROWS = Generated.table(2, 60, 3);

    @Test
    void it_is_that_of_the_last_epoch_after_warm_up_and_schedule() {
        List<Double> rates = rates(
                ROWS,
                "logistic-regression",
                Map.of("learningRate", 0.5, "schedule", "step", "stepEpochs", 1, "warmupEpochs", 1, "epochs", 4));
        assertThat(rates).hasSize(5);
        assertThat(rates.get(0)).isNaN();
        assertThat(rates.subList(1, 5)).containsExactly(0.25, 0.5, 0.25, 0.125);
    }

    @Test
    void a_resumed_training_says_what_an_undisturbed_one_does() {
        TrainerSpec spec = Trainers.spec("logistic-regression", Map.of("schedule", "cosine", "epochs", 4));
        TrainingData data = data(ROWS, spec);
        TrainingSession session = TrainingSession.start(spec, data, 1);
        session.step();
        session.step();
        TrainingSession resumed = TrainingSession.resume(spec, data, 1, session.toBytes());
        assertThat(session.progress().learningRate()).isCloseTo(1 + Math.cos(Math.PI / 4), within(1e-6));
        assertThat(resumed.progress()).isEqualTo(session.progress());
    }

    @ParameterizedTest
    @CsvSource({
        "factorisation-machine, 0.5",
        "neural-network, 0.001",
        "gradient-boosted-trees, 0.05",
        "multinomial-naive-bayes, NaN",
        "decision-tree, NaN",
        "random-forest, NaN",
        "k-nearest-neighbours, NaN"
    })
    void it_is_the_hyperparameter_s_where_there_is_one(String type, double expected) {
        List<Double> rates = rates(ROWS, type, Map.of());
        assertThat(rates.get(0)).isNaN();
        assertThat(rates.subList(1, rates.size())).isNotEmpty().containsOnly(expected);
    }

    @Test
    void an_exact_solver_has_none_and_an_ensemble_that_of_the_member_at_work() {
        assertThat(rates(Generated.table(0, 60, 3), "linear-regression", Map.of()))
                .containsOnly(Double.NaN);
        assertThat(rates(ROWS, "ensemble", Map.of("members", "decision-tree,gradient-boosted-trees")))
                .containsOnly(Double.NaN, 0.05);
    }

    private static List<Double> rates(Table table, String type, Map<String, ?> given) {
        TrainerSpec spec = Trainers.spec(type, given);
        TrainingSession session = TrainingSession.start(spec, data(table, spec), 1);
        List<Double> rates = new ArrayList<>(List.of(session.progress().learningRate()));
        while (!session.done()) {
            session.step();
            rates.add(session.progress().learningRate());
        }
        return rates;
    }

    private static TrainingData data(Table table, TrainerSpec spec) {
        FeatureEncoder encoder = FeatureEncoder.fit(table, spec.encoding(table.rows()));
        return new TrainingData(encoder.encode(table), Targets.of(table));
    }
}
