package org.modelyard.dataset.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelyard.platform.model.Refusal;

class SnapshotManifestTest {

    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);
    private static final Schema SCHEMA = ExampleRows.schema(Task.CLASSIFICATION);
    private static final SnapshotManifest MANIFEST = SnapshotManifest.of(
            A,
            SCHEMA,
            List.of(
                    SnapshotChunk.of(A, 20, BitSet.valueOf(new long[] {0b1011}), Map.of(1, "new")),
                    SnapshotChunk.whole(B, 5)));

    @Test
    void json_gives_the_same_manifest() {
        assertThat(SnapshotManifest.fromJson(MANIFEST.toJson())).isEqualTo(MANIFEST);
        assertThat(MANIFEST.rows()).isEqualTo(8);
        assertThat(MANIFEST.chunks().get(0).selectedRows()).containsExactly(0, 1, 3);
        assertThat(MANIFEST.chunks().get(1).selectedRows()).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void a_sample_is_spread_over_all_chunks_and_keeps_the_labels_of_its_rows() {
        assertThat(MANIFEST.sampled(8)).isSameAs(MANIFEST);
        SnapshotManifest some = MANIFEST.sampled(4);
        assertThat(some.rows()).isEqualTo(4);
        assertThat(some.chunks().get(0).selectedRows()).containsExactly(0, 3);
        assertThat(some.chunks().get(0).labels()).isEmpty();
        assertThat(some.chunks().get(1).selectedRows()).containsExactly(1, 3);
        assertThat(MANIFEST.sampled(7).chunks().get(0).labels()).containsEntry(1, "new");
    }

    @Property
    void a_sample_has_as_many_rows_as_asked_for(
            @ForAll @IntRange(min = 1, max = 400) int rows, @ForAll @IntRange(min = 1, max = 400) int most) {
        SnapshotManifest all = SnapshotManifest.of(
                A, SCHEMA, List.of(SnapshotChunk.whole(A, rows), SnapshotChunk.whole(B, (rows + 1) / 2)));
        assertThat(all.sampled(most).rows()).isEqualTo(Math.min(most, all.rows()));
    }

    @Property(tries = 200)
    void a_selection_survives(@ForAll @IntRange(min = 1, max = 300) int rows, @ForAll long bits) {
        BitSet selected = new BitSet();
        for (int row = 0; row < rows; row++) {
            selected.set(row, (bits >>> (row % 61) & 1) == 1);
        }
        if (selected.isEmpty()) {
            selected.set(rows - 1);
        }

        SnapshotChunk chunk = SnapshotChunk.of(A, rows, selected, Map.of());

        assertThat(chunk.selectedRows()).containsExactly(selected.stream().toArray());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "rows":8            | "rows":9                | it says 9 rows and its chunks have 8
                    "count":3           | "count":4               | says 4 rows and selects 3
                    "rows":20           | "rows":2                | selects rows that it does not have
                    "Cw=="              | "C"                     | no Base64
                    "labels":{"1":"new"}| "labels":{"2":"new"}    | relabels row 2, which it does not select
                    "labels":{"1":"new"}| "labels":{"1":" "}      | the target is missing
                    "format":1          | "format":2              | its format is 2
                    "format":1          | "format":1,"more":1     | cannot be read
                    bbbbbbbbbbbbbbbb    | ../etc                  | no SHA-256
                    "count":5           | "count":"five"          | cannot be read
                    "rows":5            | "rows":5.5              | cannot be read
                    """)
    void a_manifest_that_lies_is_refused(String truth, String lie, String reason) {
        String json = MANIFEST.toJson();
        assertThat(json).contains(truth);

        assertThatThrownBy(() -> SnapshotManifest.fromJson(json.replace(truth, lie)))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining(reason);
    }

    @Test
    void a_chunk_listed_twice_or_a_missing_field_is_refused() {
        String json = MANIFEST.toJson();

        assertThatThrownBy(() -> SnapshotManifest.fromJson(json.replace(B, A))).hasMessageContaining("listed twice");
        assertThatThrownBy(() -> SnapshotManifest.fromJson(
                        json.replace("\"labels\":{},", "").replace(",\"labels\":{}", "")))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("a field is missing");
        assertThatThrownBy(() -> SnapshotManifest.fromJson(json.substring(0, 40)))
                .isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void a_regression_snapshot_takes_numbers_only() {
        List<SnapshotChunk> chunks = List.of(SnapshotChunk.of(A, 1, BitSet.valueOf(new long[] {1}), Map.of(0, "12x")));

        assertThatThrownBy(() -> SnapshotManifest.of(A, ExampleRows.schema(Task.REGRESSION), chunks))
                .hasMessageContaining("'12x' is not a finite number");
    }

    @Test
    void a_schema_survives_as_json() {
        String json = DatasetJson.write(SCHEMA);

        assertThat(DatasetJson.read("schema", json, Schema.class)).isEqualTo(SCHEMA);
    }
}
