package org.modelyard.training.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.evaluation.model.Study;
import org.modelyard.evaluation.model.TableScores;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.EncodingChoices;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.pulse.Pulse;
import org.modelyard.ml.train.TrainerSpec;
import org.modelyard.ml.train.Trainers;
import org.modelyard.ml.train.TrainingSession;

/** Work between two beats of the pulse is bounded: a job that is cancelled need not wait for the end of a step. */
class LeavingOffTest {

    private static final int ROWS = 9_000;
    /** Rows of little work that may go by between two beats. */
    private static final int CHUNK = 4_096;

    private static final Table TABLE = table();

    private static Table table() {
        SplittableRandom random = new SplittableRandom(2);
        String[] texts = new String[ROWS];
        double[] numbers = new double[ROWS];
        int[] codes = new int[ROWS];
        for (int row = 0; row < ROWS; row++) {
            codes[row] = random.nextInt(3);
            numbers[row] = codes[row] + random.nextGaussian();
            texts[row] = "word" + random.nextInt(40) + " label" + (codes[row] + random.nextInt(2));
        }
        return new Table(
                new Schema(
                        Task.CLASSIFICATION,
                        "y",
                        List.of(
                                new FeatureSpec("text", FeatureType.TEXT, false),
                                new FeatureSpec("number", FeatureType.NUMERIC, false))),
                List.of(new Column.Texts(texts), new Column.Numbers(numbers)),
                new Column.Categories(codes, new String[] {"a", "b", "c"}));
    }

    private static int beats(Runnable work) {
        AtomicInteger beats = new AtomicInteger();
        Pulse.during(beats::incrementAndGet, work);
        return beats.get();
    }

    private static void assertLeftOff(int beats, Runnable work) {
        AtomicInteger left = new AtomicInteger(beats);
        assertThatThrownBy(() -> Pulse.during(
                        () -> {
                            if (left.decrementAndGet() < 0) {
                                throw new IllegalStateException("left off");
                            }
                        },
                        work))
                .hasMessage("left off");
        assertThat(left.get()).as("asked again after it was told to leave off").isEqualTo(-1);
    }

    private static Fit fit(TrainerSpec spec) {
        return Fit.of(spec, EncodingChoices.NONE, TABLE, 4);
    }

    @Test
    void encoding_asks_at_every_row() {
        TrainerSpec spec = Trainers.spec("logistic-regression", Map.of());
        assertThat(beats(() -> fit(spec))).isGreaterThanOrEqualTo(2 * ROWS);
        assertLeftOff(ROWS / 2, () -> fit(spec));
        assertLeftOff(ROWS + ROWS / 2, () -> fit(spec));
    }

    static Stream<Arguments> trainings() {
        return Stream.of(
                Arguments.of("logistic-regression", Map.of("epochs", 2), ROWS * 4 / 5 / 16),
                Arguments.of("logistic-regression", Map.of("epochs", 2, "batchSize", 0), ROWS * 4 / 5 / CHUNK),
                Arguments.of("multinomial-naive-bayes", Map.of(), ROWS),
                Arguments.of("decision-tree", Map.of(), 10),
                Arguments.of("random-forest", Map.of("trees", 2), 10),
                Arguments.of("gradient-boosted-trees", Map.of("rounds", 2), 10),
                Arguments.of("neural-network", Map.of("epochs", 2), ROWS * 4 / 5),
                Arguments.of("k-nearest-neighbours", Map.of(), 100),
                Arguments.of("factorisation-machine", Map.of("epochs", 2), ROWS * 4 / 5),
                Arguments.of("liblinear", Map.of(), 5 * ROWS / CHUNK),
                Arguments.of("liblinear", Map.of("solver", "l2r_l2loss_svc_dual"), 5 * ROWS / CHUNK),
                Arguments.of("liblinear", Map.of("solver", "l1r_lr"), 5 * ROWS / CHUNK),
                Arguments.of("liblinear", Map.of("solver", "mcsvm_cs", "epsilon", 0.1), 5 * ROWS / CHUNK),
                Arguments.of("ensemble", Map.of("method", "stacking"), 2));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("trainings")
    void a_step_asks_within_bounded_work(String type, Map<String, ?> values, int least) {
        Fit fit = fit(Trainers.spec(type, values));
        TrainingSession session = fit.start();
        int beats = beats(session::step);
        assertThat(beats).isGreaterThanOrEqualTo(least);
        assertLeftOff(beats / 2, fit.start()::step);
    }

    @Test
    void evaluation_asks_at_every_row_and_in_each_part_of_the_study() {
        ModelScorer scorer =
                fit(Trainers.spec("multinomial-naive-bayes", Map.of())).run(progress -> {});
        assertThat(beats(() -> TableScores.of(scorer, TABLE))).isGreaterThanOrEqualTo(ROWS);
        assertLeftOff(ROWS / 2, () -> TableScores.of(scorer, TABLE));
        TableScores answers = TableScores.of(scorer, TABLE);
        assertLeftOff(3, () -> Study.of(scorer, TABLE, answers, List.of(), 1));
        // the importance asks about 2,000 rows five times for each of two inputs
        assertThat(beats(() -> Study.of(scorer, TABLE, answers, List.of(), 1))).isGreaterThan(20_000);
        assertThat(beats(() -> Examination.of(scorer.signature().labels(), TABLE, answers, null)))
                .isGreaterThanOrEqualTo(ROWS);
    }
}
