package org.modelyard.platform.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OldRowsTest {

    private static final Instant CUTOFF = Instant.parse("2026-03-01T00:00:00Z");

    private final JdbcDataSource database = new JdbcDataSource();
    private final OldRows reports = new OldRows("report", "ended_at", "chart.report_id");

    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    @BeforeEach
    void tables() throws SQLException {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID());
        connection = database.getConnection();
        run("create table report (id bigint primary key, organisation_id bigint, ended_at timestamp(6))");
        run("create table chart (report_id bigint primary key)");
        for (int id = 1; id <= 5; id++) {
            run("insert into report values (" + id + ", 1, '2026-02-0" + id + " 00:00:00')");
            run("insert into chart values (" + id + ")");
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void some_go_at_a_time_with_their_parts_until_none_are_old() throws SQLException {
        assertThat(reports.delete(connection, 1, CUTOFF, 3)).isEqualTo(3);
        assertThat(ids("select id from report order by id")).containsExactly(4L, 5L);
        assertThat(ids("select report_id from chart order by report_id")).containsExactly(4L, 5L);
        assertThat(reports.delete(connection, 1, CUTOFF, 3)).isEqualTo(2);
        assertThat(reports.delete(connection, 1, CUTOFF, 3)).isZero();
        assertThat(ids("select report_id from chart")).isEmpty();
    }

    @Test
    void the_young_those_without_a_time_and_other_organisations_stay() throws SQLException {
        run("insert into report values (6, 1, null), (7, 2, '2026-02-01 00:00:00'), (8, 1, '2026-03-01 00:00:00')");
        reports.delete(connection, 1, CUTOFF, 100);
        assertThat(ids("select id from report order by id")).containsExactly(6L, 7L, 8L);
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<Long> ids(String sql) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }
}
