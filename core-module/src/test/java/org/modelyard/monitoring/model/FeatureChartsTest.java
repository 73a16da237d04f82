package org.modelyard.monitoring.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.ml.data.Table;
import org.modelyard.monitoring.model.FeatureChart.Bin;

class FeatureChartsTest {

    private static final int ROWS = 5_000;

    private static Table table(double shift, int categories) {
        SplittableRandom random = new SplittableRandom(7);
        double[] amounts = random.doubles(ROWS).map(x -> x * x * 100 + shift).toArray();
        amounts[0] = Double.NaN;
        double[] flags = random.doubles(ROWS).map(x -> x < 0.3 ? 1 : 0).toArray();
        String[] colours = IntStream.range(0, ROWS)
                .mapToObj(i -> "c" + random.nextInt(categories))
                .toArray(String[]::new);
        String[] notes = IntStream.range(0, ROWS)
                .mapToObj(i -> "word" + random.nextInt(100) + " and " + "x".repeat(random.nextInt(60)))
                .toArray(String[]::new);
        return new Samples()
                .numeric("amount", amounts)
                .bool("flag", flags)
                .categorical("colour", colours)
                .text("note", notes)
                .table();
    }

    private static List<FeatureChart> charts(Table reference, Table window) {
        ProfileLayout layout = ProfileLayout.of(reference);
        return FeatureCharts.of(Histograms.of(layout, reference), Histograms.of(layout, window));
    }

    @Test
    void there_is_a_chart_for_each_line_with_at_most_forty_bins() {
        List<FeatureChart> charts = charts(table(0, 200), table(30, 300));
        assertThat(charts)
                .extracting(FeatureChart::name)
                .containsExactly("amount", "flag", "colour", "note", "prediction", "score");
        assertThat(charts).allSatisfy(chart -> assertThat(chart.bins()).hasSizeBetween(1, FeatureCharts.MOST_BINS));
        assertThat(charts.get(0).bins()).hasSizeGreaterThan(30);
        assertThat(charts.get(2).bins()).hasSizeGreaterThan(30);
    }

    @Test
    void merging_loses_no_row() {
        for (FeatureChart chart : charts(table(0, 200), table(30, 300)).subList(0, 3)) {
            assertThat(sum(chart, Bin::reference)).as(chart.name()).isCloseTo(1, within(1e-9));
            assertThat(sum(chart, Bin::window)).as(chart.name()).isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void a_shift_shows_and_sameness_shows_none() {
        FeatureChart same = charts(table(0, 5), table(0, 5)).get(0);
        assertThat(same.bins()).allSatisfy(bin -> assertThat(bin.window()).isEqualTo(bin.reference()));
        FeatureChart shifted = charts(table(0, 5), table(200, 5)).get(0);
        Bin last = shifted.bins().get(shifted.bins().size() - 1);
        assertThat(last.label()).startsWith("> ");
        assertThat(last.reference()).isZero();
        assertThat(last.window()).isGreaterThan(0.99);
    }

    @Test
    void edges_are_plain_numbers_that_differ() {
        assertThat(charts(table(13_000, 5), table(13_000, 5)).get(0).bins())
                .extracting(Bin::label)
                .filteredOn(label -> label.contains(" – "))
                .hasSizeGreaterThan(20)
                .allMatch(label -> label.matches("13[01][0-9]{2}(\\.[0-9]{1,2})? – 13[01][0-9]{2}(\\.[0-9]{1,2})?"))
                .doesNotHaveDuplicates()
                .noneMatch(label -> label.split(" – ")[0].equals(label.split(" – ")[1]));
    }

    @Test
    void a_side_without_rows_has_no_shares_rather_than_zeros() {
        Table reference = table(0, 5);
        ProfileLayout layout = ProfileLayout.of(reference);
        List<FeatureChart> charts = FeatureCharts.of(Histograms.of(layout, reference), new Histograms(layout));
        assertThat(charts.get(1).bins()).allSatisfy(bin -> {
            assertThat(bin.reference()).isNotNull();
            assertThat(bin.window()).isNull();
        });
    }

    @Test
    void words_that_changed_are_shown_beside_the_lengths() {
        List<Bin> bins = charts(table(0, 5), table(0, 5)).get(3).bins();
        assertThat(bins).extracting(Bin::label).anyMatch(label -> label.startsWith("length "));
        assertThat(bins)
                .extracting(Bin::label)
                .filteredOn(label -> label.startsWith("words "))
                .hasSize(8);
    }

    @Test
    void lines_and_charts_come_back_from_json_as_they_were() {
        List<FeatureChart> charts = charts(table(0, 5), table(3, 5));
        assertThat(MonitoringJson.charts(MonitoringJson.write(charts))).isEqualTo(charts);
        Table reference = table(0, 5);
        ProfileLayout layout = ProfileLayout.of(reference);
        DriftReport report = DriftTest.withDefaults().compare(Histograms.of(layout, reference), new Histograms(layout));
        List<ReportLine> lines = report.features().stream().map(ReportLine::of).toList();
        assertThat(lines).isNotEmpty().allSatisfy(line -> {
            assertThat(line.p()).as("not tested").isNull();
            assertThat(line.verdict()).isEqualTo("TOO_FEW");
        });
        assertThat(MonitoringJson.lines(MonitoringJson.write(lines))).isEqualTo(lines);
    }

    private static double sum(FeatureChart chart, Function<Bin, @Nullable Double> side) {
        return chart.bins().stream()
                .mapToDouble(bin -> Objects.requireNonNull(side.apply(bin)))
                .sum();
    }
}
