package org.modelyard.ml.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.model.LinearModel;
import org.modelyard.ml.model.TrainedModel;
import org.modelyard.ml.model.TreeEnsemble;

class ResumeTest {

    private static final Map<String, Map<String, ?>> SETTINGS = Map.of(
            "linear-regression", Map.of(),
            "logistic-regression", Map.of("l2", 1e-4, "patience", 2),
            "random-forest", Map.of("trees", 8),
            "gradient-boosted-trees", Map.of("rounds", 12, "rowShare", 0.6, "columnShare", 0.6));

    @ParameterizedTest
    @CsvSource({
        "linear-regression, 0",
        "logistic-regression, 2",
        "logistic-regression, 3",
        "random-forest, 0",
        "random-forest, 3",
        "gradient-boosted-trees, 0",
        "gradient-boosted-trees, 2",
        "gradient-boosted-trees, 3"
    })
    void resumed_after_any_step_the_model_is_the_same_bit_for_bit(String type, int labels) {
        Table table = Generated.table(labels, 400, 5);
        TrainerSpec spec = spec(type);
        TrainingData data = data(table, spec);
        TrainingSession undisturbed = TrainingSession.start(spec, data, 42);
        List<byte[]> checkpoints = new ArrayList<>();
        checkpoints.add(undisturbed.toBytes());
        while (!undisturbed.done()) {
            undisturbed.step();
            checkpoints.add(undisturbed.toBytes());
        }
        double[] expected = parameters(undisturbed.finish());
        assertThat(checkpoints.size()).isGreaterThan(3);
        for (byte[] checkpoint : checkpoints) {
            TrainingSession resumed = TrainingSession.resume(spec, data(table, spec), 42, checkpoint);
            assertThat(resumed.toBytes()).isEqualTo(checkpoint);
            while (!resumed.done()) {
                resumed.step();
            }
            assertThat(parameters(resumed.finish())).isEqualTo(expected);
            assertThat(resumed.progress()).isEqualTo(undisturbed.progress());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "linear-regression, 0",
        "logistic-regression, 2",
        "logistic-regression, 3",
        "random-forest, 0",
        "random-forest, 3",
        "gradient-boosted-trees, 0",
        "gradient-boosted-trees, 3"
    })
    void a_checkpoint_of_another_seed_or_cut_short_is_refused(String type, int labels) {
        Table table = Generated.table(labels, 50, 5);
        TrainerSpec spec = spec(type);
        TrainingData data = data(table, spec);
        TrainingSession session = TrainingSession.start(spec, data, 42);
        session.step();
        byte[] checkpoint = session.toBytes();
        assertThatThrownBy(() -> TrainingSession.resume(spec, data, 43, checkpoint))
                .isInstanceOf(CorruptContent.class);
        for (int length = 0; length < checkpoint.length; length += 3) {
            byte[] cut = Arrays.copyOf(checkpoint, length);
            assertThatThrownBy(() -> TrainingSession.resume(spec, data, 42, cut))
                    .isInstanceOf(CorruptContent.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"logistic-regression, 2", "logistic-regression, 3", "random-forest, 2", "gradient-boosted-trees, 0"})
    void another_seed_gives_another_model_and_the_same_seed_the_same(String type, int labels) {
        Table table = Generated.table(labels, 400, 5);
        assertThat(parameters(table, type, 1)).isEqualTo(parameters(table, type, 1));
        assertThat(parameters(table, type, 1)).isNotEqualTo(parameters(table, type, 2));
    }

    private static double[] parameters(Table table, String type, long seed) {
        TrainerSpec spec = spec(type);
        TrainingSession session = TrainingSession.start(spec, data(table, spec), seed);
        while (!session.done()) {
            session.step();
        }
        return parameters(session.finish());
    }

    /** All that the model is made of, in a row. */
    private static double[] parameters(TrainedModel model) {
        List<double[]> parts = new ArrayList<>();
        if (model instanceof LinearModel linear) {
            parts.add(linear.weights());
            parts.add(linear.bias());
        } else {
            TreeEnsemble trees = (TreeEnsemble) model;
            parts.add(trees.bias());
            parts.add(Arrays.stream(trees.roots()).asDoubleStream().toArray());
            parts.add(Arrays.stream(trees.nodes().features()).asDoubleStream().toArray());
            parts.add(Arrays.stream(trees.nodes().next()).asDoubleStream().toArray());
            parts.add(widened(trees.nodes().thresholds()));
            parts.add(widened(trees.nodes().covers()));
            parts.add(trees.nodes().values());
        }
        return parts.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private static double[] widened(float[] values) {
        double[] wide = new double[values.length];
        Arrays.setAll(wide, i -> values[i]);
        return wide;
    }

    private static TrainerSpec spec(String type) {
        return Trainers.spec(type, SETTINGS.getOrDefault(type, Map.of()));
    }

    private static TrainingData data(Table table, TrainerSpec spec) {
        FeatureEncoder encoder = FeatureEncoder.fit(table, spec.encoding(table.rows()));
        return new TrainingData(encoder.encode(table), Targets.of(table));
    }
}
