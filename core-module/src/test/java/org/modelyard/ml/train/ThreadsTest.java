package org.modelyard.ml.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.feature.SparseRows;
import org.modelyard.ml.tree.Workers;

/** Threads change how long trainers take, and nothing else. */
class ThreadsTest {

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
                Arguments.of("logistic-regression", 3, Map.of("batchSize", 2_000, "epochs", 3, "l1", 1e-4, "l2", 1e-3)),
                Arguments.of("logistic-regression", 2, Map.of("batchSize", 0, "epochs", 3)),
                Arguments.of("logistic-regression", 3, Map.of("epochs", 2)),
                Arguments.of(
                        "logistic-regression",
                        3,
                        Map.of("batchSize", 2_000, "epochs", 3, "optimizer", "adamw", "l2", 0.01)),
                Arguments.of(
                        "logistic-regression",
                        2,
                        Map.of("batchSize", 2_000, "epochs", 3, "optimizer", "momentum", "l1", 1e-4)),
                Arguments.of("linear-regression", 0, Map.of("solver", "gradient", "batchSize", 2_000, "epochs", 3)),
                Arguments.of("linear-regression", 0, Map.of("epochs", 10)),
                Arguments.of(
                        "neural-network", 3, Map.of("batchSize", 200, "epochs", 2, "dropout", 0.2, "hiddenLayers", 2)),
                Arguments.of("neural-network", 0, Map.of("batchSize", 1_000, "epochs", 2)),
                Arguments.of("factorisation-machine", 3, Map.of("epochs", 2)),
                Arguments.of("random-forest", 3, Map.of("trees", 3)),
                Arguments.of("gradient-boosted-trees", 2, Map.of("rounds", 3)),
                Arguments.of("decision-tree", 0, Map.of()));
    }

    @ParameterizedTest(name = "{0}, {1} labels, {2}")
    @MethodSource("trainings")
    void one_two_and_three_learn_the_same_bits(String type, int labels, Map<String, ?> settings) {
        Table table = Generated.table(labels, 5_000, 18);
        TrainerSpec spec = Trainers.spec(type, settings);
        FeatureEncoder encoder = FeatureEncoder.fit(table, spec.encoding(table.rows()));
        Targets targets = Targets.of(table);
        AtomicInteger helped = new AtomicInteger();
        double[] alone = learnt(spec, TrainingData.encoded(encoder, table, targets, Workers.ALONE));
        for (int threads = 2; threads <= 3; threads++) {
            Workers workers = new Workers(
                    task -> {
                        helped.incrementAndGet();
                        executor.execute(task);
                    },
                    threads);
            TrainingData data = new TrainingData(encoder.encode(table), targets, workers);
            assertThat(learnt(spec, data)).isEqualTo(alone);
        }
        if (labels == 0 || !spec.values().containsKey("batchSize") || spec.integer("batchSize") != 1) {
            assertThat(helped.get()).isPositive();
        }
    }

    private static double[] learnt(TrainerSpec spec, TrainingData data) {
        TrainingSession session = TrainingSession.start(spec, data, 3);
        while (!session.done()) {
            session.step();
        }
        return Stream.of(Flat.of(session.finish()), new double[] {
                    session.progress().trainingLoss(), session.progress().validationLoss()
                })
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    @Test
    void rows_are_encoded_the_same_and_in_their_order() {
        Table table = Generated.table(2, 9_001, 3);
        FeatureEncoder encoder = FeatureEncoder.fit(
                table, Trainers.spec("logistic-regression", Map.of()).encoding(9_001));
        SparseRows alone = encoder.encode(table);
        for (int threads = 2; threads <= 3; threads++) {
            SparseRows shared = TrainingData.encoded(encoder, table, Targets.of(table), new Workers(executor, threads))
                    .rows();
            assertThat(shared.width()).isEqualTo(alone.width());
            assertThat(shared.offsets()).isEqualTo(alone.offsets());
            assertThat(shared.indices()).isEqualTo(alone.indices());
            assertThat(shared.values()).isEqualTo(alone.values());
        }
    }

    @Test
    void ranges_hold_every_entry_once_and_about_as_many_each() {
        SplittableRandom random = new SplittableRandom(4);
        int rows = 500;
        int width = 40;
        int[] offsets = new int[rows + 1];
        int[] indices = new int[rows * width];
        int size = 0;
        for (int row = 0; row < rows; row++) {
            for (int feature = 0; feature < width; feature++) {
                if (random.nextDouble() < 2.0 / (feature + 2)) {
                    indices[size++] = feature;
                }
            }
            offsets[row + 1] = size;
        }
        SparseRows sparse = new SparseRows(width, offsets, Arrays.copyOf(indices, size), new float[size]);
        for (int most : new int[] {1, 2, 3, 8, 100}) {
            FeatureRanges ranges = FeatureRanges.of(sparse, most, 1);
            assertThat(ranges.count()).isEqualTo(Math.min(most, width));
            int[] bounds = FeatureRanges.bounds(sparse, most, 1);
            int[] held = new int[ranges.count()];
            for (int row = 0; row < rows; row++) {
                int at = offsets[row];
                for (int range = 0; range < ranges.count(); range++) {
                    assertThat(ranges.from(row, range)).isEqualTo(at);
                    at = ranges.to(row, range);
                    for (int i = ranges.from(row, range); i < at; i++) {
                        assertThat(indices[i]).isGreaterThanOrEqualTo(bounds[range]);
                        assertThat(indices[i]).isLessThan(bounds[range + 1]);
                    }
                    held[range] += at - ranges.from(row, range);
                }
                assertThat(at).isEqualTo(offsets[row + 1]);
            }
            if (most <= 3) {
                assertThat(Arrays.stream(held).min().orElseThrow()).isGreaterThan(offsets[rows] / most / 2);
            }
        }
    }
}
