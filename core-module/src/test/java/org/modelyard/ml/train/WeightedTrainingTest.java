package org.modelyard.ml.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scores;
import org.modelyard.platform.model.Refusal;
import org.modelyard.testdata.SharedData;

/** Every trainer that heeds weights, and those that do not. */
class WeightedTrainingTest {

    /** Beside the defaults; quick ones. */
    private static final Map<String, List<Map<String, ?>>> SETTINGS = Map.of(
            "logistic-regression",
            List.of(
                    Map.of(),
                    Map.of("optimizer", "adam", "epochs", 20),
                    Map.of("optimizer", "adamw", "batchSize", 16, "learningRate", 0.01),
                    Map.of("optimizer", "momentum"),
                    Map.of("optimizer", "sgd"),
                    Map.of("batchSize", 16)),
            "linear-regression",
            List.of(Map.of(), Map.of("solver", "gradient")),
            "random-forest",
            List.of(Map.of("trees", 40)),
            "neural-network",
            List.of(Map.of("hiddenUnits", 8, "learningRate", 0.01)),
            "ensemble",
            List.of(
                    Map.of("members", "decision-tree,factorisation-machine"),
                    Map.of("method", "bagging", "bags", 5),
                    Map.of("method", "stacking", "members", "decision-tree,factorisation-machine", "folds", 2)));

    static Stream<Arguments> trainings() {
        return Trainers.all().stream()
                .filter(Trainer::weighted)
                .flatMap(trainer -> SETTINGS.getOrDefault(trainer.type(), List.of(Map.of())).stream()
                        .flatMap(settings ->
                                trainer.tasks().stream().map(task -> Arguments.of(trainer.type(), settings, task))));
    }

    static Stream<Arguments> classifiers() {
        return trainings().filter(one -> one.get()[2] == Task.CLASSIFICATION);
    }

    @ParameterizedTest(name = "{0} {1}, {2}")
    @MethodSource("trainings")
    void where_nothing_else_is_known_the_answer_is_the_weighed_share(String type, Map<String, ?> settings, Task task) {
        int[] codes = IntStream.range(0, 800).map(row -> row % 4 == 0 ? 1 : 0).toArray();
        Table table = table(task, new double[800], codes);
        double[] weights =
                Arrays.stream(codes).mapToDouble(code -> code == 1 ? 3 : 1).toArray();
        double alike = answer(fit(type, settings, table, RowWeights.NONE), 0);
        double weighed = answer(fit(type, settings, table, new RowWeights(weights)), 0);
        assertThat(alike).isCloseTo(0.25, within(0.07));
        assertThat(weighed).isCloseTo(0.5, within(0.07));
    }

    @ParameterizedTest(name = "{0} {1}, {2}")
    @MethodSource("classifiers")
    void balance_finds_more_of_a_rare_label(String type, Map<String, ?> settings, Task task) {
        SplittableRandom random = new SplittableRandom(5);
        int[] codes =
                IntStream.range(0, 2_000).map(row -> row % 20 == 0 ? 1 : 0).toArray();
        double[] x = new double[codes.length];
        Arrays.setAll(x, row -> random.nextGaussian() + 2 * codes[row]);
        Table table = table(task, x, codes);
        double alike = recall(fit(type, settings, table, RowWeights.NONE), table);
        double balanced = recall(fit(type, settings, table, RowWeights.balanced(Targets.of(table))), table);
        assertThat(balanced).isGreaterThan(alike + 0.1);
    }

    @ParameterizedTest(name = "{0} {1}, {2}")
    @MethodSource("trainings")
    void a_training_with_weights_is_resumed_with_these_and_no_others(String type, Map<String, ?> settings, Task task) {
        TrainerSpec spec = Trainers.spec(type, settings);
        Table table = Generated.table(task == Task.REGRESSION ? 0 : 3, 200, 4);
        TrainingData plain = plain(table, spec);
        double[] weights = new SplittableRandom(3).doubles(200, 0.1, 2).toArray();
        TrainingData data = plain.weighted(new RowWeights(weights));
        TrainingSession session = TrainingSession.start(spec, data, 7);
        session.step();
        byte[] checkpoint = session.toBytes();
        TrainingSession resumed = TrainingSession.resume(spec, data, 7, checkpoint);
        assertThat(resumed.toBytes()).isEqualTo(checkpoint);
        run(session);
        run(resumed);
        double[] learnt = Flat.of(session.finish());
        assertThat(Flat.of(resumed.finish())).isEqualTo(learnt);
        assertThat(Flat.of(run(TrainingSession.start(spec, plain, 7)).finish())).isNotEqualTo(learnt);
        weights[17] *= 2;
        TrainingData others = plain.weighted(new RowWeights(weights));
        assertThatThrownBy(() -> TrainingSession.resume(spec, others, 7, checkpoint))
                .isInstanceOf(CorruptContent.class);
        assertThatThrownBy(() -> TrainingSession.resume(spec, plain, 7, checkpoint))
                .isInstanceOf(CorruptContent.class);
    }

    @ParameterizedTest(name = "{0} {1}, {2}")
    @MethodSource("trainings")
    void weights_that_are_all_the_same_are_none(String type, Map<String, ?> settings, Task task) {
        TrainerSpec spec = Trainers.spec(type, settings);
        Table table = Generated.table(task == Task.REGRESSION ? 0 : 2, 200, 4);
        TrainingData plain = plain(table, spec);
        double[] fours = new double[200];
        Arrays.fill(fours, 4);
        TrainingSession alike = run(TrainingSession.start(spec, plain, 7));
        TrainingSession weighed = run(TrainingSession.start(spec, plain.weighted(new RowWeights(fours)), 7));
        assertThat(Flat.of(weighed.finish())).isEqualTo(Flat.of(alike.finish()));
        assertThat(weighed.progress()).isEqualTo(alike.progress());
    }

    /** The pulls that are in rows, not relative to one, are set as far from the data as the weights' mean is. */
    @ParameterizedTest
    @CsvSource({
        "multinomial-naive-bayes, 2, smoothing, 0.1, ''",
        "multinomial-naive-bayes, 3, smoothing, 0.1, ''",
        "logistic-regression, 2, l2, 0, sgd",
        "logistic-regression, 3, l2, 0, adam",
        "logistic-regression, 3, l2, 0, adagrad",
        "linear-regression, 0, l2, 100, ''"
    })
    void a_weight_of_two_is_the_row_twice(String type, int labels, String pull, double amount, String optimizer) {
        Table table = Generated.table(labels, 400, 3);
        int[] doubled = IntStream.range(0, 400).filter(row -> row % 3 == 0).toArray();
        double[] weights = new double[400];
        Arrays.setAll(weights, row -> row % 3 == 0 ? 2 : 1);
        double mean = Arrays.stream(weights).average().orElseThrow();
        TrainerSpec twice = spec(type, Map.of(pull, amount), optimizer);
        TrainerSpec weighed = spec(type, Map.of(pull, amount / mean), optimizer);
        TrainingData plain = plain(table, twice);
        TrainingData longer = plain.select(IntStream.concat(IntStream.range(0, 400), Arrays.stream(doubled))
                .toArray());
        double[] expected = Flat.of(run(TrainingSession.start(twice, longer, 1)).finish());
        double[] actual = Flat.of(run(TrainingSession.start(weighed, plain.weighted(new RowWeights(weights)), 1))
                .finish());
        assertThat(actual).containsExactly(expected, within(2e-3));
        double[] alike = Flat.of(run(TrainingSession.start(weighed, plain, 1)).finish());
        double most = IntStream.range(0, alike.length)
                .mapToDouble(i -> Math.abs(alike[i] - expected[i]))
                .max()
                .orElseThrow();
        assertThat(most).isGreaterThan(0.01);
    }

    private static TrainerSpec spec(String type, Map<String, Object> pull, String optimizer) {
        if (optimizer.isEmpty()) {
            return Trainers.spec(type, pull);
        }
        Map<String, Object> given = new HashMap<>(pull);
        given.putAll(Map.of("optimizer", optimizer, "batchSize", 0, "validationShare", 0, "epochs", 50));
        return Trainers.spec(type, given);
    }

    @Test
    void a_row_that_does_not_count_is_as_good_as_absent() {
        Table table = Generated.table(2, 300, 3);
        TrainerSpec spec = Trainers.spec("gradient-boosted-trees", Map.of("rounds", 5));
        TrainingData plain = plain(table, spec);
        double[] weights = new double[300];
        Arrays.setAll(weights, row -> row < 200 ? 1 : 0);
        TrainingData fewer = plain.select(IntStream.range(0, 200).toArray());
        assertThat(Flat.of(run(TrainingSession.start(spec, plain.weighted(new RowWeights(weights)), 1))
                        .finish()))
                .isEqualTo(Flat.of(run(TrainingSession.start(spec, fewer, 1)).finish()));
    }

    @Test
    void a_trainer_that_takes_all_rows_alike_says_who_does_not() {
        Table table = Generated.table(2, 50, 2);
        TrainerSpec spec = Trainers.spec("k-nearest-neighbours", Map.of());
        TrainingData data = plain(table, spec).weighted(RowWeights.balanced(Targets.of(table)));
        assertThatThrownBy(() -> TrainingSession.start(spec, data, 1))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("k-nearest-neighbours")
                .hasMessageContaining("logistic-regression, multinomial-naive-bayes");
        TrainerSpec ensemble = Trainers.spec("ensemble", Map.of("members", "decision-tree,k-nearest-neighbours"));
        assertThatThrownBy(() -> TrainingSession.start(ensemble, data, 1)).isInstanceOf(Refusal.Invalid.class);
    }

    private static Table table(Task task, double[] x, int[] codes) {
        return new Table(
                SharedData.schema(task, "y", "x:NUMERIC"),
                List.of(new Column.Numbers(x)),
                task == Task.REGRESSION
                        ? new Column.Numbers(
                                Arrays.stream(codes).asDoubleStream().toArray())
                        : new Column.Categories(codes, new String[] {"common", "rare"}));
    }

    private static ModelScorer fit(String type, Map<String, ?> settings, Table table, RowWeights weights) {
        TrainerSpec spec = Trainers.spec(type, settings);
        FeatureEncoder encoder = FeatureEncoder.fit(table, spec.encoding(table.rows()));
        Targets targets = Targets.of(table);
        TrainingData data = new TrainingData(encoder.encode(table), targets).weighted(weights);
        List<String> names = targets instanceof Targets.Labels labels ? labels.names() : List.of();
        return new ModelScorer(
                encoder, run(TrainingSession.start(spec, data, 1)).finish(), names);
    }

    private static TrainingData plain(Table table, TrainerSpec spec) {
        FeatureEncoder encoder = FeatureEncoder.fit(table, spec.encoding(table.rows()));
        return new TrainingData(encoder.encode(table), Targets.of(table));
    }

    private static TrainingSession run(TrainingSession session) {
        while (!session.done()) {
            session.step();
        }
        return session;
    }

    private static double answer(ModelScorer scorer, double x) {
        InputRow input = InputRow.empty(1);
        input.numbers()[0] = x;
        Scores scores = scorer.score(input);
        return scores instanceof Scores.Labelled labelled
                ? labelled.probabilities()[1]
                : ((Scores.Valued) scores).value();
    }

    private static double recall(ModelScorer scorer, Table table) {
        int[] codes = ((Column.Categories) table.target()).codes();
        double[] x = ((Column.Numbers) table.columns().get(0)).values();
        int found = 0;
        int all = 0;
        for (int row = 0; row < codes.length; row++) {
            if (codes[row] == 1) {
                all++;
                found += answer(scorer, x[row]) > 0.5 ? 1 : 0;
            }
        }
        return found / (double) all;
    }
}
