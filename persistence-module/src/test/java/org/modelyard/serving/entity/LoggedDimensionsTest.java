package org.modelyard.serving.entity;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.entity.MigratedDatabase;
import org.modelyard.platform.entity.UuidColumn;
import org.modelyard.platform.model.Ids;

class LoggedDimensionsTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    @SuppressWarnings("NullAway.Init")
    private LoggedDimensions log;

    @BeforeEach
    void rows() throws SQLException {
        connection = MigratedDatabase.open().getConnection();
        log = new LoggedDimensions((EntityManager) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {EntityManager.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("unwrap");
                    return connection;
                }));
        insert(1, 5, 1, NOON.minusSeconds(10), "{\"platform\":\"old\"}");
        insert(1, 5, 1, NOON, "{\"platform\":\"web\"}");
        insert(1, 5, 2, NOON.plusSeconds(10), null);
        insert(1, 6, 1, NOON, "{\"platform\":\"of another model\"}");
        insert(2, 5, 1, NOON, "{\"platform\":\"of another organisation\"}");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void rows_of_a_model_come_newest_first_and_not_more_than_wanted() throws SQLException {
        assertThat(read(0, NOON, 10))
                .extracting(LoggedDimensions.Row::dimensions)
                .containsExactly(null, "{\"platform\":\"web\"}");
        assertThat(read(0, Instant.EPOCH, 10)).hasSize(3);
        assertThat(read(0, Instant.EPOCH, 2))
                .extracting(LoggedDimensions.Row::at)
                .containsExactly(NOON.plusSeconds(10), NOON);
        assertThat(read(2, Instant.EPOCH, 10))
                .extracting(LoggedDimensions.Row::at)
                .containsExactly(NOON.plusSeconds(10));
    }

    @Test
    void what_nobody_has_told_is_nothing() throws SQLException {
        assertThat(read(2, NOON, 10))
                .containsExactly(new LoggedDimensions.Row(7, "", NOON.plusSeconds(10), true, 250, null, 0, 0, 0, ""));
        try (Statement update = connection.createStatement()) {
            update.executeUpdate("update inference set variant = 'main', outcome = 'FAILED', input_tokens = 3,"
                    + " output_tokens = 4, cost_nanos = 5, currency = 'EUR'");
        }
        assertThat(read(2, NOON, 10))
                .containsExactly(
                        new LoggedDimensions.Row(7, "main", NOON.plusSeconds(10), false, 250, null, 3, 4, 5, "EUR"));
    }

    private List<LoggedDimensions.Row> read(long environment, Instant since, int most) throws SQLException {
        List<LoggedDimensions.Row> found = new ArrayList<>();
        log.newest(1, 5, environment, since, most, found::add);
        return found;
    }

    private void insert(long organisation, long model, long environment, Instant at, @Nullable String dimensions)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into inference (id, organisation_id,"
                        + " model_id, model_version_id, deployment_id, environment_id, reason, at, outcome, inputs,"
                        + " latency_micros, dimensions) values (?, ?, ?, 7, 1, ?, 'DEPLOYMENT', ?, 'ANSWERED', '{}', 250, ?)")) {
            insert.setBytes(1, UuidColumn.bytes(Ids.next()));
            insert.setLong(2, organisation);
            insert.setLong(3, model);
            insert.setLong(4, environment);
            insert.setObject(5, InstantColumn.local(at));
            insert.setString(6, dimensions);
            insert.executeUpdate();
        }
    }
}
