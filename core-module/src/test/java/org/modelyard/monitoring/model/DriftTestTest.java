package org.modelyard.monitoring.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.score.InputRow;

class DriftTestTest {

    private static final String[] CHANNELS = {"web", "app", "shop", "phone"};
    private static final Table REFERENCE = sample(5_000, 1, Shift.NONE);
    private static final ProfileLayout LAYOUT = ProfileLayout.of(REFERENCE);

    private enum Shift {
        NONE,
        MEAN,
        SCALE,
        NEW_CATEGORY,
        FREQUENCIES,
        FLAG,
        MISSING,
        ALL_MISSING,
        VOCABULARY,
        LENGTH
    }

    @Test
    void the_same_distribution_stays_silent() {
        DriftReport report = compare(Shift.NONE, 2_000);
        assertThat(report.verdict()).isEqualTo(new DriftVerdict.Stable());
        assertThat(report.features()).hasSize(4).allMatch(line -> line.verdict() instanceof DriftVerdict.Stable);
        assertThat(report.driftedShare()).isZero();
        assertThat(report.largestEffect()).isNaN();
    }

    @Test
    void a_shifted_mean_rings() {
        rings(Shift.MEAN, "amount", DriftStatistic.KOLMOGOROV_SMIRNOV);
    }

    @Test
    void a_wider_spread_rings() {
        rings(Shift.SCALE, "amount", DriftStatistic.KOLMOGOROV_SMIRNOV);
    }

    @Test
    void a_new_category_rings() {
        rings(Shift.NEW_CATEGORY, "channel", DriftStatistic.CHI_SQUARED);
    }

    @Test
    void other_frequencies_of_known_categories_ring() {
        rings(Shift.FREQUENCIES, "channel", DriftStatistic.CHI_SQUARED);
    }

    @Test
    void a_flag_that_is_set_more_often_rings() {
        rings(Shift.FLAG, "returning", DriftStatistic.CHI_SQUARED);
    }

    @Test
    void values_that_go_missing_ring() {
        rings(Shift.MISSING, "amount", DriftStatistic.MISSING_SHARE);
    }

    @Test
    void a_feature_that_is_gone_altogether_rings() {
        rings(Shift.ALL_MISSING, "amount", DriftStatistic.MISSING_SHARE);
    }

    @Test
    void a_new_vocabulary_rings() {
        rings(Shift.VOCABULARY, "question", DriftStatistic.TOKEN_SHARE);
    }

    @Test
    void longer_texts_ring() {
        DriftReport report = compare(Shift.LENGTH, 1_000);
        assertThat(report.drifted()).extracting(FeatureDrift::name).containsExactly("question");
    }

    @Test
    void a_value_beside_a_constant_rings_however_long_the_reference() {
        String[] before = new String[50_000];
        Arrays.fill(before, "web");
        String[] after = Arrays.copyOf(before, 300);
        Arrays.fill(after, 0, 30, "partner");
        Table reference = new Samples().categorical("channel", before).table();
        ProfileLayout layout = ProfileLayout.of(reference);
        DriftReport report = DriftTest.withDefaults()
                .compare(
                        Histograms.of(layout, reference),
                        Histograms.of(
                                layout,
                                new Samples().categorical("channel", after).table()));
        assertThat(report.drifted()).singleElement().satisfies(line -> {
            assertThat(line.test()).isEqualTo(DriftStatistic.CATEGORY_SHARE);
            assertThat(line.statistic()).matches(share -> Math.abs(Math.abs(share) - 0.1) < 1e-12);
        });
    }

    @Test
    void too_few_rows_is_not_stability() {
        DriftReport report = compare(Shift.MEAN, 199);
        assertThat(report.verdict()).isEqualTo(new DriftVerdict.TooFewRows(199, 200));
        assertThat(report.features())
                .allMatch(line -> line.verdict() instanceof DriftVerdict.TooFewRows && Double.isNaN(line.p()));
        assertThat(report.driftedShare()).isNaN();
        assertThat(compare(Shift.MEAN, 200).verdict()).isInstanceOf(DriftVerdict.Drifted.class);
    }

    @Test
    void a_change_beyond_chance_but_without_weight_stays_silent() {
        double[] before = new Random(3).doubles(400_000).toArray();
        double[] after = new Random(4).doubles(400_000).map(x -> x + 0.01).toArray();
        Table reference = new Samples().numeric("x", before).table();
        ProfileLayout layout = ProfileLayout.of(reference);
        FeatureDrift line = DriftTest.withDefaults()
                .compare(
                        Histograms.of(layout, reference),
                        Histograms.of(layout, new Samples().numeric("x", after).table()))
                .features()
                .get(0);
        assertThat(line.adjustedP()).isLessThan(1e-9);
        assertThat(line.verdict()).isEqualTo(new DriftVerdict.Stable());
    }

    @Test
    void answers_are_compared_where_both_sides_have_enough() {
        Histograms reference = Histograms.of(LAYOUT, REFERENCE);
        Histograms window = Histograms.of(LAYOUT, sample(2_000, 9, Shift.NONE));
        answer(reference, 2_000, 0.3, 1);
        answer(window, 199, 0.6, 2);
        assertThat(DriftTest.withDefaults().compare(reference, window).features())
                .noneMatch(FeatureDrift::answer);
        answer(window, 1_801, 0.6, 3);
        DriftReport report = DriftTest.withDefaults().compare(reference, window);
        assertThat(report.drifted()).extracting(FeatureDrift::name).containsExactly("prediction");
        assertThat(report.features()).filteredOn(FeatureDrift::answer).hasSize(2);
    }

    @Test
    void when_every_input_is_withheld_the_answers_alone_are_no_stability() {
        Histograms reference = Histograms.of(LAYOUT, REFERENCE);
        Histograms window = new Histograms(LAYOUT);
        for (int i = 0; i < 500; i++) {
            window.add(told(Double.NaN, true));
        }
        answer(reference, 2_000, 0.3, 1);
        answer(window, 2_000, 0.3, 2);
        DriftReport report = DriftTest.withDefaults().compare(reference, window);
        assertThat(report.features())
                .filteredOn(FeatureDrift::answer)
                .hasSize(2)
                .allMatch(line -> line.verdict() instanceof DriftVerdict.Stable);
        assertThat(report.verdict()).isEqualTo(new DriftVerdict.TooFewRows(0, 200));
        answer(window, 2_000, 0.6, 3);
        assertThat(DriftTest.withDefaults().compare(reference, window).verdict())
                .as("what has drifted is told all the same")
                .isInstanceOf(DriftVerdict.Drifted.class);
    }

    @Test
    void a_feature_has_as_many_rows_as_were_told() {
        Random random = new Random(5);
        Histograms window = new Histograms(ONE);
        for (int i = 0; i < 1_000; i++) {
            window.add(told(4 * random.nextDouble() - 2, i >= 199));
        }
        assertThat(DriftTest.withDefaults().compare(ONE_REFERENCE, window).verdict())
                .isEqualTo(new DriftVerdict.TooFewRows(199, 200));
        window.add(told(4 * random.nextDouble() - 2, false));
        assertThat(DriftTest.withDefaults().compare(ONE_REFERENCE, window).verdict())
                .isEqualTo(new DriftVerdict.Stable());
    }

    @Test
    void the_share_that_is_missing_is_one_of_what_was_told() {
        Random random = new Random(6);
        Histograms window = new Histograms(ONE);
        for (int i = 0; i < 2_000; i++) { // of 400 that are told, half are missing: a tenth of all rows
            window.add(told(i % 2 == 0 ? Double.NaN : 4 * random.nextDouble() - 2, i >= 400));
        }
        FeatureDrift line = DriftTest.withDefaults()
                .compare(ONE_REFERENCE, window)
                .features()
                .get(0);
        assertThat(line.test()).isEqualTo(DriftStatistic.MISSING_SHARE);
        assertThat(line.statistic()).isEqualTo(0.5);
    }

    private static final Table NUMBERS = new Samples()
            .numeric("x", new Random(4).doubles(5_000).map(x -> 4 * x - 2).toArray())
            .table();
    private static final ProfileLayout ONE = ProfileLayout.of(NUMBERS);
    private static final Histograms ONE_REFERENCE = Histograms.of(ONE, NUMBERS);

    /** A row of as many inputs as any layout here has. */
    private static InputRow told(double number, boolean withheld) {
        String[] texts = new String[4];
        if (withheld) {
            Arrays.fill(texts, InputRow.WITHHELD);
        }
        return new InputRow(new double[] {withheld ? Double.NaN : number, Double.NaN, Double.NaN, Double.NaN}, texts);
    }

    @Test
    void another_layout_is_refused() {
        Table other = sample(500, 3, Shift.NONE);
        assertThatIllegalArgumentException().isThrownBy(() -> DriftTest.withDefaults()
                .compare(new Histograms(LAYOUT), new Histograms(ProfileLayout.of(other))));
    }

    private static void answer(Histograms histograms, int count, double share, int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            histograms.addPrediction(random.nextDouble() < share ? 1 : 0, random.nextDouble());
        }
    }

    private static void rings(Shift shift, String feature, DriftStatistic test) {
        DriftReport report = compare(shift, 1_000);
        assertThat(report.verdict()).isInstanceOf(DriftVerdict.Drifted.class);
        assertThat(report.drifted()).singleElement().satisfies(line -> {
            assertThat(line.name()).isEqualTo(feature);
            assertThat(line.test()).isEqualTo(test);
            assertThat(line.adjustedP()).isLessThan(0.01);
            assertThat(Math.max(line.effect(), line.distance())).isGreaterThanOrEqualTo(0.1);
        });
    }

    private static DriftReport compare(Shift shift, int rows) {
        return DriftTest.withDefaults()
                .compare(Histograms.of(LAYOUT, REFERENCE), Histograms.of(LAYOUT, sample(rows, 2, shift)));
    }

    private static Table sample(int rows, int seed, Shift shift) {
        Random random = new Random(seed);
        double[] amount = new double[rows];
        String[] channel = new String[rows];
        double[] returning = new double[rows];
        String[] question = new String[rows];
        for (int i = 0; i < rows; i++) {
            double z = random.nextGaussian();
            amount[i] = switch (shift) {
                case MEAN -> z + 0.5;
                case SCALE -> z * 1.6;
                case MISSING -> random.nextDouble() < 0.2 ? Double.NaN : z;
                case ALL_MISSING -> Double.NaN;
                default -> z;
            };
            channel[i] = shift == Shift.NEW_CATEGORY && random.nextDouble() < 0.1
                    ? "partner"
                    : CHANNELS[shift == Shift.FREQUENCIES ? random.nextInt(2) : random.nextInt(4)];
            returning[i] = random.nextDouble() < (shift == Shift.FLAG ? 0.6 : 0.4) ? 1 : 0;
            question[i] = words(random, shift);
        }
        return new Samples()
                .numeric("amount", amount)
                .categorical("channel", channel)
                .bool("returning", returning)
                .text("question", question)
                .table();
    }

    private static String words(Random random, Shift shift) {
        int count = 4 + random.nextInt(8) + (shift == Shift.LENGTH ? 4 : 0);
        UnaryOperator<String> word = shift == Shift.VOCABULARY ? w -> w.replace('w', 'v') : w -> w;
        String[] words = new String[count];
        // as in real texts few words are frequent and many are rare
        Arrays.setAll(words, i -> word.apply("w" + (int) (100 * Math.pow(random.nextDouble(), 3) + 100)));
        return String.join(" ", words);
    }
}
