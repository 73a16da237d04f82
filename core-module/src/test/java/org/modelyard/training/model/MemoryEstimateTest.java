package org.modelyard.training.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.recipe.Recipe;
import org.modelyard.ml.recipe.Recipes;
import org.modelyard.ml.train.TrainingSession;
import org.modelyard.ml.tree.Workers;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.RegistryJson;

class MemoryEstimateTest {

    private static final int ROWS = 20_000;
    /** Of those that are learnt to the end. */
    private static final int FEW = 2_000;

    private static final int NUMBERS = 10;
    private static final int LETTERS = 60;
    private static final int LABELS = 5;
    private static final Schema SCHEMA = schema();

    private static Schema schema() {
        List<FeatureSpec> features = IntStream.rangeClosed(0, NUMBERS)
                .mapToObj(i -> i == 0
                        ? new FeatureSpec("text", FeatureType.TEXT)
                        : new FeatureSpec("n" + i, FeatureType.NUMERIC))
                .toList();
        return new Schema(Task.CLASSIFICATION, "y", features);
    }

    private static Table table(int rows) {
        SplittableRandom random = new SplittableRandom(3);
        String[] texts = new String[rows];
        double[][] numbers = new double[NUMBERS][rows];
        int[] codes = new int[rows];
        for (int row = 0; row < rows; row++) {
            codes[row] = random.nextInt(LABELS);
            StringBuilder text = new StringBuilder();
            while (text.length() < LETTERS - 6) {
                int word = random.nextInt(1 + random.nextInt(4_000)) + codes[row];
                text.append(Integer.toString(word * 7_919, Character.MAX_RADIX)).append(' ');
            }
            texts[row] = text.toString();
            for (double[] column : numbers) {
                column[row] = random.nextGaussian() + codes[row];
            }
        }
        List<Column> columns = IntStream.rangeClosed(0, NUMBERS)
                .mapToObj(i -> i == 0 ? (Column) new Column.Texts(texts) : new Column.Numbers(numbers[i - 1]))
                .toList();
        String[] labels = IntStream.range(0, LABELS).mapToObj(i -> "label" + i).toArray(String[]::new);
        return new Table(SCHEMA, columns, new Column.Categories(codes, labels));
    }

    private static TrainingPlan plan(String more) {
        return RegistryJson.read("{\"model\":\"m\",\"dataset\":\"d\"," + more + "}", TrainingRequest.class)
                .plan(SCHEMA);
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'logistic-regression'}",
                "{'type':'logistic-regression','optimizer':'adam','batchSize':500,'characterNgrams':0}",
                "{'type':'multinomial-naive-bayes'}",
                "{'type':'random-forest','trees':4}",
                "{'type':'gradient-boosted-trees','rounds':3}",
                "{'type':'k-nearest-neighbours'}",
                "{'type':'neural-network','epochs':1}",
                "{'type':'factorisation-machine','epochs':1}",
                "{'type':'liblinear','maxIterations':2,'characterNgrams':0}"
            })
    void what_a_fit_holds_is_below_the_estimate_and_not_far_below(String trainer) {
        Table table = table(ROWS);
        TrainingPlan plan = plan("\"trainer\":" + trainer.replace('\'', '"'));
        long before = used();
        Fit fit = Fit.of(plan.trainer(), plan, table, Workers.ALONE);
        TrainingSession session = fit.start();
        session.step();
        long held = used() - before;
        Reference.reachabilityFence(fit);
        Reference.reachabilityFence(session);
        Reference.reachabilityFence(table);
        MemoryEstimate estimate = MemoryEstimate.of(SCHEMA, ROWS, (long) ROWS * LETTERS, plan);
        assertThat(held).isPositive().isLessThan(estimate.each());
        assertThat(estimate.each()).isLessThan(12 * held + (64 << 20));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'trainer':{'type':'ensemble','members':'random-forest,logistic-regression'}",
                "'trainer':{'type':'ensemble','method':'bagging','base':'random-forest','bags':2}",
                "'trainer':{'type':'ensemble','method':'bagging','base':'multinomial-naive-bayes','bags':10}",
                "'trainer':{'type':'ensemble','method':'stacking','members':'multinomial-naive-bayes,logistic-regression'}",
                "'recipe':'sentiment'"
            })
    void an_ensemble_that_has_learnt_holds_less_than_the_estimate_and_not_far_less(String how) {
        Table table = table(FEW);
        TrainingPlan plan = plan(how.replace('\'', '"'));
        long before = used();
        Fit fit = Fit.of(plan.trainer(), plan, table, Workers.ALONE);
        TrainingSession session = fit.start();
        while (!session.done()) {
            session.step();
        }
        long held = used() - before;
        Reference.reachabilityFence(fit);
        Reference.reachabilityFence(session);
        Reference.reachabilityFence(table);
        MemoryEstimate estimate = MemoryEstimate.of(SCHEMA, FEW, (long) FEW * LETTERS, plan);
        assertThat(held).isPositive().isLessThan(estimate.each());
        // a tree's histograms, 64 MiB of them, are there only while it grows, and a forest may have a leaf for every
        // two rows
        assertThat(estimate.each()).isLessThan(12 * held + (128 << 20));
    }

    @Test
    void members_bags_and_outputs_take_more() {
        String forests = "\"trainer\":{\"type\":\"ensemble\",\"members\":\"";
        long one = estimate(forests + "random-forest\"}");
        assertThat(estimate(forests + "random-forest,random-forest\"}")).isGreaterThan(one * 5 / 4);
        String bags = "\"trainer\":{\"type\":\"ensemble\",\"method\":\"bagging\",\"base\":\"decision-tree\",\"bags\":";
        assertThat(estimate(bags + "200}")).isGreaterThan(estimate(bags + "2}"));
        // a forest among the members is counted as one of 150 trees
        assertThat(one).isGreaterThan(estimate("\"trainer\":{\"type\":\"random-forest\",\"trees\":150}"));
        TrainingPlan outputs = Tickets.plan(
                List.of("priority", "escalated"), Map.of("trainer", Map.of("type", "logistic-regression")));
        TrainingPlan target = Tickets.plan(List.of(), Map.of("trainer", Map.of("type", "logistic-regression")));
        MemoryEstimate more = MemoryEstimate.of(Tickets.SCHEMA, ROWS, (long) ROWS * LETTERS, outputs);
        MemoryEstimate less = MemoryEstimate.of(Tickets.SCHEMA, ROWS, (long) ROWS * LETTERS, target);
        assertThat(more.table()).isGreaterThan(less.table());
        assertThat(more.each()).isGreaterThan(less.each());
    }

    @Test
    void labels_are_counted_where_only_an_output_has_them() {
        Schema hours = new Schema(
                Task.REGRESSION,
                "y",
                List.of(new FeatureSpec("x", FeatureType.NUMERIC), new FeatureSpec("kind", FeatureType.CATEGORICAL)));
        String trainer = "{\"model\":\"m\",\"dataset\":\"d\",\"trainer\":{\"type\":\"decision-tree\"}";
        // an output is no input: it is compared with a fit that does not see the feature
        TrainingPlan alone = RegistryJson.read(
                        trainer + ",\"features\":{\"exclude\":[\"kind\"]}}", TrainingRequest.class)
                .plan(hours);
        TrainingPlan labels = RegistryJson.read(trainer + ",\"outputs\":[\"kind\"]}", TrainingRequest.class)
                .plan(hours);
        MemoryEstimate more = MemoryEstimate.of(hours, ROWS, 0, labels);
        MemoryEstimate less = MemoryEstimate.of(hours, ROWS, 0, alone);
        // two answers of ten labels in place of one number, and each twice more
        assertThat(more.table() - less.table()).isEqualTo(ROWS * 8L * (2 * 12 - 3));
        assertThat(more.each()).isGreaterThan(less.each());
    }

    @Test
    void every_recipe_is_admitted_by_the_default_for_ten_thousand_small_rows() {
        int rows = 10_000;
        long allowed = 256L << 20;
        for (Recipe recipe : Recipes.all()) {
            Schema posts = new Schema(
                    recipe.task(),
                    "y",
                    List.of(
                            new FeatureSpec("text", FeatureType.TEXT),
                            new FeatureSpec("author", FeatureType.CATEGORICAL),
                            new FeatureSpec("followers", FeatureType.NUMERIC),
                            new FeatureSpec("at", FeatureType.TIMESTAMP)));
            TrainingPlan plan = RegistryJson.read(
                            "{\"model\":\"m\",\"dataset\":\"d\",\"recipe\":\"" + recipe.name() + "\"}",
                            TrainingRequest.class)
                    .plan(posts);
            MemoryEstimate estimate = MemoryEstimate.of(posts, rows, rows * 100L, plan);
            assertThatCode(() -> estimate.require(ExecutorKind.LOCAL, allowed, allowed))
                    .as(recipe.name())
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void more_rows_wider_columns_and_trials_at_once_take_more() {
        long plain = estimate("\"trainer\":{\"type\":\"logistic-regression\"}");
        assertThat(MemoryEstimate.of(SCHEMA, 2 * ROWS, 2L * ROWS * LETTERS, plan(LOGISTIC))
                        .total())
                .isGreaterThan(plain * 5 / 4);
        assertThat(estimate("\"trainer\":{\"type\":\"logistic-regression\",\"characterNgrams\":8}"))
                .isGreaterThan(plain);
        assertThat(estimate(LOGISTIC + ",\"features\":{\"encode\":{\"text\":{\"hashBits\":18}}}"))
                .isGreaterThan(plain);
        assertThat(estimate(LOGISTIC + ",\"features\":{\"encode\":{\"text\":{\"surface\":true}}}"))
                .isGreaterThan(plain);
        assertThat(estimate(LOGISTIC + ",\"features\":{\"interactions\":[[\"n1\",\"n2\"]]}"))
                .isGreaterThan(plain);
        assertThat(estimate(LOGISTIC + ",\"features\":{\"exclude\":[\"text\"]}"))
                .isLessThan(plain);
        assertThat(estimate(LOGISTIC + ",\"search\":{\"method\":\"random\",\"trials\":4,\"parallel\":2}"))
                .isGreaterThan(plain * 3 / 2);
    }

    private static final String LOGISTIC = "\"trainer\":{\"type\":\"logistic-regression\"}";

    private static long estimate(String more) {
        return MemoryEstimate.of(SCHEMA, ROWS, (long) ROWS * LETTERS, plan(more))
                .total();
    }

    @Test
    void a_job_too_large_for_the_server_or_for_its_process_says_what_to_change() {
        MemoryEstimate needed = MemoryEstimate.of(SCHEMA, ROWS, (long) ROWS * LETTERS, plan(LOGISTIC));
        long ample = 1L << 40;
        needed.require(ExecutorKind.LOCAL, needed.total(), 1);
        assertThatThrownBy(() -> needed.require(ExecutorKind.LOCAL, needed.total() - 1, ample))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("modelyard.training.memory");
        // the fit is not the server's any more
        needed.require(ExecutorKind.PROCESS, needed.table(), ample);
        assertThatThrownBy(() -> needed.require(ExecutorKind.PROCESS, needed.total(), needed.each()))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("modelyard.training.process.heap");
    }
}
