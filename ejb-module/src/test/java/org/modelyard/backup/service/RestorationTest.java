package org.modelyard.backup.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelyard.backup.entity.BackupTables;
import org.modelyard.backup.entity.ConsistentRead;
import org.modelyard.backup.model.ArchiveWriter;
import org.modelyard.backup.model.BackupManifest;
import org.modelyard.platform.model.Sha256;
import org.modelyard.platform.service.DatabaseFound;
import org.modelyard.platform.settings.ServerSettings;
import org.modelyard.registry.store.FileArtifactStore;

class RestorationTest {

    private static final byte[] MODEL = "a model".getBytes(UTF_8);
    /** Older than all that came after the registry. */
    private static final String OLD = "20";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path archive;
    private JdbcDataSource target;
    private ServerSettings server;
    private FileArtifactStore store;

    @BeforeEach
    void empty() throws SQLException, IOException {
        archive = folder.resolve("backup.zip");
        target = database();
        server = new ServerSettings(folder.resolve("home"), 1, "", 1, Duration.ofHours(1));
        Files.createDirectories(server.home());
        store = new FileArtifactStore(server.artifacts());
    }

    @Test
    void an_old_archive_fills_an_empty_home_and_is_migrated_up() throws Exception {
        write(OLD, List.of());
        restore(archive.toString());
        assertThat(store.get(Sha256.hex(MODEL))).isEqualTo(MODEL);
        assertThat(texts("select name from organisation")).containsExactly("main");
        assertThat(texts("select action from audit_entry")).containsExactly("backup.restore");
        flyway(target, null).migrate();
        assertThat(texts("select name from organisation")).containsExactly("main");
        assertThat(texts("select table_name from information_schema.tables where table_name = 'BACKUP'"))
                .hasSize(1);
        restore(archive.toString()); // left in the environment: of no effect
        restore("");
        assertThat(texts("select action from audit_entry")).hasSize(1);
    }

    @Test
    void nothing_is_touched_unless_the_archive_is_whole_and_known() throws Exception {
        write(OLD, List.of("999"));
        assertThatThrownBy(() -> restore(archive.toString()))
                .isInstanceOf(NotRestored.class)
                .hasMessageContaining("newer server")
                .hasMessageContaining("999");
        write(OLD, List.of());
        byte[] bad = Files.readAllBytes(archive);
        bad[bad.length / 2] ^= 1;
        Files.write(archive, bad);
        assertThatThrownBy(() -> restore(archive.toString()))
                .isInstanceOf(NotRestored.class)
                .hasMessageContaining("not a whole backup");
        assertThatThrownBy(() -> restore(folder.resolve("nowhere.zip").toString()))
                .isInstanceOf(NotRestored.class)
                .hasMessageContaining("no file");
        assertThat(texts("select table_name from information_schema.tables where table_schema = 'PUBLIC'"))
                .isEmpty();
        assertThat(store.exists(Sha256.hex(MODEL))).isFalse();
        assertThat(server.home().resolve("restoring")).doesNotExist();
    }

    @Test
    void what_is_there_is_not_replaced() throws Exception {
        write(OLD, List.of());
        store.put("another".getBytes(UTF_8));
        assertThatThrownBy(() -> restore(archive.toString()))
                .isInstanceOf(NotRestored.class)
                .hasMessageContaining("there are files in");
        store.delete(Sha256.hex("another".getBytes(UTF_8)));
        flyway(target, null).migrate();
        assertThatThrownBy(() -> restore(archive.toString()))
                .isInstanceOf(NotRestored.class)
                .hasMessageContaining("database is not empty");
    }

    /** Killed after rows and files were written, before the end: the marks are what is left. */
    @Test
    void what_was_cut_off_does_not_start_and_is_begun_again() throws Exception {
        write(OLD, List.of());
        restore(archive.toString());
        String manifest = Files.readString(server.home().resolve("restored")).strip();
        Files.move(server.home().resolve("restored"), server.home().resolve("restoring"));
        mark(manifest);
        run("drop table model_alias");
        run("insert into organisation values (999, 'half', now())");

        assertThatThrownBy(() -> restore(""))
                .isInstanceOf(NotRestored.class)
                .hasMessageContaining("cut off")
                .hasMessageContaining(manifest);
        restore(archive.toString());
        assertThat(texts("select name from organisation")).containsExactly("main");
        restore("");
        assertThat(store.get(Sha256.hex(MODEL))).isEqualTo(MODEL);
        assertThat(server.home().resolve("restoring")).doesNotExist();
    }

    @Test
    void what_was_cut_off_behind_its_last_file_is_only_unmarked() throws Exception {
        write(OLD, List.of());
        restore(archive.toString());
        mark(Files.readString(server.home().resolve("restored")).strip());
        restore(archive.toString());
        restore("");
        assertThat(texts("select action from audit_entry")).hasSize(1);
    }

    /** Another node must not empty the tables that the first is still filling. */
    @Test
    void a_restore_is_begun_again_from_its_own_home_alone() throws Exception {
        write(OLD, List.of());
        mark("0".repeat(64));
        assertThatThrownBy(() -> restore(archive.toString()))
                .isInstanceOf(NotRestored.class)
                .hasMessageContaining("another home");
    }

    private void mark(String manifest) throws SQLException {
        run("create table unfinished_restore (manifest_sha varchar(64) not null)");
        run("insert into unfinished_restore values ('" + manifest + "')");
    }

    private void restore(String path) throws SQLException, IOException {
        try (Connection connection = target.getConnection()) {
            DatabaseFound found = new DatabaseFound(
                    "h2", version -> flyway(target, version).migrate(), () -> known("h2"), () -> known("mariadb"));
            new Restoration(connection, new RestoredHome(server), store).at(found, path);
        }
    }

    /** An archive of a server with one organisation and one file. */
    private void write(String version, List<String> further) throws SQLException, IOException {
        JdbcDataSource source = database();
        List<String> migrations = new ArrayList<>();
        Flyway flyway = flyway(source, version);
        flyway.migrate();
        Arrays.stream(flyway.info().applied())
                .map(migration -> String.valueOf(migration.getVersion()))
                .filter(text -> !text.equals("null"))
                .forEach(migrations::add);
        migrations.addAll(further);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into organisation values (1, 'main', now())");
        }
        try (ConsistentRead read = ConsistentRead.begin(source);
                ArchiveWriter writer = new ArchiveWriter(archive)) {
            List<BackupManifest.Table> tables = new ArrayList<>();
            for (String table : read.tables(false)) {
                tables.add(BackupTables.write(read, writer, table));
            }
            String sha256 = Sha256.hex(MODEL);
            long bytes = writer.artifact(sha256, new ByteArrayInputStream(MODEL));
            ArchiveWriter.Entry list =
                    writer.artifactList(out -> out.write((sha256 + " " + bytes + "\n").getBytes(UTF_8)));
            writer.finish(new BackupManifest(
                    1,
                    "test",
                    "h2",
                    migrations,
                    "2026-01-31T12:00:00Z",
                    false,
                    0,
                    tables,
                    read.sequences(),
                    new BackupManifest.Artifacts(1, bytes, list.bytes(), list.sha256())));
        }
    }

    private static JdbcDataSource database() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return database;
    }

    private Set<String> known(String vendor) {
        return Arrays.stream(Flyway.configure(getClass().getClassLoader())
                        .dataSource(target)
                        .locations("classpath:db/migration/common", "classpath:db/migration/" + vendor)
                        .load()
                        .info()
                        .all())
                .map(migration -> String.valueOf(migration.getVersion()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Flyway flyway(JdbcDataSource database, @Nullable String version) {
        var configuration = Flyway.configure(RestorationTest.class.getClassLoader())
                .dataSource(database)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .locations("classpath:db/migration/common", "classpath:db/migration/h2");
        return (version == null ? configuration : configuration.target(version)).load();
    }

    private List<String> texts(String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = target.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = target.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
