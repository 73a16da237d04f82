package org.modelyard.ml.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.EncodingChoices;
import org.modelyard.ml.feature.EncodingSpec;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.model.LinearModel;
import org.modelyard.ml.model.Link;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.testdata.SharedData;

/** Every way in which a column may be encoded, inside the file: each number of the encoding has a weight of its own, so none can be wrong. */
class OnnxColumnsTest {

    private static final String[] ALL = {
        "n:NUMERIC", "m:NUMERIC", "c:CATEGORICAL", "d:CATEGORICAL", "b:BOOLEAN", "t:TIMESTAMP", "u:TIMESTAMP"
    };

    private static ModelScorer weighing(Table rows, Map<String, ?> encode, List<?> interactions) {
        EncodingChoices choices =
                EncodingChoices.parse(encode, interactions, rows.schema().features());
        FeatureEncoder encoder =
                FeatureEncoder.fit(rows, EncodingSpec.defaults().with(choices));
        double[] weights =
                new SplittableRandom(3).doubles(encoder.width(), 1, 10).toArray();
        return new ModelScorer(
                encoder, new LinearModel(Link.IDENTITY, 1, encoder.width(), weights, new double[] {0.5}), List.of());
    }

    private static void compare(Map<String, ?> encode, List<?> interactions) {
        Table seen = Rows.of(0, 300, 4, false, ALL);
        ModelScorer scorer = weighing(seen, encode, interactions);
        OnnxExport export = OnnxWriter.write(scorer);
        assertThat(export.outside()).isEmpty();
        assertThat(OnnxCheck.of(export, scorer, Rows.of(0, 700, 5, true, ALL)).maxDifference())
                .isLessThan(1e-9);
    }

    @Test
    void as_they_are_encoded_usually() {
        compare(Map.of(), List.of());
    }

    @Test
    void times_without_the_season() {
        Map<String, Boolean> plain = Map.of("season", false);
        Map<String, Boolean> whole = Map.of("season", false, "oneHot", true, "weekend", true);
        compare(Map.of("t", plain, "u", whole), List.of());
        FeatureEncoder encoder = weighing(Rows.of(0, 300, 4, false, ALL), Map.of("t", plain, "u", whole), List.of())
                .encoder();
        for (int i = 0; i < ALL.length; i++) {
            assertThat(encoder.steps().get(i).width()).as(ALL[i]).isEqualTo(encoder.base(i + 1) - encoder.base(i));
        }
    }

    @Test
    void numbers_by_their_logarithm_and_as_they_are() {
        compare(Map.of("n", Map.of("log1p", true), "m", Map.of("standardise", false, "bins", 5)), List.of());
        compare(Map.of("n", Map.of("log1p", true, "standardise", false, "bins", 0)), List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "+05:30", "-11:00"})
    void times_by_the_calendar_of_a_fixed_zone(String zone) {
        Map<String, Object> all = Map.of(
                "oneHot",
                true,
                "weekend",
                true,
                "holidays",
                List.of("2023-12-25", "2024-01-01", "2023-11-15"),
                "zone",
                zone);
        compare(Map.of("t", all, "u", Map.of("weekend", true, "zone", zone)), List.of());
    }

    @Test
    void products_of_numbers_and_of_a_category_and_a_number() {
        compare(
                Map.of(),
                List.of(List.of("n", "m"), List.of("n", "b"), List.of("c", "n"), List.of("m", "d"), List.of("b", "c")));
    }

    @Test
    void what_cannot_be_expressed_is_named_with_its_reason() {
        Table rows = Rows.of(0, 100, 4, false, ALL);
        OnnxExport export = OnnxWriter.write(weighing(
                rows,
                Map.of("c", Map.of("hashBits", 5), "t", Map.of("oneHot", true, "zone", "Europe/Berlin")),
                List.of(List.of("c", "d"))));
        assertThat(export.featureStepInside()).isFalse();
        assertThat(export.outside()).extracting(OnnxExport.Outside::feature).containsExactly("c", "t", "c × d");
        assertThat(export.outside().get(0).reason()).contains("hashed");
        assertThat(export.outside().get(1).reason()).contains("Europe/Berlin");
    }

    @Test
    void values_at_the_edges_of_bins_and_beyond_every_limit() {
        double[] values = {1, 2, 3, 4, 5, 1e300, -1e300, 0, -0.0, Double.NaN, Double.MIN_VALUE, 4.5};
        double[] target = new double[values.length];
        Table rows = new Table(
                SharedData.schema(Task.REGRESSION, "y", "n:NUMERIC"),
                List.of(new Column.Numbers(values)),
                new Column.Numbers(target));
        for (Map<String, ?> choice : List.of(Map.of("bins", 8), Map.of("log1p", true), Map.of("standardise", false))) {
            ModelScorer scorer = weighing(rows, Map.of("n", choice), List.of());
            assertThat(OnnxCheck.of(OnnxWriter.write(scorer), scorer, rows).maxDifference())
                    .isLessThan(1e-9);
        }
    }

    @Test
    void a_category_without_a_known_value() {
        Table rows = new Table(
                SharedData.schema(Task.REGRESSION, "y", "c:CATEGORICAL"),
                List.of(new Column.Categories(new int[] {0, 1, -1}, new String[] {"once", "", "unused"})),
                new Column.Numbers(new double[3]));
        ModelScorer scorer = weighing(rows, Map.of(), List.of());
        assertThat(scorer.encoder().width()).isEqualTo(2);
        assertThat(OnnxCheck.of(OnnxWriter.write(scorer), scorer, rows).maxDifference())
                .isLessThan(1e-12);
    }

    @Test
    void categories_of_any_characters() {
        String[] odd = {"a\u0000b", "\uD83D\uDFE6", "é\u0301", "", " ", "\"'\n"};
        int[] codes =
                IntStream.range(0, 4 * odd.length).map(i -> i % odd.length).toArray();
        Table rows = new Table(
                SharedData.schema(Task.REGRESSION, "y", "c:CATEGORICAL"),
                List.of(new Column.Categories(codes, odd)),
                new Column.Numbers(new double[codes.length]));
        ModelScorer scorer = weighing(rows, Map.of(), List.of());
        assertThat(scorer.encoder().width()).isEqualTo(2 + odd.length);
        assertThat(OnnxCheck.of(OnnxWriter.write(scorer), scorer, rows).maxDifference())
                .isLessThan(1e-12);
    }

    /** From 10,000 years before our time to 10,000 after it: months, leap years and what has no date. */
    @Property(tries = 20)
    void any_time(@ForAll @Size(200) List<@DoubleRange(min = -3.2e11, max = 3.2e11) Double> seconds) {
        times(seconds.stream().mapToDouble(Double::doubleValue).toArray());
    }

    @Test
    void the_first_and_last_day_of_every_month_of_four_centuries() {
        times(LocalDate.of(1899, 12, 1)
                .datesUntil(LocalDate.of(2300, 2, 1), Period.ofMonths(1))
                .flatMap(first -> Stream.of(first, first.minusDays(1)))
                .mapToDouble(day -> day.toEpochDay() * 86_400.0)
                .toArray());
    }

    private static void times(double[] seconds) {
        Table rows = new Table(
                SharedData.schema(Task.REGRESSION, "y", "t:TIMESTAMP"),
                List.of(new Column.Numbers(seconds)),
                new Column.Numbers(new double[seconds.length]));
        Table seen =
                rows.select(IntStream.range(0, Math.min(100, seconds.length)).toArray());
        ModelScorer scorer =
                weighing(seen, Map.of("t", Map.of("oneHot", true, "weekend", true, "zone", "+01:00")), List.of());
        assertThat(OnnxCheck.of(OnnxWriter.write(scorer), scorer, rows).maxDifference())
                .isLessThan(1e-9);
    }
}
