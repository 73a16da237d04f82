package org.modelyard.dataset.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.chunk.Chunk;
import org.modelyard.dataset.chunk.ChunkBuilder;
import org.modelyard.dataset.model.ContentHash;
import org.modelyard.dataset.model.ExampleRow;
import org.modelyard.dataset.model.ExampleStatus;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;

class ExampleRowsTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Schema SCHEMA =
            new Schema(Task.CLASSIFICATION, "label", List.of(new FeatureSpec("x", FeatureType.NUMERIC)));

    private final Dataset dataset = Dataset.create(50, "a", Task.CLASSIFICATION, "label", null, false, NOW);

    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    @SuppressWarnings("NullAway.Init")
    private ExampleRows rows;

    @BeforeEach
    void tables() throws SQLException, IOException {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID());
        connection = database.getConnection();
        rows = new ExampleRows(() -> connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table organisation (id bigint primary key)");
            for (String sql : migration().split(";")) {
                statement.execute(sql);
            }
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void content_that_comes_again_is_one_occurrence_more() throws SQLException {
        assertThat(rows.insert(row(chunk(1, 2, 1)), examples(chunk(1, 2, 1)))).isEqualTo(1);
        Chunk again = chunk(1, 3);
        connection.createStatement().execute("update example set id = id - 1000000");
        assertThat(rows.insert(row(again), examples(again))).isEqualTo(1);
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "select count(*), max(occurrence), count(distinct content_hash) from example")) {
            found.next();
            assertThat(found.getInt(1)).isEqualTo(5);
            assertThat(found.getInt(2)).isEqualTo(2);
            assertThat(found.getInt(3)).isEqualTo(3);
        }
    }

    @Test
    void a_chunk_that_fills_several_statements_comes_back_whole() throws SQLException {
        int[] values = new int[ExampleRows.LOOKUP + ExampleRows.INSERT + 7];
        Arrays.setAll(values, i -> i);
        Chunk chunk = chunk(values);
        assertThat(rows.insert(row(chunk), examples(chunk))).isZero();
        List<ContentHash> hashes = new ArrayList<>();
        BitSet selected = rows.selected(row(chunk), ExampleStatus.ACCEPTED, null, hashes::add);
        assertThat(selected.cardinality()).isEqualTo(values.length);
        assertThat(hashes).containsExactly(chunk.hashes());
        assertThat(rows.selected(row(chunk), ExampleStatus.PENDING, null, hash -> {}))
                .isEqualTo(new BitSet());
        assertThat(rows.known(dataset.id(), Arrays.asList(chunk.hashes()))).hasSize(values.length);
    }

    @Test
    void another_datasets_content_is_not_known() throws SQLException {
        Chunk chunk = chunk(1);
        rows.insert(row(chunk), examples(chunk));
        assertThat(rows.known(dataset.id() + 1, List.of(chunk.hashes()))).isEmpty();
    }

    private ExampleChunk row(Chunk chunk) {
        return new ExampleChunk(dataset, 0, null, "0".repeat(64), chunk.stats(), null, NOW);
    }

    private static NewExamples examples(Chunk chunk) {
        double[] quality = new double[chunk.rows()];
        Arrays.fill(quality, 1);
        return new NewExamples(chunk, ExampleStatus.ACCEPTED, "import", quality, NOW);
    }

    private static Chunk chunk(int... values) {
        ChunkBuilder builder = new ChunkBuilder(SCHEMA);
        ExampleRow row = new ExampleRow(SCHEMA);
        for (int value : values) {
            row.clear();
            row.numbers()[0] = value;
            row.target("yes");
            builder.add(row);
        }
        return builder.build();
    }

    private static String migration() throws IOException {
        try (InputStream in = Dataset.class.getResourceAsStream("/db/migration/common/V2__dataset.sql")) {
            if (in == null) {
                throw new IllegalStateException("the migration is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.strip().startsWith("--"))
                    .reduce("", (a, b) -> a + "\n" + b)
                    .strip()
                    .replaceAll(";$", "");
        }
    }
}
