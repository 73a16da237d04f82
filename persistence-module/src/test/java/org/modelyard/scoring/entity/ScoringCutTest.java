package org.modelyard.scoring.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.entity.MigratedDatabase;
import org.modelyard.scoring.model.AnswerFormat;

/** What is half done keeps its parts, whichever server goes on with it. */
class ScoringCutTest {

    /** The last release that did not keep how a scoring is cut. */
    private static final String EARLIER = "50";

    @Test
    void how_it_is_cut_is_said_once() {
        Scoring scoring = Scoring.queue(
                1,
                new Scoring.Subject(
                        "m", "1.0.0", new Scoring.SnapshotRows("d", new UUID(0, 1)), AnswerFormat.CSV, false),
                "a",
                Instant.EPOCH);
        assertThat(scoring.cut()).isNull();
        scoring.plan(new Scoring.Cut(7, 65_536));
        scoring.plan(new Scoring.Cut(70, 8_192));
        assertThat(scoring.cut()).isEqualTo(new Scoring.Cut(7, 65_536));
        assertThat(scoring.parts()).isEqualTo(7);
    }

    @Test
    void what_an_earlier_release_has_cut_is_gone_on_with_as_it_was_cut() throws SQLException {
        JdbcDataSource database = MigratedDatabase.open(EARLIER);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into organisation values (1, 'o', timestamp '2026-01-01 00:00:00')");
            insert(statement, 1, "'d', random_uuid(), null", "70");
            insert(statement, 2, "null, null, '" + "a".repeat(64) + "'", "12");
            insert(statement, 3, "'d', random_uuid(), null", "null");
            MigratedDatabase.upgrade(database);
            assertThat(partRows(statement)).isEqualTo(partRows(0, 8_192, null));
        }
    }

    private static void insert(Statement statement, int id, String rows, String parts) throws SQLException {
        statement.executeUpdate("insert into scoring (id, public_id, organisation_id, model_name, version_text,"
                + " dataset_name, snapshot_id, input_sha, answer_format, all_scores, state, parts, parts_done, asked_rows,"
                + " refused_rows, attempts, created_by, created_at) values (" + id
                + ", random_uuid(), 1, 'm', '1.0.0', "
                + rows + ", 'CSV', false, 'RUNNING', " + parts + ", 0, 0, 0, 1, 'a', timestamp '2026-01-01 00:00:00')");
    }

    private static Map<Long, @Nullable Integer> partRows(@Nullable Integer... byId) {
        Map<Long, @Nullable Integer> all = new HashMap<>();
        for (int i = 0; i < byId.length; i++) {
            all.put(i + 1L, byId[i]);
        }
        return all;
    }

    private static Map<Long, @Nullable Integer> partRows(Statement statement) throws SQLException {
        Map<Long, @Nullable Integer> all = new HashMap<>();
        try (ResultSet row = statement.executeQuery("select id, part_rows from scoring")) {
            while (row.next()) {
                all.put(row.getLong(1), row.getObject(2, Integer.class));
            }
        }
        return all;
    }
}
