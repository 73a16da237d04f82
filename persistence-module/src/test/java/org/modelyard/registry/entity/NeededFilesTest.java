package org.modelyard.registry.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modelyard.registry.model.ScrubProblem;

/** On the tables as the migrations make them. */
class NeededFilesTest {

    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    /** Hashes of something else than a file of the store, or said of a file by those who do not need it. */
    private static final Set<String> NO_REFERENCES = Set.of(
            "alert.dedupe",
            "api_token.token_hash",
            "artifact_blocks.sha256",
            "backup.archive_sha",
            "backup.manifest_sha",
            "idempotency_key.request_hash",
            "scrub_finding.actual",
            "scrub_finding.sha256",
            "scrub_part.last_sha",
            "setup_link.token_hash",
            "snapshot.sha256",
            "upload.expected");

    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    @SuppressWarnings("NullAway.Init")
    private NeededFiles references;

    @BeforeEach
    void tables() throws SQLException, IOException {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID());
        connection = database.getConnection();
        for (Path file : migrations()) {
            for (String statement :
                    Files.readString(file).replaceAll("(?m)^\\s*--.*$", "").split(";")) {
                if (!statement.isBlank()) {
                    run(statement);
                }
            }
        }
        run("set referential_integrity false");
        references = new NeededFiles(() -> connection);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void every_column_that_may_hold_an_address_is_looked_at_or_known_for_something_else() throws SQLException {
        Set<String> columns = new TreeSet<>();
        try (Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery(
                        "select table_name, column_name from information_schema.columns"
                                + " where table_schema = 'PUBLIC' and data_type = 'CHARACTER' and character_maximum_length = 64")) {
            while (rows.next()) {
                columns.add((rows.getString(1) + "." + rows.getString(2)).toLowerCase(Locale.ROOT));
            }
        }
        Set<String> known = new TreeSet<>(StoredReferences.ALL.stream()
                .filter(reference -> !reference.document())
                .map(Object::toString)
                .toList());
        known.addAll(NO_REFERENCES);
        assertThat(columns)
                .as("a char(64) that names a file of the store belongs into StoredReferences, another into this test")
                .isEqualTo(known);
    }

    @Test
    void files_come_once_in_order_and_of_the_organisation_alone() throws SQLException {
        String chunk = "a1" + "0".repeat(62);
        String made = "a2" + "0".repeat(62);
        String foreign = "a3" + "0".repeat(62);
        String other = "b1" + "0".repeat(62);
        run("insert into organisation (id, name, created_at) values (8, 'mine', now()), (9, 'others', now())");
        uploaded(1, 8, other);
        uploaded(2, 8, other);
        uploaded(3, 9, foreign);
        uploaded(4, 8, chunk);
        run(
                "insert into training_job (id, public_id, organisation_id, model_name, dataset_name, state, spec, epoch, epochs,"
                        + " fraction, cancel_requested, created_by, created_at, documents) values (1, x'"
                        + "0".repeat(31)
                        + "1', 8, 'm', 'd', 'RUNNING', '{}', 0, 0, 0, false, 'x', now(), '{\"member-1\":\"" + made
                        + "\"}')");
        assertThat(references.page(8, "", "g", 10)).containsExactly(chunk, made, other);
        assertThat(references.page(8, "a", "ag", 10)).containsExactly(chunk, made);
        assertThat(references.page(8, chunk, "g", 10)).containsExactly(made, other);
        assertThat(references.page(8, "", "g", 1)).containsExactly(chunk);
        assertThat(references.refers(8, other)).isEqualTo("upload");
        assertThat(references.refers(8, foreign)).isEmpty();
        assertThat(references.refers(8, made)).isEqualTo("a training job that runs");
        assertThat(references.refers(9, made)).isEmpty();
        run("update training_job set state = 'FAILED'");
        assertThat(references.refers(8, made)).isEmpty();
    }

    @Test
    void a_file_is_counted_once_though_it_is_looked_at_again() throws SQLException {
        run("insert into scrub (id, public_id, organisation_id, created_by, created_at) values (0, x'" + "0".repeat(32)
                + "', 8, 'x', now())");
        Scrub scrub = Scrub.begin(8, "x", Instant.parse("2026-01-31T12:00:00Z"));
        ScrubParts parts = new ScrubParts(() -> connection);
        parts.begin(scrub, 16);
        assertThat(parts.last(scrub, 3)).isEmpty();
        String first = "31" + "0".repeat(62);
        String second = "32" + "0".repeat(62);
        parts.count(scrub, 3, first, 100, null);
        parts.count(scrub, 3, first, 100, null);
        ScrubParts.Finding found = new ScrubParts.Finding(second, ScrubProblem.DAMAGED, "f".repeat(64), "run x");
        parts.count(scrub, 3, second, 50, found);
        parts.count(scrub, 3, second, 50, found);
        String third = "41" + "0".repeat(62);
        parts.count(scrub, 4, third, 0, new ScrubParts.Finding(third, ScrubProblem.MISSING, null, "upload"));
        String fourth = "42" + "0".repeat(62);
        parts.count(scrub, 4, fourth, 0, new ScrubParts.Finding(fourth, ScrubProblem.UNREADABLE, null, "upload"));
        assertThat(parts.last(scrub, 3)).isEqualTo(second);
        assertThat(parts.totals(scrub)).isEqualTo(new ScrubParts.Totals(4, 150, 1, 1, 1));
        assertThat(parts.findings(scrub, 10)).hasSize(3).first().isEqualTo(found);
    }

    private void uploaded(int id, long organisation, String sha256) throws SQLException {
        run(
                "insert into upload (id, public_id, organisation_id, bytes, sha256, state, created_by, created_at, touched_at)"
                        + " values (" + id + ", x'" + "0".repeat(31) + id + "', " + organisation + ", 5, '" + sha256
                        + "', 'COMPLETE', 'x', now(), now())");
    }

    private void run(String statement) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private static List<Path> migrations() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("common", "h2")) {
            try (Stream<Path> all = Files.list(MIGRATIONS.resolve(folder))) {
                all.forEach(files::add);
            }
        }
        files.sort(Comparator.comparingDouble(NeededFilesTest::number));
        return files;
    }

    private static double number(Path file) {
        return Double.parseDouble(file.getFileName()
                .toString()
                .replaceFirst("__.*", "")
                .substring(1)
                .replace('_', '.'));
    }
}
