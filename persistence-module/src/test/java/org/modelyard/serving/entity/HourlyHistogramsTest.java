package org.modelyard.serving.entity;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.entity.MigratedDatabase;

class HourlyHistogramsTest {

    private static final long MODEL = 5;

    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    @SuppressWarnings("NullAway.Init")
    private HourlyHistograms hours;

    @BeforeEach
    void rows() throws SQLException {
        connection = MigratedDatabase.open().getConnection();
        EntityManager manager = (EntityManager) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {EntityManager.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("unwrap");
                    return connection;
                });
        hours = new HourlyHistograms(manager);
        hour(1, 7, 1, "2026-01-31 11:00:00", 10);
        hour(2, 7, 1, "2026-01-31 12:00:00", 20);
        hour(3, 7, 2, "2026-01-31 12:00:00", 40);
        hour(4, 8, 1, "2026-01-31 13:00:00", 80);
        hour(5, 9, 1, "2026-01-30 13:00:00", 160);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void hours_are_given_of_those_versions_and_since_then_alone() throws SQLException {
        assertThat(requests(List.of(7L, 8L), "1970-01-01T00:00:00Z")).containsExactlyInAnyOrder(10L, 20L, 40L, 80L);
        assertThat(requests(List.of(7L), "2026-01-31T12:00:00Z")).containsExactlyInAnyOrder(20L, 40L);
        assertThat(requests(List.of(10L), "1970-01-01T00:00:00Z")).isEmpty();
    }

    @Test
    void all_hours_of_a_model_come_in_their_order() throws SQLException {
        List<String> found = new ArrayList<>();
        hours.counted(
                1,
                MODEL,
                0,
                Instant.parse("2026-01-31T00:00:00Z"),
                hour -> found.add(hour.hourStart() + " " + hour.variant() + " " + hour.requests()));
        assertThat(found)
                .containsExactly(
                        "2026-01-31T11:00:00Z x 10",
                        "2026-01-31T12:00:00Z x 20",
                        "2026-01-31T12:00:00Z x 40",
                        "2026-01-31T13:00:00Z x 80");
        found.clear();
        hours.counted(1, MODEL, 2, Instant.EPOCH, hour -> found.add(hour.environmentId() + " " + hour.requests()));
        assertThat(found).containsExactly("2 40");
    }

    private List<Long> requests(List<Long> versions, String since) throws SQLException {
        List<Long> requests = new ArrayList<>();
        hours.counted(1, MODEL, versions, Instant.parse(since), hour -> {
            assertThat(hour.latencies()).hasSize(2);
            requests.add(hour.requests());
        });
        return requests;
    }

    @Test
    void each_version_was_last_used_in_the_last_hour_that_it_has() throws SQLException {
        assertThat(hours.lastUsed(1, MODEL))
                .isEqualTo(Map.of(
                        7L, Instant.parse("2026-01-31T12:00:00Z"),
                        8L, Instant.parse("2026-01-31T13:00:00Z"),
                        9L, Instant.parse("2026-01-30T13:00:00Z")));
        assertThat(hours.lastUsed(2, MODEL)).isEmpty();
    }

    private void hour(int id, long version, long environment, String start, long requests) throws SQLException {
        try (Statement insert = connection.createStatement()) {
            insert.execute(
                    "insert into histogram_hour (id, organisation_id, deployment_id, model_version_id, environment_id,"
                            + " variant, hour_start, node, model_id, requests, errors, latency_sum_micros, latency_counts, log_bytes)"
                            + " values (" + id + ", 1, 3, " + version + ", " + environment + ", 'x', '" + start
                            + "', 'n', " + MODEL
                            + ", " + requests + ", 0, 5, x'0102', 0)");
        }
    }
}
