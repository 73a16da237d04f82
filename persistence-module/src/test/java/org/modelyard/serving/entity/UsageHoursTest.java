package org.modelyard.serving.entity;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.entity.MigratedDatabase;
import org.modelyard.serving.model.LatencyCounts;
import org.modelyard.serving.model.UsageCounts;
import org.modelyard.serving.model.UsageKey;

class UsageHoursTest {

    private static final Instant ELEVEN = Instant.parse("2026-01-31T11:00:00Z");
    private static final Instant TWELVE = Instant.parse("2026-01-31T12:00:00Z");

    private final UsageTable table = new UsageTable("n");

    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    @SuppressWarnings("NullAway.Init")
    private UsageHours hours;

    @BeforeEach
    void rows() throws SQLException {
        connection = MigratedDatabase.open().getConnection();
        hours = new UsageHours((EntityManager) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {EntityManager.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("unwrap");
                    return connection;
                }));
        store(1, ELEVEN, 1, "", "", 10);
        store(1, TWELVE, 1, "", "", 20);
        store(1, TWELVE, 2, "", "", 40);
        store(1, TWELVE, 1, "platform", "web", 80);
        store(1, TWELVE, 1, "platform", "Web", 160);
        store(2, TWELVE, 1, "", "", 320);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private void store(long organisation, Instant hour, long environment, String dimension, String value, long requests)
            throws SQLException {
        table.insert(
                connection,
                Map.of(new UsageKey(organisation, 5, 7, environment, hour, dimension, value, "EUR"), counts(requests)));
    }

    private static UsageCounts counts(long requests) {
        return new UsageCounts(requests, 1, 2, 3, 4, 5, new LatencyCounts());
    }

    private List<Long> requests(long environment, String dimension, Instant since) throws SQLException {
        List<Long> found = new ArrayList<>();
        hours.counted(1, 5, environment, dimension, since, hour -> {
            assertThat(hour)
                    .extracting("errors", "latencySumMicros", "inputTokens", "outputTokens", "costNanos")
                    .containsExactly(1L, 2L, 3L, 4L, 5L);
            assertThat(hour.currency()).isEqualTo("EUR");
            found.add(hour.requests());
        });
        return found;
    }

    @Test
    void hours_are_given_of_one_dimension_and_since_then_alone() throws SQLException {
        assertThat(requests(0, UsageHours.ALL, Instant.EPOCH)).containsExactlyInAnyOrder(10L, 20L, 40L);
        assertThat(requests(0, UsageHours.ALL, TWELVE)).containsExactlyInAnyOrder(20L, 40L);
        assertThat(requests(2, UsageHours.ALL, TWELVE)).containsExactly(40L);
        assertThat(requests(1, "platform", Instant.EPOCH)).containsExactlyInAnyOrder(80L, 160L);
        assertThat(requests(0, "else", Instant.EPOCH)).isEmpty();
    }

    @Test
    void what_is_stored_again_takes_the_place_of_what_was_there() throws SQLException {
        UsageKey web = new UsageKey(1, 5, 7, 1, TWELVE, "platform", "web", "EUR");
        table.update(connection, Map.of(web, counts(81)));
        assertThat(requests(1, "platform", Instant.EPOCH)).containsExactlyInAnyOrder(81L, 160L);
        Map<UsageKey, UsageCounts> parts = table.load(connection, web.whole());
        assertThat(parts)
                .containsOnlyKeys(web, web.part("platform", "Web", "EUR"), web.part(UsageHours.ALL, "", "EUR"))
                .hasEntrySatisfying(web, counts -> assertThat(counts.requests()).isEqualTo(81));
    }

    private List<UsageHours.Spending> spent(long environment, List<Long> versions, Instant since, boolean daily)
            throws SQLException {
        List<UsageHours.Spending> found = new ArrayList<>();
        hours.spent(1, 5, environment, versions, since, daily, found::add);
        return found;
    }

    @Test
    void tokens_and_cost_are_added_up_by_version_currency_and_day() throws SQLException {
        UsageKey usual = new UsageKey(1, 5, 7, 1, TWELVE, "", "", "EUR");
        UsageKey tomorrow = new UsageKey(1, 5, 7, 1, TWELVE.plus(1, ChronoUnit.DAYS), "", "", "EUR");
        UsageKey other = new UsageKey(1, 5, 8, 1, TWELVE, "", "", "EUR");
        UsageCounts most = new UsageCounts(1, 0, 2, 3, 4, Long.MAX_VALUE, new LatencyCounts());
        table.insert(connection, Map.of(usual.part("", "", ""), counts(1), tomorrow, most, other, most));
        BigInteger much = BigInteger.valueOf(Long.MAX_VALUE);
        LocalDate day = LocalDate.of(2026, 1, 31);
        assertThat(spent(0, List.of(), Instant.EPOCH, false))
                .containsExactlyInAnyOrder(
                        new UsageHours.Spending(7, null, "EUR", 12, 16, much.add(BigInteger.valueOf(15))),
                        new UsageHours.Spending(7, null, "", 3, 4, BigInteger.valueOf(5)),
                        new UsageHours.Spending(8, null, "EUR", 3, 4, much));
        assertThat(spent(1, List.of(7L), TWELVE, true))
                .containsExactlyInAnyOrder(
                        new UsageHours.Spending(7, day, "EUR", 3, 4, BigInteger.valueOf(5)),
                        new UsageHours.Spending(7, day, "", 3, 4, BigInteger.valueOf(5)),
                        new UsageHours.Spending(7, day.plusDays(1), "EUR", 3, 4, much));
    }

    /** Hours that are old are cleaned up, and the journal may have something of them yet. */
    @Test
    void what_is_gone_meanwhile_is_made_again_among_many() throws SQLException {
        UsageKey web = new UsageKey(1, 5, 7, 1, TWELVE, "platform", "web", "EUR");
        Map<UsageKey, UsageCounts> rows = new HashMap<>();
        for (int i = 0; i < 500; i++) {
            rows.put(web.part("size", Integer.toString(i), "EUR"), counts(i));
        }
        table.insert(connection, rows);
        try (Statement delete = connection.createStatement()) {
            assertThat(delete.executeUpdate("delete from usage_hour where dimension_value in ('7', '499')"))
                    .isEqualTo(2);
        }
        rows.replaceAll((key, before) -> counts(before.requests() + 1));
        table.update(connection, rows);
        Map<UsageKey, UsageCounts> parts = table.load(connection, web.whole());
        rows.forEach((key, counts) -> assertThat(parts)
                .hasEntrySatisfying(key, there -> assertThat(there.requests()).isEqualTo(counts.requests())));
        assertThat(parts).hasSize(503);
    }
}
