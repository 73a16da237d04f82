package org.modelyard.monitoring.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.score.InputRow;

class HistogramsTest {

    private static final Schema SCHEMA = new Schema(
            Task.CLASSIFICATION,
            "label",
            List.of(
                    new FeatureSpec("amount", FeatureType.NUMERIC),
                    new FeatureSpec("channel", FeatureType.CATEGORICAL),
                    new FeatureSpec("returning", FeatureType.BOOLEAN),
                    new FeatureSpec("question", FeatureType.TEXT),
                    new FeatureSpec("at", FeatureType.TIMESTAMP)));

    private static final ProfileLayout LAYOUT = ProfileLayout.of(table(500, 1));

    @Test
    void rows_one_by_one_give_the_same_counts_as_the_table() {
        Table table = table(500, 1);
        Histograms byRow = new Histograms(LAYOUT);
        for (int row = 0; row < table.rows(); row++) {
            byRow.add(inputRow(table, row));
        }
        assertThat(byRow).isEqualTo(Histograms.of(LAYOUT, table));
        assertThat(byRow.rows()).isEqualTo(500);
    }

    @Test
    void a_value_that_is_withheld_counts_nowhere_and_is_no_drift() {
        Table table = table(500, 1);
        Histograms open = Histograms.of(LAYOUT, table);
        Histograms masked = new Histograms(LAYOUT);
        for (int row = 0; row < table.rows(); row++) {
            InputRow one = inputRow(table, row);
            one.numbers()[0] = Double.NaN;
            one.texts()[0] = InputRow.WITHHELD;
            masked.add(one);
        }
        assertThat(masked.rows()).isEqualTo(500);
        assertThat(masked.counts(0)).containsOnly(0);
        assertThat(masked.counts(1)).isEqualTo(open.counts(1));
        DriftReport report = DriftTest.withDefaults().compare(open, masked);
        assertThat(report.features().get(0).verdict()).isEqualTo(new DriftVerdict.TooFewRows(0, 200));
        assertThat(report.verdict()).isEqualTo(new DriftVerdict.Stable());
        assertThat(report.features().get(1).verdict()).isInstanceOf(DriftVerdict.Stable.class);
    }

    @Test
    void an_atom_has_a_cell_of_its_own_and_quantile_bins_are_even() {
        double[] values = new Random(5).doubles(10_000).toArray();
        Arrays.fill(values, 0, 3_000, 0.25);
        NumericLayout layout = NumericLayout.of("x", values, 256);
        long[] counts = new long[layout.cells()];
        for (double value : values) {
            counts[layout.cell(value)]++;
        }
        assertThat(counts[layout.cell(0.25)]).isEqualTo(3_000);
        assertThat(layout.cell(Math.nextUp(0.25))).isEqualTo(layout.cell(0.25) + 1);
        counts[layout.cell(0.25)] = 0;
        assertThat(Arrays.stream(counts).max().orElseThrow()).isLessThanOrEqualTo(10_000 / 256 + 1);
        assertThat(layout.cell(Double.NaN)).isEqualTo(FeatureLayout.MISSING);
        assertThat(layout.cell(-1)).isEqualTo(1);
        assertThat(layout.cell(Double.NEGATIVE_INFINITY)).isEqualTo(1);
        assertThat(layout.cell(2)).isEqualTo(layout.cells() - 1);
        assertThat(counts[1]).isZero();
        assertThat(counts[layout.cells() - 1]).isZero();
    }

    @Test
    void a_feature_without_any_reference_value_still_counts() {
        NumericLayout layout = NumericLayout.of("x", new double[] {Double.NaN}, 256);
        assertThat(layout.cells()).isEqualTo(2);
        assertThat(layout.cell(3)).isEqualTo(1);
        assertThat(layout.cell(Double.NaN)).isZero();
    }

    @Test
    void a_token_counts_once_a_row_whatever_its_case() {
        TextLayout layout = TextLayout.of("q", new String[] {"card lost", "where is my card"});
        long[] counts = new long[layout.cells()];
        layout.add("Card card, CARD!", counts, 0);
        assertThat(Arrays.stream(counts, layout.firstBucket(), counts.length).sum())
                .isEqualTo(1);
    }

    @Test
    void answers_are_counted_by_label_and_score() {
        Histograms histograms = new Histograms(LAYOUT);
        histograms.addPrediction(1, 0.99);
        histograms.addPrediction(0, 0.0);
        histograms.addPrediction(7, 1.0);
        assertThat(histograms.labelCounts()).containsExactly(0, 1, 1, 1);
        assertThat(histograms.predictions()).isEqualTo(3);
        long[] scores = histograms.outputCounts();
        assertThat(scores[2]).isEqualTo(1);
        assertThat(scores[scores.length - 2]).isEqualTo(2);
    }

    @Test
    void layouts_round_trip_and_are_known_by_their_hash() {
        ProfileLayout again = ProfileLayout.fromBytes(LAYOUT.toBytes());
        assertThat(again).isEqualTo(LAYOUT);
        assertThat(again.sha256()).isEqualTo(LAYOUT.sha256());
        assertThat(ProfileLayout.of(table(500, 2))).isNotEqualTo(LAYOUT);
    }

    @Test
    void another_layouts_counts_and_broken_bytes_are_refused() {
        ProfileLayout other = ProfileLayout.of(table(500, 2));
        Histograms histograms = Histograms.of(LAYOUT, table(500, 1));
        byte[] bytes = histograms.toBytes();
        assertThatIllegalArgumentException().isThrownBy(() -> Histograms.fromBytes(other, bytes));
        assertThatIllegalArgumentException().isThrownBy(() -> histograms.plus(new Histograms(other)));
        for (int length = 0; length < bytes.length; length += 37) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatIllegalArgumentException().isThrownBy(() -> Histograms.fromBytes(LAYOUT, cut));
        }
        byte[] layout = LAYOUT.toBytes();
        for (int length = 0; length < layout.length; length += 97) {
            byte[] cut = Arrays.copyOf(layout, length);
            assertThatIllegalArgumentException().isThrownBy(() -> ProfileLayout.fromBytes(cut));
        }
    }

    @Property(tries = 50)
    void adding_is_commutative_and_associative_and_survives_bytes(
            @ForAll @IntRange(min = 0, max = 300) int first,
            @ForAll @IntRange(min = 0, max = 300) int second,
            @ForAll @IntRange(min = 0, max = 300) int third,
            @ForAll int seed) {
        Histograms a = histograms(first, seed);
        Histograms b = histograms(second, seed + 1);
        Histograms c = histograms(third, seed + 2);
        assertThat(a.plus(b)).isEqualTo(b.plus(a));
        assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
        assertThat(a.plus(b).rows()).isEqualTo(first + second);
        assertThat(Histograms.fromBytes(LAYOUT, a.plus(b).toBytes())).isEqualTo(a.plus(b));
    }

    private static Histograms histograms(int rows, int seed) {
        Histograms histograms = Histograms.of(LAYOUT, table(rows, seed));
        Random random = new Random(seed);
        for (int i = 0; i < rows; i++) {
            histograms.addPrediction(random.nextInt(2), random.nextDouble());
        }
        return histograms;
    }

    private static InputRow inputRow(Table table, int row) {
        InputRow input = InputRow.empty(table.columns().size());
        for (int i = 0; i < table.columns().size(); i++) {
            Column column = table.columns().get(i);
            if (column instanceof Column.Numbers numbers) {
                input.numbers()[i] = numbers.values()[row];
            } else if (column instanceof Column.Categories categories) {
                input.texts()[i] = categories.value(row);
            } else if (column instanceof Column.Texts texts) {
                input.texts()[i] = texts.values()[row];
            }
        }
        return input;
    }

    private static Table table(int rows, int seed) {
        Random random = new Random(seed);
        double[] amount = new double[rows];
        int[] channel = new int[rows];
        double[] returning = new double[rows];
        String[] question = new String[rows];
        double[] at = new double[rows];
        for (int i = 0; i < rows; i++) {
            amount[i] = random.nextInt(10) == 0 ? Double.NaN : random.nextGaussian();
            channel[i] = random.nextInt(4) - 1;
            returning[i] = random.nextInt(5) == 0 ? Double.NaN : random.nextInt(2);
            question[i] = random.nextInt(9) == 0 ? null : "word" + random.nextInt(50) + " and " + random.nextInt(50);
            at[i] = 1.7e9 + random.nextInt(100_000);
        }
        return new Table(
                SCHEMA,
                List.of(
                        new Column.Numbers(amount),
                        new Column.Categories(channel, new String[] {"web", "app", "shop"}),
                        new Column.Numbers(returning),
                        new Column.Texts(question),
                        new Column.Numbers(at)),
                new Column.Categories(new int[rows], new String[] {"no", "yes"}));
    }
}
