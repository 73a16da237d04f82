package org.modelyard.training.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.Fold;
import org.modelyard.platform.model.Refusal;

class JobRowsTest {

    @Test
    void each_row_is_asked_about_in_exactly_one_fold() {
        JobRows rows = JobRows.of(Tables.labelled(60, 43), plan(0, 5, null, null));
        assertThat(rows.folds()).hasSize(5);
        assertThat(Arrays.stream(rows.asked()).sorted().toArray())
                .isEqualTo(IntStream.range(0, 103).toArray());
        for (Fold fold : rows.folds()) {
            Holdout parts = rows.holdout(fold);
            assertThat(parts.train().rows() + parts.evaluation().rows()).isEqualTo(103);
            long yes = Arrays.stream(((Column.Categories) parts.evaluation().target()).codes())
                    .filter(code -> code == 1)
                    .count();
            assertThat(yes).isBetween(8L, 9L);
        }
    }

    @Test
    void rows_of_a_group_stay_together() {
        Table table = visits();
        for (int folds : List.of(0, 4)) {
            JobRows rows = JobRows.of(table, plan(folds == 0 ? 0.25 : 0, folds, "customer", null));
            List<Holdout> parts = folds == 0
                    ? List.of(new Holdout(rows.train(), rows.evaluation()))
                    : rows.folds().stream().map(rows::holdout).toList();
            for (Holdout part : parts) {
                assertThat(customers(part.evaluation()))
                        .isNotEmpty()
                        .doesNotContainAnyElementsOf(customers(part.train()));
            }
        }
    }

    @Test
    void later_rows_evaluate_what_earlier_ones_taught() {
        Table table = visits();
        JobRows rows = JobRows.of(table, plan(0.2, 0, null, "day"));
        assertThat(days(rows.train()).max().orElseThrow())
                .isLessThan(days(rows.evaluation()).min().orElseThrow());
        assertThat(rows.evaluation().rows()).isBetween(15, 25);
        JobRows folded = JobRows.of(table, plan(0, 3, null, "day"));
        for (Fold fold : folded.folds()) {
            Holdout part = folded.holdout(fold);
            assertThat(days(part.train()).max().orElseThrow())
                    .isLessThan(days(part.evaluation()).min().orElseThrow());
        }
    }

    @Test
    void a_split_that_leaves_nothing_says_what_to_change() {
        Table table = visits();
        Column.Categories customers = (Column.Categories) table.columns().get(0);
        Table oneGroup = new Table(
                table.schema(),
                List.of(
                        new Column.Categories(new int[100], customers.dictionary()),
                        table.columns().get(1)),
                table.target());
        assertThatThrownBy(() -> JobRows.of(oneGroup, plan(0.2, 0, "customer", null)))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("one group");
        assertThatThrownBy(() -> JobRows.of(oneGroup, plan(0, 5, "customer", null)))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("groups");
        assertThatThrownBy(() -> JobRows.of(Tables.labelled(12, 0), plan(0, 5, null, null)))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("label");
    }

    @Test
    void a_feature_that_only_splits_need_not_be_learnt_from() {
        TrainingPlan plan = new TrainingPlan(
                plan(0.2, 0, null, null).trainer(),
                new FeatureChoice(null, List.of("customer")),
                List.of(),
                null,
                0.2,
                0,
                "customer",
                null,
                null,
                null,
                null,
                Map.of(),
                1,
                org.modelyard.registry.model.Bump.PATCH,
                5,
                null,
                TrainingConditions.USUAL);
        assertThat(JobRows.of(visits(), plan).train().schema().indexOf("customer"))
                .isNegative();
    }

    private static TrainingPlan plan(double holdout, int folds, @Nullable String groupBy, @Nullable String orderBy) {
        TrainingRequest request = new TrainingRequest(
                "m",
                "d",
                null,
                Map.of("type", "logistic-regression"),
                null,
                null,
                new Validation(folds > 0 ? null : holdout, folds > 0 ? folds : null, groupBy, orderBy),
                null,
                null,
                1L,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        return request.plan(groupBy == null && orderBy == null ? Tables.LABELLED : visits().schema());
    }

    /** 100 rows of 20 customers over 50 days, two a day. */
    private static Table visits() {
        Schema schema = new Schema(
                Task.CLASSIFICATION,
                "label",
                List.of(
                        new FeatureSpec("customer", FeatureType.CATEGORICAL),
                        new FeatureSpec("day", FeatureType.NUMERIC)));
        int[] customers = IntStream.range(0, 100).map(row -> row * 7 % 20).toArray();
        String[] names = IntStream.range(0, 20).mapToObj(i -> "c" + i).toArray(String[]::new);
        double[] days =
                IntStream.range(0, 100).mapToDouble(row -> row * 31 % 50).toArray();
        int[] labels = IntStream.range(0, 100).map(row -> row % 2).toArray();
        return new Table(
                schema,
                List.of(new Column.Categories(customers, names), new Column.Numbers(days)),
                new Column.Categories(labels, new String[] {"no", "yes"}));
    }

    private static List<Integer> customers(Table table) {
        return Arrays.stream(((Column.Categories) table.columns().get(0)).codes())
                .boxed()
                .toList();
    }

    private static java.util.stream.DoubleStream days(Table table) {
        return Arrays.stream(((Column.Numbers) table.columns().get(1)).values());
    }
}
