package org.modelyard.dataset.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelyard.dataset.model.ExampleFormat;
import org.modelyard.dataset.model.ExampleReader;
import org.modelyard.dataset.model.ExampleRow;
import org.modelyard.dataset.model.ExampleWriter;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.ReadLimits;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.SnapshotChunk;
import org.modelyard.dataset.model.SnapshotIdentity;
import org.modelyard.dataset.model.SnapshotManifest;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.registry.store.FileArtifactStore;

/** Real files, all the way from gzip to a table. */
class DatasetFilesTest {

    private static final Path DATA = Path.of(System.getProperty("modelyard.data", "../shared/data"));
    private static final ReadLimits LIMITS = ReadLimits.defaults();

    @BeforeAll
    static void needs_the_data() {
        Assumptions.assumeTrue(Files.isDirectory(DATA), "shared data not present: skipped");
    }

    /** What an import leaves behind. */
    private record Imported(Schema schema, List<SnapshotChunk> chunks, String sha256, long rejected) {}

    @Test
    void adult_is_read_in_full_with_its_types(@TempDir Path home) {
        FileArtifactStore store = new FileArtifactStore(home);
        Imported adult = read("adult/train.csv.gz", "income_gt_50k", store);

        assertThat(adult.rejected()).isZero();
        assertThat(adult.schema().features())
                .filteredOn(feature -> feature.type() == FeatureType.NUMERIC)
                .extracting(FeatureSpec::name)
                .containsExactly("age", "fnlwgt", "education_num", "capital_gain", "capital_loss", "hours_per_week");
        assertThat(adult.schema().features())
                .filteredOn(feature -> feature.type() == FeatureType.CATEGORICAL)
                .hasSize(8);
        SnapshotManifest manifest = SnapshotManifest.of(adult.sha256(), adult.schema(), adult.chunks());
        Table table = SnapshotTable.load(SnapshotManifest.fromJson(manifest.toJson()), store);
        assertThat(table.rows()).isEqualTo(32_561);
        assertThat(((Column.Categories) table.target()).dictionary()).containsExactly("0", "1");
        assertThat(missing(table.columns().get(adult.schema().indexOf("workclass"))))
                .isEqualTo(1_836);
        assertThat(missing(table.columns().get(0))).isZero();
        SnapshotTable.verify(manifest, store);
    }

    @Test
    void banking77_is_read_in_full_as_text_and_labels(@TempDir Path home) {
        FileArtifactStore store = new FileArtifactStore(home);
        Imported train = read("banking77/train.csv.gz", "label", store);
        Imported test = read("banking77/test.csv.gz", "label", store);

        assertThat(train.schema().features()).containsExactly(new FeatureSpec("text", FeatureType.TEXT));
        assertThat(train.rejected() + test.rejected()).isZero();
        Table table = SnapshotTable.load(SnapshotManifest.of(train.sha256(), train.schema(), train.chunks()), store);
        assertThat(table.rows()).isEqualTo(10_003);
        assertThat(((Column.Categories) table.target()).dictionary())
                .hasSize(77)
                .isSorted();
        assertThat(test.chunks()).extracting(SnapshotChunk::rows).containsExactly(3_080);
    }

    @Test
    void a_snapshot_is_the_same_whatever_the_order_of_columns_and_rows(@TempDir Path home) {
        FileArtifactStore store = new FileArtifactStore(home);
        Imported adult = read("adult/test.csv.gz", "income_gt_50k", store);
        List<FeatureSpec> turned = new ArrayList<>(adult.schema().features());
        Collections.reverse(turned);
        Schema schema = new Schema(Task.CLASSIFICATION, "income_gt_50k", turned);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ExampleWriter writer = ExampleWriter.open(file, ExampleFormat.JSON_LINES, adult.schema());
                ChunkReader chunk =
                        ChunkReader.open(store.get(adult.chunks().get(0).sha256()), adult.schema())) {
            ExampleRow row = new ExampleRow(adult.schema());
            for (int i = chunk.rows() - 1; i >= 0; i--) {
                chunk.read(i, row);
                writer.write(row);
            }
        }

        Imported again = drain(
                ExampleReader.open(
                        new ByteArrayInputStream(file.toByteArray()), ExampleFormat.JSON_LINES, schema, LIMITS),
                store);

        assertThat(again.schema()).isEqualTo(schema);
        assertThat(again.sha256()).isEqualTo(adult.sha256());
        assertThat(again.chunks()).doesNotContainAnyElementsOf(adult.chunks());
    }

    @Test
    void dates_and_timestamps_are_recognised(@TempDir Path home) {
        FileArtifactStore store = new FileArtifactStore(home);
        Imported bikes = read("bike_sharing/data.csv.gz", "cnt", Task.REGRESSION, store);
        Imported bandit = read("open_bandit/data.csv.gz", "click", Task.CLASSIFICATION, store);

        assertThat(bikes.rejected() + bandit.rejected()).isZero();
        assertThat(type(bikes, "dteday")).isEqualTo(FeatureType.TIMESTAMP);
        assertThat(type(bandit, "timestamp")).isEqualTo(FeatureType.TIMESTAMP);
        assertThat(type(bandit, "user_feature_0")).isEqualTo(FeatureType.CATEGORICAL);
        assertThat(bandit.chunks()).hasSize(2);
    }

    private static FeatureType type(Imported imported, String feature) {
        return imported.schema()
                .features()
                .get(imported.schema().indexOf(feature))
                .type();
    }

    private static int missing(Column column) {
        int missing = 0;
        for (int row = 0; row < column.rows(); row++) {
            missing += column.missing(row) ? 1 : 0;
        }
        return missing;
    }

    private static Imported read(String file, String target, FileArtifactStore store) {
        return read(file, target, Task.CLASSIFICATION, store);
    }

    private static Imported read(String file, String target, Task task, FileArtifactStore store) {
        try {
            InputStream in = Files.newInputStream(DATA.resolve(file));
            return drain(ExampleReader.infer(in, ExampleFormat.CSV, task, target, LIMITS), store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Imported drain(ExampleReader reader, FileArtifactStore store) {
        try (reader) {
            ChunkBuilder builder = new ChunkBuilder(reader.schema());
            SnapshotIdentity identity = new SnapshotIdentity(reader.schema());
            List<SnapshotChunk> chunks = new ArrayList<>();
            while (reader.next()) {
                builder.add(reader.row());
                if (builder.full()) {
                    chunks.add(store(builder.build(), identity, store));
                }
            }
            if (!builder.isEmpty()) {
                chunks.add(store(builder.build(), identity, store));
            }
            return new Imported(
                    reader.schema(), chunks, identity.sha256(), reader.report().rejected());
        }
    }

    private static SnapshotChunk store(Chunk chunk, SnapshotIdentity identity, FileArtifactStore store) {
        List.of(chunk.hashes()).forEach(identity::add);
        return SnapshotChunk.whole(store.put(chunk.file()).sha256(), chunk.rows());
    }
}
