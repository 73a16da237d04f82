package org.modelyard.ml.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.platform.model.Sha256;

/** Recorded before rows had weights and batches had threads: another value means that a training learns another model than it did. */
class RecordedModelsTest {

    private record Recorded(String type, Map<String, ?> settings, int labels, String expected) {}

    static List<Recorded> recorded() {
        return List.of(
                new Recorded("linear-regression", Map.of(), 0, "7bcbe4599e79cd83"),
                new Recorded("linear-regression", Map.of("solver", "gradient", "epochs", 6), 0, "e8daa4e7fa7b2a0a"),
                new Recorded("logistic-regression", Map.of("l2", 0, "epochs", 6), 2, "98ab249e0c26664e"),
                new Recorded("logistic-regression", Map.of("bins", 0, "epochs", 6), 2, "560f888b881393e2"),
                new Recorded("logistic-regression", Map.of("bins", 0, "l2", 0, "epochs", 6), 2, "62547fe8715b6d50"),
                new Recorded(
                        "linear-regression",
                        Map.of("bins", 0, "solver", "gradient", "epochs", 6),
                        0,
                        "1bfa91be59a66c73"),
                new Recorded("logistic-regression", Map.of("l1", 1e-3, "epochs", 6), 3, "30e28db89bb8d229"),
                new Recorded("logistic-regression", Map.of("batchSize", 7, "epochs", 6), 3, "c576aa2381283898"),
                new Recorded("logistic-regression", Map.of("batchSize", 0, "epochs", 6), 2, "6cd3082dcc914249"),
                new Recorded("logistic-regression", Map.of("optimizer", "adam", "epochs", 6), 3, "ba09556584f90480"),
                new Recorded(
                        "logistic-regression",
                        Map.of("optimizer", "adamw", "batchSize", 300, "epochs", 6, "l2", 0.01),
                        3,
                        "42e07910c297632d"),
                new Recorded(
                        "logistic-regression", Map.of("optimizer", "momentum", "epochs", 6), 2, "27b10155a8142adf"),
                new Recorded("logistic-regression", Map.of("preset", "classic", "epochs", 6), 3, "39d120055e6a5b48"),
                new Recorded("multinomial-naive-bayes", Map.of(), 2, "89104a364288a394"),
                new Recorded("multinomial-naive-bayes", Map.of(), 3, "c4985e6c5e4a90eb"),
                new Recorded("decision-tree", Map.of(), 0, "a091d8b8065a83af"),
                new Recorded("decision-tree", Map.of(), 3, "1e1a9be6c8d4f038"),
                new Recorded("random-forest", Map.of("trees", 5), 2, "cc9fbbd480fe2452"),
                new Recorded("gradient-boosted-trees", Map.of("rounds", 6), 0, "3b46c417458482c3"),
                new Recorded("gradient-boosted-trees", Map.of("rounds", 6), 2, "257e25a6f9046c5b"),
                new Recorded("gradient-boosted-trees", Map.of("rounds", 6), 3, "d64cea2d6620793f"),
                new Recorded("neural-network", Map.of("epochs", 4), 2, "e83340ed71b5dc05"),
                new Recorded("factorisation-machine", Map.of("epochs", 4), 3, "edb58a35660b8cb4"));
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void without_weights_every_trainer_learns_the_bits_it_always_did(Recorded training) {
        Table table = Generated.table(training.labels(), 500, 6);
        TrainerSpec spec = Trainers.spec(training.type(), training.settings());
        FeatureEncoder encoder = FeatureEncoder.fit(table, spec.encoding(table.rows()));
        TrainingData data = new TrainingData(encoder.encode(table), Targets.of(table));
        TrainingSession session = TrainingSession.start(spec, data, 42);
        while (!session.done()) {
            session.step();
        }
        byte[] bytes = new BinaryWriter()
                .put(Flat.of(session.finish()))
                .put(session.progress().trainingLoss())
                .put(session.progress().validationLoss())
                .toBytes();
        assertThat(Sha256.hex(bytes).substring(0, 16)).isEqualTo(training.expected());
    }
}
