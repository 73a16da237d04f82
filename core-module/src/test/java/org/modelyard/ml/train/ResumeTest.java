package org.modelyard.ml.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.FeatureEncoder;

/** Every trainer, and what it must not forget between two steps. */
class ResumeTest {

    /** Of those whose defaults would take too long here, or would leave something untried. */
    private static final Map<String, List<Map<String, ?>>> SETTINGS = Map.ofEntries(
            Map.entry(
                    "linear-regression",
                    List.of(Map.of(), Map.of("solver", "gradient", "epochs", 6, "optimizer", "adam"))),
            Map.entry(
                    "logistic-regression",
                    List.of(
                            Map.of("l2", 1e-4, "patience", 2),
                            Map.of("l1", 1e-3, "epochs", 5, "schedule", "cosine", "warmupEpochs", 1),
                            Map.of("optimizer", "momentum", "epochs", 5, "batchSize", 16, "l1", 1e-3, "l2", 1e-2),
                            Map.of("optimizer", "adamw", "epochs", 5, "batchSize", 7, "l2", 1e-2),
                            Map.of("optimizer", "adagrad", "epochs", 5, "batchSize", 0),
                            Map.of("preset", "classic", "epochs", 5))),
            Map.entry("random-forest", List.of(Map.of("trees", 8))),
            Map.entry(
                    "neural-network",
                    List.of(Map.of("epochs", 5, "hiddenUnits", 6, "hiddenLayers", 2, "dropout", 0.2))),
            Map.entry("k-nearest-neighbours", List.of(Map.of("metric", "euclidean", "weights", "distance"))),
            Map.entry(
                    "ensemble",
                    List.of(
                            Map.of("members", "decision-tree,factorisation-machine"),
                            Map.of("method", "bagging", "bags", 3),
                            Map.of("method", "stacking", "members", "decision-tree,k-nearest-neighbours", "folds", 2))),
            Map.entry("factorisation-machine", List.of(Map.of("epochs", 5, "factors", 3))),
            Map.entry("gradient-boosted-trees", List.of(Map.of("rounds", 12, "rowShare", 0.6, "columnShare", 0.6))));

    private static final Set<String> IN_ONE_STEP =
            Set.of("multinomial-naive-bayes", "decision-tree", "k-nearest-neighbours", "liblinear");
    private static final Set<String> WITHOUT_CHANCE = Set.of(
            "linear-regression", "multinomial-naive-bayes", "decision-tree", "k-nearest-neighbours", "liblinear");

    static Stream<Arguments> trainings() {
        return Trainers.all().stream()
                .flatMap(trainer -> SETTINGS.getOrDefault(trainer.type(), List.of(Map.of())).stream()
                        .flatMap(settings -> Stream.of(0, 2, 3)
                                .filter(labels ->
                                        trainer.tasks().contains(labels == 0 ? Task.REGRESSION : Task.CLASSIFICATION))
                                .map(labels -> Arguments.of(trainer.type(), settings, labels))));
    }

    @ParameterizedTest(name = "{0} {1}, {2} labels")
    @MethodSource("trainings")
    void resumed_after_any_step_the_model_is_the_same_bit_for_bit(String type, Map<String, ?> settings, int labels) {
        TrainerSpec spec = Trainers.spec(type, settings);
        Table table = Generated.table(labels, 400, 5);
        TrainingData data = data(table, spec);
        TrainingSession undisturbed = TrainingSession.start(spec, data, 42);
        List<byte[]> checkpoints = new ArrayList<>();
        checkpoints.add(undisturbed.toBytes());
        while (!undisturbed.done()) {
            undisturbed.step();
            checkpoints.add(undisturbed.toBytes());
        }
        double[] expected = Flat.of(undisturbed.finish());
        assertThat(checkpoints.size()).isGreaterThan(IN_ONE_STEP.contains(spec.type()) ? 1 : 3);
        for (byte[] checkpoint : checkpoints) {
            TrainingSession resumed = TrainingSession.resume(spec, data(table, spec), 42, checkpoint);
            assertThat(resumed.toBytes()).isEqualTo(checkpoint);
            while (!resumed.done()) {
                resumed.step();
            }
            assertThat(Flat.of(resumed.finish())).isEqualTo(expected);
            assertThat(resumed.progress()).isEqualTo(undisturbed.progress());
        }
    }

    @ParameterizedTest(name = "{0} {1}, {2} labels")
    @MethodSource("trainings")
    void a_checkpoint_of_another_seed_or_cut_short_is_refused(String type, Map<String, ?> settings, int labels) {
        TrainerSpec spec = Trainers.spec(type, settings);
        Table table = Generated.table(labels, 50, 5);
        TrainingData data = data(table, spec);
        TrainingSession session = TrainingSession.start(spec, data, 42);
        session.step();
        byte[] checkpoint = session.toBytes();
        assertThatThrownBy(() -> TrainingSession.resume(spec, data, 43, checkpoint))
                .isInstanceOf(CorruptContent.class);
        for (int length = 0; length < checkpoint.length; length += Math.max(3, checkpoint.length / 300)) {
            byte[] cut = Arrays.copyOf(checkpoint, length);
            assertThatThrownBy(() -> TrainingSession.resume(spec, data, 42, cut))
                    .isInstanceOf(CorruptContent.class);
        }
    }

    @ParameterizedTest(name = "{0} {1}, {2} labels")
    @MethodSource("trainings")
    void another_seed_gives_another_model_and_the_same_seed_the_same(String type, Map<String, ?> settings, int labels) {
        TrainerSpec spec = Trainers.spec(type, settings);
        Table table = Generated.table(labels, 400, 5);
        double[] first = trained(table, spec, 1);
        assertThat(trained(table, spec, 1)).isEqualTo(first);
        if (!WITHOUT_CHANCE.contains(spec.type())) {
            assertThat(trained(table, spec, 2)).isNotEqualTo(first);
        }
    }

    private static double[] trained(Table table, TrainerSpec spec, long seed) {
        TrainingSession session = TrainingSession.start(spec, data(table, spec), seed);
        while (!session.done()) {
            session.step();
        }
        return Flat.of(session.finish());
    }

    private static TrainingData data(Table table, TrainerSpec spec) {
        FeatureEncoder encoder = FeatureEncoder.fit(table, spec.encoding(table.rows()));
        return new TrainingData(encoder.encode(table), Targets.of(table));
    }
}
