package org.modelyard.ml.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.model.LinearModel;
import org.modelyard.ml.model.Link;
import org.modelyard.ml.model.WeightBounds;
import org.modelyard.ml.tree.Workers;

/** Weights that were frozen or bounded by hand, when a training goes on. */
class HeldWeightsTest {

    private static final double FROZEN = 0.123456789012345;

    private static ExecutorService executor;

    @BeforeAll
    static void start() {
        executor = Executors.newFixedThreadPool(2);
    }

    @AfterAll
    static void stop() {
        executor.shutdownNow();
    }

    static Stream<Arguments> trainings() {
        return Stream.of(
                Arguments.of("logistic-regression", 2, Map.of("l2", 1e-3, "bins", 0)), // rows that have every feature
                Arguments.of("logistic-regression", 2, Map.of("l2", 1e-3, "bins", 8)),
                Arguments.of("logistic-regression", 3, Map.of("l2", 1e-3)),
                Arguments.of("logistic-regression", 3, Map.of("l1", 1e-4)),
                Arguments.of("logistic-regression", 3, Map.of("batchSize", 500, "optimizer", "adam", "l2", 1e-3)),
                Arguments.of("logistic-regression", 2, Map.of("batchSize", 500, "optimizer", "adamw", "l1", 1e-4)),
                Arguments.of("logistic-regression", 3, Map.of("batchSize", 100, "optimizer", "momentum", "l2", 1e-3)),
                Arguments.of("logistic-regression", 2, Map.of("batchSize", 0, "optimizer", "sgd", "learningRate", 1.0)),
                Arguments.of("linear-regression", 0, Map.of("solver", "gradient")),
                Arguments.of("linear-regression", 0, Map.of("solver", "gradient", "batchSize", 200)));
    }

    /** A model that knows nothing, with bounds that learning wants to leave: frozen, from above, from below and on both sides. */
    private static LinearModel beginning(TrainingData data, int outputs) {
        double[] weights = new double[data.rows().width() * outputs];
        int[] places = {0, outputs, 2 * outputs, 3 * outputs};
        double[] least = {FROZEN, Double.NEGATIVE_INFINITY, -1e-6, -1e-6};
        double[] most = {FROZEN, 1e-6 / 3, Double.POSITIVE_INFINITY, 1e-6};
        weights[0] = least[0];
        return new LinearModel(
                outputs == 3 ? Link.SOFTMAX : data.targets() instanceof Targets.Labels ? Link.LOGISTIC : Link.IDENTITY,
                outputs,
                data.rows().width(),
                weights,
                new double[outputs],
                new WeightBounds(places, least, most));
    }

    @ParameterizedTest(name = "{0}, {1} labels, {2}")
    @MethodSource("trainings")
    void are_held_in_every_step_whatever_the_threads_and_after_a_checkpoint(
            String type, int labels, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("epochs", 4);
        all.put("validationShare", 0.0);
        TrainerSpec spec = Trainers.spec(type, all);
        Table table = Generated.table(labels, 3_000, 6);
        FeatureEncoder encoder = FeatureEncoder.fit(table, spec.encoding(table.rows()));
        Targets targets = Targets.of(table);
        TrainingData data = new TrainingData(encoder.encode(table), targets);
        LearningTrainer trainer = (LearningTrainer) Trainers.byType(type);
        LinearModel from = beginning(data, labels == 3 ? 3 : 1);
        WeightBounds bounds = from.bounds();
        DescentState state = (DescentState) trainer.startFrom(spec, data, 1, from);
        double unit = state.problem.scale().deviation();
        byte[] halfway = {};
        for (int steps = 1; !state.done(); steps++) {
            state.step();
            if (steps == 2) {
                halfway = state.toBytes();
            }
            assertThat(state.weights[0]).isEqualTo((float) (FROZEN / unit));
            LinearModel now = state.finish();
            assertThat(now.weights()[0]).isEqualTo(FROZEN);
            for (int i = 0; i < bounds.size(); i++) {
                int place = bounds.places()[i];
                assertThat(state.weights[place])
                        .isBetween((float) (bounds.least()[i] / unit), (float) (bounds.most()[i] / unit));
                assertThat(now.weights()[place]).isBetween(bounds.least()[i], bounds.most()[i]);
            }
        }
        LinearModel held = state.finish();
        assertThat(held.bounds()).isEqualTo(bounds);
        boolean bound = false;
        for (int i = 1; i < bounds.size(); i++) {
            double weight = held.weights()[bounds.places()[i]];
            bound |= near(weight, bounds.least()[i]) || near(weight, bounds.most()[i]);
        }
        assertThat(bound).as("a bound that learning wants to leave").isTrue();
        assertThat(held.weights()[4 * held.outputs()]).as("a free weight").isNotZero();

        DescentState resumed = (DescentState) trainer.fromBytes(spec, data, 1, halfway);
        assertThat(resumed.toBytes()).isEqualTo(halfway);
        assertThat(Flat.of(learnt(resumed))).isEqualTo(Flat.of(held));
        TrainingData shared = new TrainingData(encoder.encode(table), targets, new Workers(executor, 3));
        assertThat(Flat.of(learnt((DescentState) trainer.startFrom(spec, shared, 1, from))))
                .isEqualTo(Flat.of(held));
    }

    /** But for the rounding of floats. */
    private static boolean near(double weight, double bound) {
        return Math.abs(weight - bound) <= 1e-6 * Math.abs(bound);
    }

    private static LinearModel learnt(DescentState state) {
        while (!state.done()) {
            state.step();
        }
        return state.finish();
    }
}
