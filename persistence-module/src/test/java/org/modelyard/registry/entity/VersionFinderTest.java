package org.modelyard.registry.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.Task;
import org.modelyard.platform.entity.MigratedDatabase;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.registry.model.Stage;
import org.modelyard.registry.model.VersionFilter;
import org.modelyard.registry.model.VersionTexts;

/** Searching on the tables as the migrations make them; the numbers are ids of versions. */
class VersionFinderTest {

    private static final long OURS = 901;
    private static final long OTHERS = 902;

    /** The rows are older than what is tested. */
    private final JdbcDataSource database = MigratedDatabase.open("48");

    private final VersionFinder finder = new VersionFinder(database);
    private VersionTexts texts = VersionTexts.NONE;

    @BeforeEach
    void rows() throws SQLException {
        run(
                "insert into organisation (id, name, created_at) values (901, 'ours', current_timestamp), (902, 'others', current_timestamp)");
        model(1, OURS, "tickets");
        model(2, OURS, "loans");
        model(3, OTHERS, "tickets");
        for (int i = 0; i < 4; i++) {
            version(10 + i, OURS, 1, "1.0." + i, "Number " + i + ".");
            version(20 + i, OURS, 2, "1.0." + i, null);
        }
        version(30, OTHERS, 3, "1.0.3", "Number 3.");
        run(
                "insert into version_term (id, organisation_id, model_version_id, kind, term) values (1, 901, 10, 'tag', 'spring'),"
                        + " (2, 901, 12, 'tag', 'spring'), (3, 901, 22, 'tag', 'spring'), (4, 902, 30, 'tag', 'spring'), (5, 901, 12, 'label', 'yes')");
        run(
                "insert into version_metric (id, organisation_id, model_version_id, name, metric_value) values (1, 901, 10, 'auc', 0.7),"
                        + " (2, 901, 11, 'auc', 0.8), (3, 901, 21, 'auc', 0.8), (4, 901, 22, 'auc', 0.9), (5, 902, 30, 'auc', 0.8)");
        MigratedDatabase.upgrade(database);
    }

    private void model(long id, long organisation, String name) throws SQLException {
        run("insert into model (id, organisation_id, name, task, created_at) values (" + id + ", " + organisation
                + ", '" + name + "', 'CLASSIFICATION', current_timestamp)");
    }

    private void version(long id, long organisation, long model, String number, @Nullable String changeLog)
            throws SQLException {
        run(
                "insert into model_version (id, organisation_id, model_id, major, minor, patch, version_text, stage, labels, signature, metrics,"
                        + " lineage, tags, reasons, change_log, created_at, lock_version) values (" + id + ", "
                        + organisation + ", " + model
                        + ", 1, 0, 0, '" + number + "', 'READY', '[]', '{}', '{}', '{}', '[]', '[]', "
                        + (changeLog == null ? "null" : "'" + changeLog + "'")
                        + ", timestamp '2026-01-31 12:00:00', 1)");
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** As the timers do: all versions into batches, and these into memory. */
    private void remember() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            VersionBatches.make(connection);
            connection.commit();
        }
        try (Connection connection = database.getConnection()) {
            texts = VersionBatches.more(connection, texts);
        }
    }

    private List<Long> found(VersionFilter filter, int limit, @Nullable Long after) throws SQLException {
        return finder.find(OURS, filter, new PageRequest(limit, after), texts).stream()
                .map(FoundVersion::id)
                .limit(limit)
                .toList();
    }

    private static VersionFilter text(String text, boolean descending) {
        return new VersionFilter(text, null, null, null, null, List.of(), null, null, null, false, descending);
    }

    private static VersionFilter terms(@Nullable String model, @Nullable String tag, @Nullable String label) {
        return new VersionFilter(null, model, tag, label, null, List.of(), null, null, null, false, true);
    }

    private static VersionFilter metric(@Nullable String model, double least, boolean sort, boolean descending) {
        return new VersionFilter(null, model, null, null, null, List.of(), "auc", least, null, sort, descending);
    }

    @Test
    void conditions_choose_and_the_newest_come_first() throws SQLException {
        assertThat(found(VersionFilter.ALL, 3, null)).containsExactly(23L, 22L, 21L);
        assertThat(found(VersionFilter.ALL, 50, 21L)).containsExactly(20L, 13L, 12L, 11L, 10L);
        assertThat(found(terms("loans", null, null), 2, null)).containsExactly(23L, 22L);
        assertThat(found(terms(null, "spring", null), 50, null)).containsExactly(22L, 12L, 10L);
        assertThat(found(terms(null, "spring", null), 50, 22L)).containsExactly(12L, 10L);
        assertThat(found(terms("tickets", "spring", null), 50, null)).containsExactly(12L, 10L);
        assertThat(found(terms(null, "spring", "yes"), 50, null)).containsExactly(12L);
        assertThat(found(terms(null, null, "yes"), 50, null)).containsExactly(12L);
        run("update model_version set deleted_at = current_timestamp, stage = 'DRAFT' where id = 12");
        assertThat(found(terms(null, "spring", null), 50, null)).containsExactly(22L, 10L);
        run("update model set deleted_at = current_timestamp where id = 2");
        VersionFilter staged = new VersionFilter(
                null,
                null,
                null,
                null,
                Task.CLASSIFICATION,
                List.of(Stage.READY, Stage.STAGING),
                null,
                null,
                null,
                false,
                false);
        assertThat(found(staged, 50, null)).containsExactly(10L, 11L, 13L);
    }

    @Test
    void metrics_choose_and_sort() throws SQLException {
        assertThat(found(metric(null, 0.75, true, true), 50, null)).containsExactly(22L, 21L, 11L);
        assertThat(found(metric(null, 0.75, true, true), 50, 21L)).containsExactly(11L);
        assertThat(found(metric(null, 0.7, true, false), 50, null)).containsExactly(10L, 21L, 11L, 22L);
        assertThat(found(metric(null, 0.7, true, false), 50, 21L)).containsExactly(11L, 22L);
        assertThat(found(metric(null, 0.7, true, false), 50, 23L))
                .as("has no such metric")
                .isEmpty();
        assertThat(found(metric("tickets", 0.7, true, true), 50, null)).containsExactly(11L, 10L);
        assertThat(found(metric(null, 0.75, false, true), 50, null)).containsExactly(22L, 21L, 11L);
    }

    @Test
    void a_walk_goes_on_until_the_page_is_full() throws SQLException {
        run("update model_version set deleted_at = current_timestamp where id in (21, 22)");
        assertThat(found(terms(null, "spring", null), 1, null)).containsExactly(12L);
        assertThat(finder.find(OURS, terms(null, "spring", null), new PageRequest(1, null), texts))
                .as("one more, which tells that there is a next page")
                .hasSize(2);
        assertThat(found(metric(null, 0.7, true, true), 1, null)).containsExactly(11L);
        assertThat(found(metric(null, 0.7, true, true), 1, 11L)).containsExactly(10L);
        assertThat(found(metric(null, 0.7, true, false), 1, 10L)).containsExactly(11L);
    }

    @Test
    void a_row_is_read_as_it_is() throws SQLException {
        FoundVersion found = finder.find(OTHERS, VersionFilter.ALL, PageRequest.first(), texts)
                .get(0);
        assertThat(found.model() + " " + found.text() + " " + found.task() + " " + found.stage())
                .isEqualTo("tickets 1.0.3 CLASSIFICATION READY");
        assertThat(found.metrics() + found.tags() + found.verified() + found.createdBy() + found.createdAt())
                .isEqualTo("{}[]truenull2026-01-31T12:00:00Z");
    }

    @Test
    void a_text_is_found_before_and_after_it_is_held_in_memory() throws SQLException {
        texts();
        remember();
        assertThat(texts.upTo()).isEqualTo(1);
        texts();
    }

    private void texts() throws SQLException {
        assertThat(found(text("ets 1.0.1", true), 50, null))
                .as("over name and number")
                .containsExactly(11L);
        assertThat(found(text("NUMBER", true), 2, null)).containsExactly(13L, 12L);
        assertThat(found(text("number", true), 2, 12L)).containsExactly(11L, 10L);
        assertThat(found(text("1.0.3", true), 50, null)).containsExactly(23L, 13L);
        assertThat(found(text("1.0.", false), 3, null)).containsExactly(10L, 11L, 12L);
        assertThat(found(text("1.0.", false), 50, 20L)).containsExactly(21L, 22L, 23L);
        assertThat(found(text("1_0", true), 50, null)).as("taken literally").isEmpty();
        assertThat(found(text("", true), 1, null)).containsExactly(23L);
    }

    @Test
    void what_is_written_anew_is_found_at_once_in_its_place() throws SQLException {
        remember();
        run("update model_version set change_log = 'Número uno', text_batch = " + Long.MAX_VALUE + " where id = 11");
        version(14, OURS, 1, "1.0.4", "Number 4.");
        assertThat(found(text("number", true), 50, null)).containsExactly(14L, 13L, 12L, 10L);
        assertThat(found(text("uno", true), 50, null)).containsExactly(11L);
        run("update model_version set deleted_at = current_timestamp where id = 13");
        assertThat(found(text("tickets", true), 2, null)).containsExactly(14L, 12L);
        assertThat(found(text("tickets", true), 2, 12L)).containsExactly(11L, 10L);
        assertThat(found(text("tickets", false), 2, null)).containsExactly(10L, 11L);
        VersionTexts old = texts;
        remember();
        assertThat(texts.upTo()).isEqualTo(2);
        assertThat(found(text("n\u00famero", true), 50, null)).containsExactly(11L);
        texts = old;
        assertThat(found(text("uno", true), 50, null))
                .as("another node, behind")
                .containsExactly(11L);
    }

    @Test
    void many_that_only_may_contain_it_are_asked_about_until_the_page_is_full() throws SQLException {
        for (int i = 0; i < 40; i++) {
            version(100 + i, OURS, 2, "2.0." + i, "Junk " + i);
        }
        remember();
        assertThat(found(text("yunk 0", true), 2, null))
                .as("none has this text")
                .isEmpty();
        run("update model_version set deleted_at = current_timestamp where id > 103");
        assertThat(found(text("junk", true), 2, null)).containsExactly(103L, 102L);
        assertThat(found(text("junk", true), 2, 102L)).containsExactly(101L, 100L);
    }
}
