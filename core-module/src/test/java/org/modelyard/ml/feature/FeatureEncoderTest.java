package org.modelyard.ml.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
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

class FeatureEncoderTest {

    private static final Schema SCHEMA = SharedData.schema(
            Task.CLASSIFICATION, "y", "text:TEXT", "n:NUMERIC", "c:CATEGORICAL", "b:BOOLEAN", "t:TIMESTAMP");
    private static final Table TABLE = new Table(
            SCHEMA,
            List.of(
                    new Column.Texts(new @Nullable String[] {"Card lost", "card found", "LOST card!", null}),
                    new Column.Numbers(new double[] {1, 2, 3, Double.NaN}),
                    new Column.Categories(new int[] {0, 0, 1, -1}, new String[] {"red", "blue", "unused"}),
                    new Column.Numbers(new double[] {0, 1, Double.NaN, 1}),
                    new Column.Numbers(new double[] {0, 86_400, 172_800, 3_600})),
            new Column.Categories(new int[] {0, 1, 0, 1}, new String[] {"no", "yes"}));
    private static final EncodingSpec WORDS = new EncodingSpec(2, 2, 0, 2, 100, 0, 2, 10);

    /** {@link #TABLE} encoded with {@link #WORDS} and 4 bins, as it was written when there were no choices a feature. */
    private static final String FIRST_FORMAT =
            "TVlGMQAAAAUAAAAEAHQAZQB4AHQAAAAEAFQARQBYAFQAAAAAAAMAAAACAAAAAgAAAAAAAAACAAAAAj+cj/g/wWK8AAAA"
                    + "AgAAAAQAYwBhAHIAZAAAAAQAbABvAHMAdAAAAAEAbgAAAAcATgBVAE0ARQBSAEkAQwAAQAAAAAAAAAA/85iOFAkhLgEA"
                    + "AAACP/gAAAAAAABABAAAAAAAAAAAAAEAYwAAAAsAQwBBAFQARQBHAE8AUgBJAEMAQQBMAAAAAAABAAAAAwByAGUAZAAA"
                    + "AAEAYgAAAAcAQgBPAE8ATABFAEEATgAAAAAAAQB0AAAACQBUAEkATQBFAFMAVABBAE0AUAABP+gAAAAAAAA/80v2PRVo"
                    + "JgAAAAAA";

    @Test
    void what_was_written_before_features_had_choices_is_read_and_still_written() {
        byte[] old = Base64.getDecoder().decode(FIRST_FORMAT);
        FeatureEncoder fitted = FeatureEncoder.fit(TABLE, WORDS.withBins(4));
        assertThat(fitted.toBytes()).isEqualTo(old);
        SparseRows rows = FeatureEncoder.fromBytes(old).encode(TABLE);
        assertThat(rows.offsets()).containsExactly(0, 12, 24, 37, 47);
        assertThat(Arrays.hashCode(rows.indices())).isEqualTo(784401915);
        assertThat(Arrays.hashCode(rows.values())).isEqualTo(-57834565);
    }

    @Test
    void without_choices_the_encoding_is_what_it_always_was() {
        FeatureEncoder encoder = FeatureEncoder.fit(TABLE, EncodingSpec.defaults());
        assertThat(Arrays.hashCode(encoder.toBytes())).isEqualTo(-674835934);
        assertThat(Arrays.hashCode(encoder.encode(TABLE).indices())).isEqualTo(-1424822822);
        assertThat(Arrays.hashCode(encoder.encode(TABLE).values())).isEqualTo(1011456729);
    }

    @Test
    void text_becomes_lower_case_words_and_pairs_that_enough_rows_hold() {
        FeatureEncoder encoder = FeatureEncoder.fit(TABLE, WORDS);
        assertThat(encoder.meanings()).startsWith("text word 'card'", "text word 'lost'");
        assertThat(encoder.base(1)).isEqualTo(2);
        Map<String, Float> row = encoded(encoder, 0);
        // df: card 3, lost 2, of 4 rows
        double card = Math.log(5.0 / 4) + 1;
        double lost = Math.log(5.0 / 3) + 1;
        double length = Math.hypot(card, lost);
        assertThat(row.get("text word 'card'")).isCloseTo((float) (card / length), within(1e-6f));
        assertThat(row.get("text word 'lost'")).isCloseTo((float) (lost / length), within(1e-6f));
    }

    @Test
    void a_number_is_standardised_by_the_training_rows_and_missing_ones_are_marked() {
        FeatureEncoder encoder = FeatureEncoder.fit(TABLE, WORDS);
        assertThat(encoded(encoder, 2).get("n")).isCloseTo((float) Math.sqrt(1.5), within(1e-6f));
        assertThat(encoded(encoder, 3)).containsEntry("n missing", 1f).doesNotContainKey("n");
    }

    @Test
    void rare_and_unknown_categories_share_a_bucket() {
        FeatureEncoder encoder = FeatureEncoder.fit(TABLE, WORDS);
        assertThat(encoded(encoder, 0)).containsEntry("c=red", 1f);
        assertThat(encoded(encoder, 2)).containsEntry("c other", 1f);
        assertThat(encoded(encoder, 3)).containsEntry("c missing", 1f);
        InputRow unseen = InputRow.empty(5);
        unseen.texts()[2] = "green";
        assertThat(encoded(encoder, unseen)).containsEntry("c other", 1f);
    }

    @Test
    void a_day_is_a_point_on_circles_and_a_standardised_number() {
        FeatureEncoder encoder = FeatureEncoder.fit(TABLE, WORDS);
        Map<String, Float> epoch = encoded(encoder, 0); // 1970-01-01T00:00Z, a Thursday
        assertThat(epoch.get("t hour cos")).isEqualTo(1f);
        assertThat(epoch.get("t weekday sin")).isCloseTo((float) Math.sin(2 * Math.PI * 3 / 7), within(1e-6f));
        assertThat(encoded(encoder, 3).get("t hour sin")).isCloseTo((float) Math.sin(2 * Math.PI / 24), within(1e-6f));
        assertThat(epoch.get("t day")).isNegative();
    }

    @Test
    void only_features_without_gaps_in_training_are_required() {
        FeatureEncoder encoder = FeatureEncoder.fit(TABLE, WORDS);
        assertThat(encoder.required(0)).isFalse();
        assertThat(encoder.required(4)).isTrue();
    }

    @Test
    void the_widest_numbers_stay_finite() {
        FeatureEncoder encoder = FeatureEncoder.fit(TABLE, WORDS);
        for (double extreme : new double[] {Double.MAX_VALUE, -Double.MAX_VALUE, Double.POSITIVE_INFINITY}) {
            InputRow row = InputRow.empty(5);
            row.numbers()[1] = extreme;
            row.numbers()[4] = extreme;
            assertThat(encoded(encoder, row).values()).allMatch(value -> Float.isFinite(value));
        }
    }

    @Test
    void written_and_read_it_encodes_the_same_and_writes_the_same() {
        FeatureEncoder encoder = FeatureEncoder.fit(TABLE, EncodingSpec.defaults());
        FeatureEncoder again = FeatureEncoder.fromBytes(encoder.toBytes());
        assertThat(again.toBytes()).isEqualTo(encoder.toBytes());
        assertThat(again.meanings()).isEqualTo(encoder.meanings());
        assertThat(again.encode(TABLE).values()).isEqualTo(encoder.encode(TABLE).values());
        assertThat(again.features()).isEqualTo(encoder.features());
    }

    @Test
    void every_truncation_is_refused_as_corrupt() {
        byte[] bytes = FeatureEncoder.fit(TABLE, EncodingSpec.defaults()).toBytes();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> FeatureEncoder.fromBytes(cut)).isInstanceOf(CorruptContent.class);
        }
    }

    @Test
    void rows_are_encoded_alike_in_a_table_and_one_by_one() {
        FeatureEncoder encoder = FeatureEncoder.fit(TABLE, EncodingSpec.defaults());
        SparseRows rows = encoder.encode(TABLE);
        SparseVector vector = new SparseVector();
        InputRow input = InputRow.empty(5);
        for (int row = 0; row < TABLE.rows(); row++) {
            FeatureEncoder.fill(input, TABLE, row);
            encoder.encode(input, vector);
            int from = rows.offsets()[row];
            int to = rows.offsets()[row + 1];
            assertThat(Arrays.copyOf(vector.indices(), vector.size()))
                    .isEqualTo(Arrays.copyOfRange(rows.indices(), from, to))
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(Arrays.copyOf(vector.values(), vector.size()))
                    .isEqualTo(Arrays.copyOfRange(rows.values(), from, to));
        }
    }

    private static Map<String, Float> encoded(FeatureEncoder encoder, int row) {
        InputRow input = InputRow.empty(5);
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
}
