package org.modelyard.dataset.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelyard.dataset.chunk.ChunkStats.ColumnStats;
import org.modelyard.dataset.model.CanonicalRow;
import org.modelyard.dataset.model.ExampleRow;
import org.modelyard.dataset.model.ExampleRows;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.SnapshotChunk;
import org.modelyard.dataset.model.SnapshotIdentity;
import org.modelyard.dataset.model.SnapshotManifest;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.registry.store.ArtifactMismatch;
import org.modelyard.registry.store.FileArtifactStore;

class ChunkTest {

    @Property(tries = 60)
    void rows_come_back_from_a_chunk(
            @ForAll Task task, @ForAll @IntRange(min = 1, max = 200) int count, @ForAll long seed) {
        Schema schema = ExampleRows.schema(task);
        List<ExampleRow> rows = ExampleRows.random(schema, count, seed);
        Chunk chunk = build(schema, rows);
        ExampleRow read = new ExampleRow(schema);
        CanonicalRow canonical = new CanonicalRow(schema);

        try (ChunkReader reader = ChunkReader.open(chunk.file(), schema)) {
            assertThat(reader.rows()).isEqualTo(count);
            for (int i = count - 1; i >= 0; i--) {
                reader.read(i, read);
                assertThat(ExampleRows.values(read)).isEqualTo(ExampleRows.values(rows.get(i)));
                assertThat(chunk.hashes()[i]).isEqualTo(canonical.hash(read));
            }
            int[] last = {count - 1, 0};
            assertThat(reader.table(last).columns().get(1).missing(0))
                    .isEqualTo(rows.get(count - 1).missing(1));
        }
        assertThat(build(schema, rows).file()).isEqualTo(chunk.file());
    }

    @Test
    void a_builder_starts_anew_after_each_chunk() {
        Schema schema = ExampleRows.schema(Task.CLASSIFICATION);
        List<ExampleRow> rows = ExampleRows.random(schema, 40, 5);
        ChunkBuilder builder = new ChunkBuilder(schema);
        rows.subList(0, 30).forEach(builder::add);
        builder.build();
        rows.subList(30, 40).forEach(builder::add);

        assertThat(builder.build().file())
                .isEqualTo(build(schema, rows.subList(30, 40)).file());
        assertThatThrownBy(builder::build).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_chunk_is_full_by_rows_or_by_bytes() {
        Schema schema = new Schema(Task.CLASSIFICATION, "y", List.of(new FeatureSpec("t", FeatureType.TEXT)));
        ExampleRow row = new ExampleRow(schema);
        row.texts()[0] = "x".repeat(1_000);
        row.target("l");
        ChunkBuilder byBytes = new ChunkBuilder(schema, 100, 10_000);
        ChunkBuilder byRows = new ChunkBuilder(schema, 100, 1 << 20);
        while (!byBytes.full()) {
            byBytes.add(row);
        }
        while (!byRows.full()) {
            byRows.add(row);
        }

        assertThat(byBytes.rows()).isEqualTo(10);
        assertThat(byRows.rows()).isEqualTo(100);
        assertThatThrownBy(() -> byRows.add(row)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void statistics_say_what_the_columns_hold() {
        Schema schema = new Schema(
                Task.REGRESSION,
                "y",
                List.of(
                        new FeatureSpec("n", FeatureType.NUMERIC),
                        new FeatureSpec("c", FeatureType.CATEGORICAL),
                        new FeatureSpec("t", FeatureType.TEXT),
                        new FeatureSpec("never", FeatureType.NUMERIC)));
        List<ExampleRow> rows = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ExampleRow row = new ExampleRow(schema);
            if (i < 2) {
                row.numbers()[0] = i - 5;
                row.texts()[1] = i == 0 ? "z" : "a";
                row.texts()[2] = "x".repeat(i + 1);
            }
            row.target(i);
            rows.add(row);
        }

        ChunkStats stats = build(schema, rows).stats();

        assertThat(stats.columns())
                .containsExactly(
                        new ColumnStats("n", FeatureType.NUMERIC, 1, -5.0, -4.0, null, null),
                        new ColumnStats("c", FeatureType.CATEGORICAL, 1, null, null, 2, List.of("a", "z")),
                        new ColumnStats("t", FeatureType.TEXT, 1, 1.0, 2.0, null, null),
                        new ColumnStats("never", FeatureType.NUMERIC, 3, null, null, null, null),
                        new ColumnStats("y", FeatureType.NUMERIC, 0, 0.0, 2.0, null, null));
        assertThat(ChunkStats.fromJson(stats.toJson())).isEqualTo(stats);
    }

    @Test
    void a_file_of_another_schema_or_none_at_all_is_refused() {
        Schema schema = ExampleRows.schema(Task.CLASSIFICATION);
        byte[] file = build(schema, ExampleRows.random(schema, 3, 1)).file();

        assertThatThrownBy(() -> ChunkReader.open(file, ExampleRows.schema(Task.GENERATION)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'answer' (CATEGORICAL), the schema says 'answer' (TEXT)");
        assertThatThrownBy(() -> ChunkReader.open(new byte[100], schema)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void a_snapshot_loads_selected_and_relabelled_rows(@TempDir Path home) {
        Schema schema = ExampleRows.schema(Task.CLASSIFICATION);
        FileArtifactStore store = new FileArtifactStore(home);
        List<ExampleRow> rows = ExampleRows.random(schema, 50, 9);
        String first = store.put(build(schema, rows.subList(0, 20)).file()).sha256();
        String second = store.put(build(schema, rows.subList(20, 50)).file()).sha256();
        BitSet selected = new BitSet();
        selected.set(3);
        selected.set(19);
        List<SnapshotChunk> chunks = List.of(
                SnapshotChunk.of(first, 20, selected, Map.of(19, "brand new")), SnapshotChunk.whole(second, 30));
        String sha256 = SnapshotTable.identity(schema, chunks, store);
        SnapshotManifest manifest = SnapshotManifest.of(sha256, schema, chunks);

        Table table = SnapshotTable.load(manifest, store);

        assertThat(table.rows()).isEqualTo(32);
        Column.Categories target = (Column.Categories) table.target();
        assertThat(target.dictionary()).isSorted().contains("brand new");
        assertThat(target.value(0)).isEqualTo(rows.get(3).target());
        assertThat(target.value(1)).isEqualTo("brand new");
        assertThat(target.value(31)).isEqualTo(rows.get(49).target());
        assertThat(((Column.Texts) table.columns().get(0)).values()[2])
                .isEqualTo(rows.get(20).texts()[0]);
        assertThat(((Column.Numbers) table.columns().get(1)).values()[1])
                .isEqualTo(Double.valueOf(rows.get(19).numbers()[1]));
        assertThat(((Column.Categories) table.columns().get(2)).value(5))
                .isEqualTo(rows.get(23).texts()[2]);
        SnapshotTable.verify(manifest, store);
        assertThat(sha256).isEqualTo(identityOfRows(schema, rows));
        SnapshotManifest lie = SnapshotManifest.of("0".repeat(64), schema, chunks);
        assertThatThrownBy(() -> SnapshotTable.verify(lie, store)).isInstanceOf(ArtifactMismatch.class);
        SnapshotManifest short1 = SnapshotManifest.of(sha256, schema, List.of(SnapshotChunk.whole(first, 19)));
        assertThatThrownBy(() -> SnapshotTable.load(short1, store)).hasMessageContaining("has 20 rows");
    }

    private static String identityOfRows(Schema schema, List<ExampleRow> rows) {
        SnapshotIdentity identity = new SnapshotIdentity(schema);
        CanonicalRow canonical = new CanonicalRow(schema);
        for (int i = 49; i >= 20; i--) {
            identity.add(canonical.hash(rows.get(i)));
        }
        identity.add(canonical.hash(rows.get(3)));
        ExampleRow relabelled = rows.get(19);
        relabelled.target("brand new");
        identity.add(canonical.hash(relabelled));
        return identity.sha256();
    }

    static Chunk build(Schema schema, List<ExampleRow> rows) {
        ChunkBuilder builder = new ChunkBuilder(schema);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(builder.add(rows.get(i))).isEqualTo(i);
        }
        return builder.build();
    }
}
