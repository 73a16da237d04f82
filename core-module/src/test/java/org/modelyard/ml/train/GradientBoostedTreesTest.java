package org.modelyard.ml.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.model.TreeEnsemble;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.tree.Workers;
import org.modelyard.platform.model.Refusal;
import org.modelyard.testdata.SharedData;

class GradientBoostedTreesTest {

    private static final String TYPE = "gradient-boosted-trees";

    @Test
    void what_no_weighted_sum_can_tell_is_learnt() {
        SplittableRandom random = new SplittableRandom(21);
        double[] a = random.doubles(2_000, -1, 1).toArray();
        double[] b = random.doubles(2_000, -1, 1).toArray();
        int[] codes = new int[a.length];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = a[row] > 0 ^ b[row] > 0 ? 1 : 0;
        }
        Table table = new Table(
                SharedData.schema(Task.CLASSIFICATION, "y", "a:NUMERIC", "b:NUMERIC"),
                List.of(new Column.Numbers(a), new Column.Numbers(b)),
                new Column.Categories(codes, new String[] {"same", "different"}));
        ModelScorer scorer = scorer(table, Map.of());
        InputRow input = InputRow.empty(2);
        for (double[] corner : new double[][] {{-0.5, -0.5}, {-0.5, 0.5}, {0.5, -0.5}, {0.5, 0.5}}) {
            System.arraycopy(corner, 0, input.numbers(), 0, 2);
            Scores.Labelled answer = (Scores.Labelled) scorer.score(input);
            assertThat(answer.label()).isEqualTo(corner[0] * corner[1] > 0 ? "same" : "different");
            assertThat(answer.score()).isGreaterThan(0.9);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3})
    void the_loss_on_the_rows_it_learns_from_never_rises(int labels) {
        Table table = Generated.table(labels, 400, 4);
        TrainerSpec spec = Trainers.spec(TYPE, Map.of("validationShare", 0, "rounds", 60, "learningRate", 0.3));
        TrainingSession session = TrainingSession.start(spec, data(table, spec, Workers.ALONE), 42);
        double before = Double.POSITIVE_INFINITY;
        double first = Double.NaN;
        while (!session.done()) {
            session.step();
            double loss = session.progress().trainingLoss();
            assertThat(loss).isLessThanOrEqualTo(before);
            first = Double.isNaN(first) ? loss : first;
            before = loss;
        }
        assertThat(before).isLessThan(first / 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3})
    void the_model_is_the_same_whatever_the_number_of_threads(int labels) {
        Table table = Generated.table(labels, 9_000, 8);
        TrainerSpec spec = Trainers.spec(TYPE, Map.of("rounds", 8, "rowShare", 0.7, "columnShare", 0.7));
        TreeEnsemble alone = fit(spec, data(table, spec, Workers.ALONE));
        ExecutorService executor = Executors.newFixedThreadPool(3);
        try {
            for (int threads = 2; threads <= 4; threads++) {
                assertThat(fit(spec, data(table, spec, new Workers(executor, threads))))
                        .isEqualTo(alone);
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void it_stops_where_held_back_rows_say_so_and_keeps_the_best_round() {
        SplittableRandom random = new SplittableRandom(22);
        Table table = Generated.table(2, 600, 5);
        int[] noise = random.ints(600, 0, 2).toArray();
        Table noisy = new Table(table.schema(), table.columns(), new Column.Categories(noise, new String[] {"a", "b"}));
        TrainerSpec spec = Trainers.spec(TYPE, Map.of("patience", 4, "learningRate", 0.3));
        TrainingData data = data(noisy, spec, Workers.ALONE);
        TrainingSession session = TrainingSession.start(spec, data, 42);
        double best = Double.POSITIVE_INFINITY;
        int bestRound = 0;
        while (!session.done()) {
            session.step();
            if (session.progress().validationLoss() < best) {
                best = session.progress().validationLoss();
                bestRound = session.progress().epoch();
            }
        }
        assertThat(session.progress().epoch()).isEqualTo(bestRound + 4).isLessThan(200);
        assertThat(((TreeEnsemble) session.finish()).roots()).hasSize(bestRound);
    }

    @Test
    void a_target_that_never_varies_is_answered_at_once() {
        Table table = Generated.table(0, 50, 2);
        double[] sevens = new double[50];
        Arrays.fill(sevens, 7);
        Table constant = new Table(table.schema(), table.columns(), new Column.Numbers(sevens));
        TrainerSpec spec = Trainers.spec(TYPE, Map.of());
        TrainingSession session = TrainingSession.start(spec, data(constant, spec, Workers.ALONE), 1);
        while (!session.done()) {
            session.step();
        }
        assertThat(session.progress().epoch()).isEqualTo(1);
        assertThat(((TreeEnsemble) session.finish()).bias()).containsExactly(7);
    }

    @Test
    void a_feature_that_never_varies_is_not_asked_for() {
        Table table = Generated.table(0, 300, 2);
        Table with = new Table(
                SharedData.schema(Task.REGRESSION, "y", "x0:NUMERIC", "x1:NUMERIC", "same:NUMERIC"),
                List.of(table.columns().get(0), table.columns().get(1), new Column.Numbers(new double[300])),
                table.target());
        TrainerSpec spec = Trainers.spec(TYPE, Map.of("rounds", 20));
        TreeEnsemble model = fit(spec, data(with, spec, Workers.ALONE));
        assertThat(Arrays.stream(model.nodes().features()).max()).hasValue(1);
    }

    @Test
    void a_missing_value_is_a_value_of_its_own() {
        SplittableRandom random = new SplittableRandom(23);
        double[] x = random.doubles(1_000).toArray();
        double[] y = new double[x.length];
        for (int row = 0; row < x.length; row++) {
            x[row] = row % 5 == 0 ? Double.NaN : x[row];
            y[row] = Double.isNaN(x[row]) ? 10 : x[row];
        }
        Table table = new Table(
                SharedData.schema(Task.REGRESSION, "y", "x:NUMERIC"),
                List.of(new Column.Numbers(x)),
                new Column.Numbers(y));
        Scores.Valued missing =
                (Scores.Valued) scorer(table, Map.of("learningRate", 0.3)).score(InputRow.empty(1));
        assertThat(missing.value()).isCloseTo(10, within(0.05));
    }

    @Test
    void a_target_too_large_for_its_square_is_refused() {
        Table table = Generated.table(0, 50, 2);
        double[] huge = new double[50];
        Arrays.setAll(huge, row -> row * 1e200);
        Table wide = new Table(table.schema(), table.columns(), new Column.Numbers(huge));
        assertThatThrownBy(() -> scorer(wide, Map.of()))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("finite");
    }

    private static ModelScorer scorer(Table table, Map<String, ?> hyperparameters) {
        TrainerSpec spec = Trainers.spec(TYPE, hyperparameters);
        FeatureEncoder encoder = FeatureEncoder.fit(table, spec.encoding(table.rows()));
        Targets targets = Targets.of(table);
        List<String> labels = targets instanceof Targets.Labels known ? known.names() : List.of();
        return new ModelScorer(encoder, fit(spec, new TrainingData(encoder.encode(table), targets)), labels);
    }

    private static TreeEnsemble fit(TrainerSpec spec, TrainingData data) {
        TrainingSession session = TrainingSession.start(spec, data, 42);
        while (!session.done()) {
            session.step();
        }
        return (TreeEnsemble) session.finish();
    }

    private static TrainingData data(Table table, TrainerSpec spec, Workers workers) {
        FeatureEncoder encoder = FeatureEncoder.fit(table, spec.encoding(table.rows()));
        return new TrainingData(encoder.encode(table), Targets.of(table), workers);
    }
}
