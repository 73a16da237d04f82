package org.modelyard.ml.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.linear.LinearModel;

class ResumeTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3})
    void resumed_after_any_step_the_weights_are_the_same_bit_for_bit(int labels) {
        Table table = Generated.table(labels, 400, 5);
        TrainerSpec spec = spec(labels);
        TrainingData data = data(table, spec);
        TrainingSession undisturbed = TrainingSession.start(spec, data, 42);
        List<byte[]> checkpoints = new ArrayList<>();
        checkpoints.add(undisturbed.toBytes());
        while (!undisturbed.done()) {
            undisturbed.step();
            checkpoints.add(undisturbed.toBytes());
        }
        LinearModel expected = undisturbed.finish();
        assertThat(checkpoints.size()).isGreaterThan(3);
        for (byte[] checkpoint : checkpoints) {
            TrainingSession resumed = TrainingSession.resume(spec, data(table, spec), 42, checkpoint);
            assertThat(resumed.toBytes()).isEqualTo(checkpoint);
            while (!resumed.done()) {
                resumed.step();
            }
            assertThat(resumed.finish().weights()).isEqualTo(expected.weights());
            assertThat(resumed.finish().bias()).isEqualTo(expected.bias());
            assertThat(resumed.progress()).isEqualTo(undisturbed.progress());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3})
    void a_checkpoint_of_another_seed_or_cut_short_is_refused(int labels) {
        Table table = Generated.table(labels, 50, 5);
        TrainerSpec spec = spec(labels);
        TrainingData data = data(table, spec);
        byte[] checkpoint = TrainingSession.start(spec, data, 42).toBytes();
        assertThatThrownBy(() -> TrainingSession.resume(spec, data, 43, checkpoint))
                .isInstanceOf(CorruptContent.class);
        for (int length = 0; length < checkpoint.length; length += 3) {
            byte[] cut = Arrays.copyOf(checkpoint, length);
            assertThatThrownBy(() -> TrainingSession.resume(spec, data, 42, cut))
                    .isInstanceOf(CorruptContent.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void another_seed_gives_other_weights_and_the_same_seed_the_same(int labels) {
        Table table = Generated.table(labels, 400, 5);
        assertThat(weights(table, labels, 1)).isEqualTo(weights(table, labels, 1));
        assertThat(weights(table, labels, 1)).isNotEqualTo(weights(table, labels, 2));
    }

    private static double[] weights(Table table, int labels, long seed) {
        TrainerSpec spec = spec(labels);
        TrainingSession session = TrainingSession.start(spec, data(table, spec), seed);
        while (!session.done()) {
            session.step();
        }
        return session.finish().weights();
    }

    private static TrainerSpec spec(int labels) {
        return labels == 0
                ? Trainers.spec("linear-regression", Map.of())
                : Trainers.spec("logistic-regression", Map.of("l2", 1e-4, "patience", 2));
    }

    private static TrainingData data(Table table, TrainerSpec spec) {
        FeatureEncoder encoder = FeatureEncoder.fit(table, spec.encoding(table.rows()));
        return new TrainingData(encoder.encode(table), Targets.of(table));
    }
}
