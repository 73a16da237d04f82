package org.modelyard.ml.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.score.InputRow;
import org.modelyard.testdata.SharedData;

class ChosenEncodingTest {

    private static final Schema SCHEMA = SharedData.schema(
            Task.CLASSIFICATION,
            "y",
            "text:TEXT",
            "n:NUMERIC",
            "c:CATEGORICAL",
            "b:BOOLEAN",
            "t:TIMESTAMP",
            "d:CATEGORICAL",
            "m:NUMERIC");
    static final Table TABLE = new Table(
            SCHEMA,
            List.of(
                    new Column.Texts(new @Nullable String[] {"Card lost card", "card found!", "LOST card!", null}),
                    new Column.Numbers(new double[] {Math.E - 1, 0, 1 - Math.E, Double.NaN}),
                    new Column.Categories(new int[] {0, 0, 1, -1}, new String[] {"red", "blue"}),
                    new Column.Numbers(new double[] {0, 1, Double.NaN, 1}),
                    new Column.Numbers(new double[] {
                        seconds("2026-12-24T23:30:00Z"),
                        seconds("2026-07-04T11:00:00Z"),
                        seconds("2026-07-06T00:00:00Z"),
                        Double.NaN
                    }),
                    new Column.Categories(new int[] {0, 1, 1, 0}, new String[] {"x", "y"}),
                    new Column.Numbers(new double[] {1, 2, 3, 4})),
            new Column.Categories(new int[] {0, 1, 0, 1}, new String[] {"no", "yes"}));

    @Test
    void counts_and_ones_are_not_scaled() {
        FeatureEncoder counts = fit(Map.of("text", Map.of("weighting", "COUNTS")));
        assertThat(encoded(counts, 0)).containsEntry("text word 'card'", 2f).containsEntry("text word 'lost'", 1f);
        FeatureEncoder ones = fit(Map.of("text", Map.of("weighting", "BINARY")));
        assertThat(encoded(ones, 0)).containsEntry("text word 'card'", 1f).containsEntry("text word 'lost'", 1f);
    }

    @Test
    void case_is_kept_where_that_is_chosen() {
        FeatureEncoder encoder = fit(Map.of("text", Map.of("lowerCase", false, "weighting", "BINARY")));
        assertThat(encoder.meanings()).contains("text word 'Card'", "text word 'card'", "text word 'LOST'");
        assertThat(encoded(encoder, 2)).containsKeys("text word 'LOST'", "text word 'card'");
        assertThat(fit(Map.of()).meanings()).contains("text word 'card'").doesNotContain("text word 'Card'");
    }

    @Test
    void hashed_terms_weigh_what_those_of_a_vocabulary_weigh() {
        for (String weighting : List.of("TFIDF", "COUNTS", "BINARY")) {
            FeatureEncoder known = fit(Map.of("text", Map.of("weighting", weighting)));
            FeatureEncoder hashed = fit(Map.of("text", Map.of("weighting", weighting, "hashBits", 12)));
            assertThat(hashed.base(1)).isEqualTo(1 << 12);
            for (int row = 0; row < 4; row++) {
                assertThat(ofText(encoded(hashed, row))).isEqualTo(ofText(encoded(known, row)));
            }
        }
    }

    @Test
    void few_buckets_are_shared_and_hold_terms_never_seen() {
        FeatureEncoder hashed = fit(Map.of("text", Map.of("weighting", "COUNTS", "hashBits", 4)));
        InputRow row = InputRow.empty(7);
        row.texts()[0] = String.join(" ", Arrays.asList("abcdefghijklmnopqrstuvwxyz0123456789".split("")));
        Map<String, Float> found = ofNamed(encoded(hashed, row), "text");
        assertThat(found).hasSizeLessThanOrEqualTo(16);
        assertThat(found.values().stream().mapToDouble(Float::doubleValue).sum())
                .isEqualTo(36);
    }

    @Test
    void the_surface_is_standardised_over_the_training_rows_and_missing_texts_are_marked() {
        FeatureEncoder encoder = fit(Map.of("text", Map.of("surface", true)));
        double[] characters = {Math.log(15), Math.log(12), Math.log(11)};
        double mean = Arrays.stream(characters).average().orElseThrow();
        double deviation = Math.sqrt(
                Arrays.stream(characters).map(c -> (c - mean) * (c - mean)).sum() / 3);
        assertThat(encoded(encoder, 0).get("text characters"))
                .isCloseTo((float) ((characters[0] - mean) / deviation), within(1e-5f));
        assertThat(encoded(encoder, 0).get("text exclamation marks")).isNegative();
        assertThat(encoded(encoder, 1).get("text exclamation marks")).isPositive();
        assertThat(encoded(encoder, 1).get("text emoji")).isZero(); // it never varied
        assertThat(encoded(encoder, 3)).containsEntry("text missing", 1f).doesNotContainKey("text characters");
    }

    @Test
    void a_number_may_stand_for_its_logarithm_and_for_itself() {
        FeatureEncoder logs = fit(Map.of("n", Map.of("log1p", true, "standardise", false)));
        assertThat(encoded(logs, 0).get("n")).isCloseTo(1, within(1e-6f));
        assertThat(encoded(logs, 2).get("n")).isCloseTo(-1, within(1e-6f));
        assertThat(encoded(logs, 3)).containsEntry("n missing", 1f);
        FeatureEncoder raw = fit(Map.of("n", Map.of("standardise", false)));
        assertThat(encoded(raw, 0).get("n")).isCloseTo((float) (Math.E - 1), within(1e-6f));
        InputRow row = InputRow.empty(7);
        row.numbers()[1] = 5e9;
        assertThat(encoded(raw, row)).containsEntry("n", 5e9f);
        FeatureEncoder standard = fit(Map.of("n", Map.of("log1p", true)));
        assertThat(encoded(standard, 0).get("n")).isCloseTo((float) Math.sqrt(1.5), within(1e-6f));
    }

    @Test
    void a_number_has_bins_of_its_own_or_none() {
        assertThat(fit(Map.of("m", Map.of("bins", 4))).meanings()).contains("m bin 0 <= 1.5", "m bin 3 > 3.5");
        EncodingSpec binned = spec(Map.of("m", Map.of("bins", 0))).withBins(4);
        assertThat(FeatureEncoder.fit(TABLE, binned).meanings())
                .anyMatch(meaning -> meaning.startsWith("n bin 0 <= -0.859"))
                .noneMatch(meaning -> meaning.startsWith("m bin"));
    }

    @Test
    void hashed_categories_need_not_be_known() {
        FeatureEncoder encoder = fit(Map.of("c", Map.of("hashBits", 8)));
        Set<String> buckets = new HashSet<>();
        for (String value : List.of("red", "blue", "green", "never seen")) {
            InputRow row = InputRow.empty(7);
            row.texts()[2] = value;
            Map<String, Float> found = ofNamed(encoded(encoder, row), "c");
            assertThat(found).hasSize(1).containsValue(1f);
            buckets.addAll(found.keySet());
        }
        assertThat(buckets).hasSize(4);
        assertThat(encoded(encoder, 3)).containsEntry("c missing", 1f);
    }

    @Test
    void the_clock_of_the_zone_tells_hour_weekday_month_weekend_and_holiday() {
        FeatureEncoder encoder = fit(Map.of(
                "t",
                Map.of("zone", "Europe/Berlin", "oneHot", true, "weekend", true, "holidays", List.of("2026-12-25"))));
        assertThat(ofNamed(encoded(encoder, 0), "t")) // 00:30 on Friday, 25 December, in Berlin
                .containsEntry("t hour 0", 1f)
                .containsEntry("t weekday 5", 1f)
                .containsEntry("t month 12", 1f)
                .containsEntry("t holiday", 1f)
                .containsEntry("t hour cos", 1f)
                .doesNotContainKey("t weekend");
        assertThat(ofNamed(encoded(encoder, 1), "t")) // 13:00 on Saturday, 4 July, in summer time
                .containsEntry("t hour 13", 1f)
                .containsEntry("t weekend", 1f)
                .doesNotContainKey("t holiday");
        assertThat(encoded(fit(Map.of("t", Map.of("oneHot", true))), 0)).containsEntry("t hour 23", 1f);
        assertThat(ofNamed(encoded(encoder, 3), "t")).containsOnlyKeys("t day missing");
    }

    @Test
    void products_are_of_what_the_features_are_encoded_as() {
        FeatureEncoder encoder = fit(Map.of(), List.of("n", "m"), List.of("c", "m"), List.of("b", "c"));
        Map<String, Float> row = encoded(encoder, 0);
        float product = row.getOrDefault("n", 0f) * row.getOrDefault("m", 0f);
        assertThat(row.get("n × m")).isNotZero().isCloseTo(product, within(1e-5f));
        assertThat(row).containsEntry("c × m=red", row.get("m")).containsEntry("b × c=red", 0f);
        assertThat(encoded(encoder, 1)).containsEntry("b × c=red", 1f);
        assertThat(encoded(encoder, 2).keySet()).noneMatch(name -> name.startsWith("b × c")); // b is missing
        assertThat(encoded(encoder, 3)).containsKey("c × m missing").doesNotContainKey("n × m");
    }

    @Test
    void pairs_of_categories_fall_into_buckets() {
        FeatureEncoder encoder = fit(Map.of("c", Map.of("hashBits", 5)), List.of("c", "d"));
        int from = encoder.base(7);
        assertThat(encoder.width() - from).isEqualTo(16);
        Set<Integer> buckets = new HashSet<>();
        for (String[] pair : new String[][] {{"red", "x"}, {"red", "y"}, {"blue", "y"}, {null, "x"}, {"re", "dx"}}) {
            InputRow row = InputRow.empty(7);
            row.texts()[2] = pair[0];
            row.texts()[5] = pair[1];
            SparseVector vector = new SparseVector();
            encoder.encode(row, vector);
            int last = vector.size() - 1;
            assertThat(vector.indices()[last]).isGreaterThanOrEqualTo(from);
            assertThat(vector.indices()[last - 1]).isLessThan(from);
            assertThat(vector.values()[last]).isEqualTo(1f);
            buckets.add(vector.indices()[last]);
        }
        assertThat(buckets).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void written_and_read_each_choice_encodes_the_same() {
        FeatureEncoder encoder = everything();
        byte[] bytes = encoder.toBytes();
        FeatureEncoder again = FeatureEncoder.fromBytes(bytes);
        assertThat(again.toBytes()).isEqualTo(bytes);
        assertThat(again.meanings()).isEqualTo(encoder.meanings()).doesNotHaveDuplicates();
        SparseRows rows = encoder.encode(TABLE);
        assertThat(again.encode(TABLE).values()).isEqualTo(rows.values());
        assertThat(again.encode(TABLE).indices()).isEqualTo(rows.indices());
        assertThat(Arrays.stream(rows.indices()).max().orElseThrow()).isLessThan(encoder.width());
        for (int row = 0; row < 4; row++) {
            assertThat(Arrays.copyOfRange(rows.indices(), rows.offsets()[row], rows.offsets()[row + 1]))
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void every_truncation_is_refused_as_corrupt() {
        byte[] bytes = everything().toBytes();
        for (int length = 0; length < bytes.length; length += length < bytes.length - 200 ? 37 : 1) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> FeatureEncoder.fromBytes(cut)).isInstanceOf(CorruptContent.class);
        }
    }

    @Test
    void a_choice_for_another_type_or_nobody_is_a_fault() {
        EncodingChoices nobody = new EncodingChoices(Map.of("nobody", ColumnChoice.OfText.DEFAULT), List.of());
        EncodingChoices other = new EncodingChoices(Map.of("n", ColumnChoice.OfText.DEFAULT), List.of());
        EncodingChoices product = new EncodingChoices(Map.of(), List.of(new EncodingChoices.Interaction("n", "text")));
        for (EncodingChoices choices : List.of(nobody, other, product)) {
            assertThatThrownBy(() ->
                            FeatureEncoder.fit(TABLE, EncodingSpec.defaults().with(choices)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static FeatureEncoder everything() {
        return fit(
                Map.of(
                        "text", Map.of("weighting", "tfidf", "hashBits", 6, "surface", true, "lowerCase", false),
                        "n", Map.of("log1p", true, "bins", 3),
                        "c", Map.of("hashBits", 4),
                        "t",
                                Map.of(
                                        "zone",
                                        "America/New_York",
                                        "oneHot",
                                        true,
                                        "weekend",
                                        true,
                                        "holidays",
                                        List.of("2026-12-25")),
                        "m", Map.of("standardise", false)),
                List.of("n", "m"),
                List.of("c", "d"),
                List.of("d", "n"));
    }

    @SafeVarargs
    static FeatureEncoder fit(Map<String, ?> encode, List<String>... interactions) {
        return FeatureEncoder.fit(TABLE, spec(encode, interactions));
    }

    @SafeVarargs
    private static EncodingSpec spec(Map<String, ?> encode, List<String>... interactions) {
        return new EncodingSpec(1, 2, 0, 1, 100, 0, 1, 10)
                .with(EncodingChoices.parse(encode, List.of(interactions), SCHEMA.features()));
    }

    private static double seconds(String instant) {
        return Instant.parse(instant).getEpochSecond();
    }

    static Map<String, Float> encoded(FeatureEncoder encoder, int row) {
        InputRow input = InputRow.empty(7);
        FeatureEncoder.fill(input, TABLE, row);
        return encoded(encoder, input);
    }

    private static Map<String, Float> encoded(FeatureEncoder encoder, InputRow input) {
        SparseVector vector = new SparseVector();
        encoder.encode(input, vector);
        Map<String, Float> named = new TreeMap<>();
        for (int i = 0; i < vector.size(); i++) {
            named.put(encoder.meanings().get(vector.indices()[i]), vector.values()[i]);
        }
        return named;
    }

    static Map<String, Float> ofNamed(Map<String, Float> encoded, String feature) {
        Map<String, Float> found = new TreeMap<>(encoded);
        found.keySet().removeIf(name -> !name.startsWith(feature + " "));
        return found;
    }

    private static List<Float> ofText(Map<String, Float> encoded) {
        return ofNamed(encoded, "text").values().stream().sorted().toList();
    }
}
