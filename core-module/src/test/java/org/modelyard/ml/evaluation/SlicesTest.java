package org.modelyard.ml.evaluation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;
import org.modelyard.stats.Interval;

class SlicesTest {

    private static final int ROWS = 1_200;

    @Test
    void the_planted_slice_is_found_with_its_interval() {
        Random random = new Random(1);
        Table table = table(random);
        int[] platform = ((Column.Categories) table.columns().get(0)).codes();
        double[] wrong = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            wrong[row] = random.nextDouble() < (platform[row] == 2 ? 0.4 : 0.1) ? 1 : 0;
        }
        Slices slices = Slices.of(table, "wrong", wrong, 30, 0.05);
        Slice worst = slices.worst().orElseThrow();
        assertThat(worst.feature()).isEqualTo("platform");
        assertThat(worst.condition()).isEqualTo("= tv");
        assertThat(requireNonNull(worst.interval()).contains(0.4)).isTrue();
        assertThat(worst.adjusted()).isBetween(worst.p(), 0.05);
        assertThat(slices.slices()).extracting(Slice::rows).isSorted();
        assertThat(slices.slices())
                .extracting(Slice::condition)
                .contains("missing", "on Monday", "= 1", "length >= " + 75);
        Slice rare = slices.slices().stream()
                .filter(one -> one.condition().equals("= rare"))
                .findFirst()
                .orElseThrow();
        assertThat(rare.outcome()).isEqualTo(Slice.Outcome.TOO_FEW);
        assertThat(rare.p()).isNaN();
    }

    @Test
    void losses_of_any_size_are_compared_by_their_means() {
        Random random = new Random(2);
        Table table = table(random);
        double[] flags = ((Column.Numbers) table.columns().get(2)).values();
        double[] losses = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            losses[row] = Math.abs(random.nextGaussian()) * (flags[row] == 1 ? 2 : 1);
        }
        Slice worst = Slices.of(table, "loss", losses, 30, 0.05).worst().orElseThrow();
        assertThat(worst.feature()).isEqualTo("flag");
        assertThat(worst.condition()).isEqualTo("= 1");
        assertThatIllegalArgumentException().isThrownBy(() -> Slices.of(table, "loss", new double[3], 30, 0.05));
    }

    @Test
    void a_slice_of_the_users_own_is_looked_at_beside_the_others() {
        Random random = new Random(1);
        Table table = table(random);
        int[] platform = ((Column.Categories) table.columns().get(0)).codes();
        double[] flags = ((Column.Numbers) table.columns().get(2)).values();
        double[] wrong = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            wrong[row] = random.nextDouble() < (platform[row] == 2 && flags[row] == 1 ? 0.6 : 0.1) ? 1 : 0;
        }
        List<DeclaredSlice> declared = DeclaredSlice.parse(
                "slices",
                List.of(
                        Map.of("name", "flagged on tv", "where", "platform = 'tv' and flag"),
                        Map.of("name", "nobody", "where", "platform = 'radio'"),
                        Map.of("name", "all", "where", "not (platform = 'radio')")),
                table.schema());
        Slices slices = Slices.of(table, "wrong", wrong, declared, 30, 0.05);
        Slice worst = slices.worst().orElseThrow();
        assertThat(worst.feature()).isEqualTo("flagged on tv");
        assertThat(worst.condition()).isEqualTo("platform = 'tv' and flag");
        assertThat(requireNonNull(worst.interval()).contains(0.6)).isTrue();
        Slice nobody = named(slices, "nobody");
        assertThat(nobody.outcome()).isEqualTo(Slice.Outcome.TOO_FEW);
        assertThat(nobody.loss()).isNaN();
        assertThat(named(slices, "all").rest()).isNaN();
        assertThat(Slices.fromJson(slices.toJson())).isEqualTo(slices);
        Slices without = Slices.of(table, "wrong", wrong, 30, 0.05);
        assertThat(slices.slices()).hasSize(without.slices().size() + 3);
        // one more that is large enough to be tested: each interval is a little wider
        Interval tv = requireNonNull(of(slices, "= tv").interval());
        Interval before = requireNonNull(of(without, "= tv").interval());
        assertThat(tv.high() - tv.low()).isGreaterThan(before.high() - before.low());
    }

    private static Slice named(Slices slices, String name) {
        return slices.slices().stream()
                .filter(one -> one.feature().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Slice of(Slices slices, String condition) {
        return slices.slices().stream()
                .filter(one -> one.condition().equals(condition))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void slices_that_cannot_be_read_are_all_named() {
        Table table = table(new Random(1));
        assertThatThrownBy(() -> DeclaredSlice.parse(
                        "slices",
                        List.of(
                                Map.of("name", "a", "where", "platform ="),
                                Map.of("name", "a", "where", "flag"),
                                Map.of("name", "b"),
                                "flag",
                                Map.of("name", "c", "where", "flag", "colour", "red")),
                        table.schema()))
                .isInstanceOfSatisfying(Refusal.Invalid.class, refusal -> assertThat(refusal.errors())
                        .extracting(FieldError::field)
                        .containsExactly(
                                "slices[0].where",
                                "slices[1].name",
                                "slices[2].where",
                                "slices[3]",
                                "slices[4].colour"));
        assertThat(DeclaredSlice.parse("slices", null, table.schema())).isEmpty();
        assertThatThrownBy(() -> DeclaredSlice.parse("slices", Collections.nCopies(51, Map.of()), table.schema()))
                .hasMessageContaining("at most 50");
    }

    @Test
    void where_all_slices_are_alike_one_is_rarely_called_worse() {
        rates("wrong answers", 200, random -> random.nextDouble() < 0.2 ? 1 : 0);
    }

    @Test
    void nor_for_losses_that_are_skewed() {
        rates("skewed losses", 200, random -> -Math.log(random.nextDouble()));
    }

    @Test
    @Tag("long")
    void nor_in_many_rounds() {
        rates("wrong answers", 2_000, random -> random.nextDouble() < 0.2 ? 1 : 0);
        rates("skewed losses", 2_000, random -> -Math.log(random.nextDouble()));
    }

    private static void rates(String what, int rounds, ToDoubleFunction<Random> loss) {
        int worse = 0;
        int different = 0;
        for (int round = 0; round < rounds; round++) {
            Random random = new Random(100 + round);
            Table table = table(random);
            double[] losses = new double[ROWS];
            Arrays.setAll(losses, row -> loss.applyAsDouble(random));
            Slices slices = Slices.of(table, what, losses, 30, 0.05);
            worse += slices.worst().isPresent() ? 1 : 0;
            different += slices.slices().stream().anyMatch(one -> one.adjusted() <= 0.05) ? 1 : 0;
        }
        System.out.printf("slices by %s: of %d rounds %d worse, %d different%n", what, rounds, worse, different);
        // four standard errors of the simulation above 0.05, for worse and better together
        assertThat(different / (double) rounds).isLessThan(0.05 + 4 * Math.sqrt(0.05 * 0.95 / rounds));
    }

    private static Table table(Random random) {
        int[] platform = new int[ROWS];
        double[] amount = new double[ROWS];
        double[] flag = new double[ROWS];
        double[] time = new double[ROWS];
        String[] text = new String[ROWS];
        for (int row = 0; row < ROWS; row++) {
            platform[row] = row < 5 ? 3 : random.nextInt(3);
            amount[row] = row % 20 == 0 ? Double.NaN : random.nextGaussian();
            flag[row] = random.nextInt(2);
            time[row] = 1_700_000_000 + 86_400.0 * random.nextInt(700);
            text[row] = "x".repeat(row % 100);
        }
        Schema schema = new Schema(
                Task.REGRESSION,
                "value",
                List.of(
                        new FeatureSpec("platform", FeatureType.CATEGORICAL),
                        new FeatureSpec("amount", FeatureType.NUMERIC),
                        new FeatureSpec("flag", FeatureType.BOOLEAN),
                        new FeatureSpec("time", FeatureType.TIMESTAMP),
                        new FeatureSpec("text", FeatureType.TEXT)));
        return new Table(
                schema,
                List.of(
                        new Column.Categories(platform, new String[] {"web", "phone", "tv", "rare"}),
                        new Column.Numbers(amount),
                        new Column.Numbers(flag),
                        new Column.Numbers(time),
                        new Column.Texts(text)),
                new Column.Numbers(new double[ROWS]));
    }
}
