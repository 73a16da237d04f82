package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.entity.UuidColumn;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.settings.Configuration;

/** On H2; what MariaDB does with partitions is an integration test. */
class LogRetentionTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:30:00Z");

    private final JdbcDataSource database = new JdbcDataSource();
    private final Map<String, String> texts = new HashMap<>();

    @BeforeEach
    void migrate() {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        Flyway.configure(getClass().getClassLoader())
                .dataSource(database)
                .locations("classpath:db/migration/common", "classpath:db/migration/h2")
                .load()
                .migrate();
        texts.put("modelyard.inference.retention", "P7D");
    }

    @Test
    void what_is_too_old_goes_in_several_batches_and_the_rest_stays() throws SQLException {
        rows(4_500, NOW.minus(Duration.ofDays(7)).minusSeconds(1));
        rows(3, NOW.minus(Duration.ofDays(7)));
        rows(2, NOW);
        retention().enforce();
        assertThat(count("select count(*) from inference")).isEqualTo(5);
        retention().enforce();
        assertThat(count("select count(*) from inference")).isEqualTo(5);
    }

    @Test
    void a_server_that_stops_leaves_the_rest_for_later() throws SQLException {
        rows(10, NOW.minus(Duration.ofDays(8)));
        LogRetention stopped = retention();
        stopped.stop();
        stopped.enforce();
        assertThat(count("select count(*) from inference")).isEqualTo(10);
        retention().enforce();
        assertThat(count("select count(*) from inference")).isZero();
    }

    @Test
    void what_is_too_much_goes_by_whole_hours_the_oldest_first() throws SQLException {
        texts.put("modelyard.inference.bytes", "16MiB");
        for (int hours = 1; hours <= 4; hours++) {
            Instant hour = NOW.minus(Duration.ofHours(hours));
            rows(10, hour);
            counted(hour, 7L << 20);
        }
        retention().enforce();
        assertThat(count("select count(*) from inference"))
                .as("two hours of 7 MiB")
                .isEqualTo(20);
        assertThat(count("select count(*) from inference where at < '2026-01-31 10:00:00'"))
                .isZero();
        assertThat(count("select count(*) from histogram_hour"))
                .as("counts outlive the rows")
                .isEqualTo(4);
    }

    @Test
    void the_present_hour_stays_however_large_it_is() throws SQLException {
        texts.put("modelyard.inference.bytes", "16MiB");
        rows(10, NOW);
        counted(NOW, 1L << 30);
        retention().enforce();
        assertThat(count("select count(*) from inference")).isEqualTo(10);
    }

    @Test
    void hourly_counts_have_their_own_time() throws SQLException {
        texts.put("modelyard.histogram.retention", "P30D");
        counted(NOW.minus(Duration.ofDays(31)), 1);
        counted(NOW.minus(Duration.ofDays(29)), 1);
        used(NOW.minus(Duration.ofDays(31)));
        used(NOW.minus(Duration.ofDays(29)));
        retention().enforce();
        assertThat(count("select count(*) from histogram_hour")).isEqualTo(1);
        assertThat(count("select count(*) from usage_hour")).isEqualTo(1);
    }

    /** A timer rests for half its pause, and a signal that finds it at rest is lost. */
    @Test
    void as_long_as_it_may_delete_it_hears_the_next_signal() {
        assertThat(LogRetention.LONGEST_DELETING).isLessThan(LogTimers.RETENTION.dividedBy(2));
    }

    private LogRetention retention() {
        Configuration settings = Configuration.read(texts::get);
        return Wired.with(
                new LogRetention(),
                database,
                settings.serving(),
                settings.monitoring(),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private void rows(int rows, Instant at) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into inference (id, organisation_id,"
                        + " model_id, model_version_id, deployment_id, environment_id, reason, at, outcome, inputs,"
                        + " latency_micros) values (?, 1, 1, 1, 1, 1, 'DEPLOYMENT', ?, 'ANSWERED', '{}', 1)")) {
            for (int i = 0; i < rows; i++) {
                insert.setBytes(1, UuidColumn.bytes(Ids.next()));
                insert.setObject(2, InstantColumn.local(at));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void counted(Instant at, long bytes) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into histogram_hour (id,"
                                + " organisation_id, deployment_id, model_version_id, environment_id, variant, hour_start, node,"
                                + " model_id, requests, errors, latency_sum_micros, latency_counts, log_bytes)"
                                + " values (next value for histogram_hour_seq, 1, 1, 1, 1, 'main', ?, 'n', 1, 10, 0, 10, x'00', ?)")) {
            insert.setObject(1, InstantColumn.local(at.truncatedTo(java.time.temporal.ChronoUnit.HOURS)));
            insert.setLong(2, bytes);
            insert.executeUpdate();
        }
    }

    private void used(Instant at) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into usage_hour (id, organisation_id, model_id, model_version_id, environment_id, hour_start,"
                                + " node, dimension, dimension_value, currency, requests, errors, latency_sum_micros, input_tokens,"
                                + " output_tokens, cost_nanos, latency_counts)"
                                + " values (next value for usage_hour_seq, 1, 1, 1, 1, ?, 'n', '', '', '', 1, 0, 1, 0, 0, 0, x'00')")) {
            insert.setObject(1, InstantColumn.local(at.truncatedTo(java.time.temporal.ChronoUnit.HOURS)));
            insert.executeUpdate();
        }
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        }
    }
}
