package org.modelyard.serving.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.serving.model.LatencyCounts;
import org.modelyard.serving.model.UsageCounts;
import org.modelyard.serving.model.UsageKey;

/** One node's rows of {@code usage_hour}, which no other node writes. */
public class UsageTable {

    private static final String WHERE = " where organisation_id = ? and model_version_id = ? and environment_id = ?"
            + " and hour_start = ? and node = ? and dimension = ? and dimension_value = ? and currency = ?";

    private final String node;

    public UsageTable(String node) {
        this.node = node;
    }

    /** Empty when there is no such row yet. */
    public Optional<UsageCounts> load(Connection connection, UsageKey key) throws SQLException {
        String sql =
                "select requests, errors, latency_sum_micros, input_tokens, output_tokens, cost_nanos, latency_counts"
                        + " from usage_hour" + WHERE;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            where(select, 1, key);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new UsageCounts(
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5),
                                row.getLong(6),
                                LatencyCounts.fromBytes(row.getBytes(7))))
                        : Optional.empty();
            }
        }
    }

    /** Replaces the row's counts, or makes the row. */
    public void store(Connection connection, UsageKey key, UsageCounts counts) throws SQLException {
        String sql = "update usage_hour set requests = ?, errors = ?, latency_sum_micros = ?, input_tokens = ?,"
                + " output_tokens = ?, cost_nanos = ?, latency_counts = ?" + WHERE;
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            counts(update, counts);
            where(update, 8, key);
            if (update.executeUpdate() == 0) {
                insert(connection, key, counts);
            }
        }
    }

    private void insert(Connection connection, UsageKey key, UsageCounts counts) throws SQLException {
        String sql = "insert into usage_hour (requests, errors, latency_sum_micros, input_tokens, output_tokens,"
                + " cost_nanos, latency_counts, organisation_id, model_version_id, environment_id, hour_start, node, dimension,"
                + " dimension_value, currency, model_id, id) values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,"
                + " next value for usage_hour_seq)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            counts(insert, counts);
            where(insert, 8, key);
            insert.setLong(16, key.modelId());
            insert.executeUpdate();
        }
    }

    private static void counts(PreparedStatement statement, UsageCounts counts) throws SQLException {
        statement.setLong(1, counts.requests());
        statement.setLong(2, counts.errors());
        statement.setLong(3, counts.latencySumMicros());
        statement.setLong(4, counts.inputTokens());
        statement.setLong(5, counts.outputTokens());
        statement.setLong(6, counts.costNanos());
        statement.setBytes(7, counts.latencies().toBytes());
    }

    private void where(PreparedStatement statement, int first, UsageKey key) throws SQLException {
        statement.setLong(first, key.organisationId());
        statement.setLong(first + 1, key.versionId());
        statement.setLong(first + 2, key.environmentId());
        statement.setObject(first + 3, InstantColumn.local(key.hourStart()));
        statement.setString(first + 4, node);
        statement.setString(first + 5, key.dimension());
        statement.setString(first + 6, key.value());
        statement.setString(first + 7, key.currency());
    }
}
