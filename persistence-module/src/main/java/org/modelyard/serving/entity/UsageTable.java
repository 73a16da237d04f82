package org.modelyard.serving.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.serving.model.LatencyCounts;
import org.modelyard.serving.model.UsageCounts;
import org.modelyard.serving.model.UsageKey;

/** One node's rows of {@code usage_hour}, which no other node writes. */
public class UsageTable {

    private static final String HOUR = " where organisation_id = ? and model_version_id = ? and environment_id = ?"
            + " and hour_start = ? and node = ?";
    private static final String UPDATE = "update usage_hour set requests = ?, errors = ?, latency_sum_micros = ?,"
            + " input_tokens = ?, output_tokens = ?, cost_nanos = ?, latency_counts = ?" + HOUR
            + " and dimension = ? and dimension_value = ? and currency = ?";
    private static final String INSERT = "insert into usage_hour (requests, errors, latency_sum_micros, input_tokens,"
            + " output_tokens, cost_nanos, latency_counts, organisation_id, model_version_id, environment_id, hour_start,"
            + " node, dimension, dimension_value, currency, model_id, id) values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,"
            + " next value for usage_hour_seq)";

    /** Rows that are sent together. */
    private static final int ROWS = 200;

    private final String node;

    public UsageTable(String node) {
        this.node = node;
    }

    /** All parts that there are of an hour. */
    public Map<UsageKey, UsageCounts> load(Connection connection, UsageKey hour) throws SQLException {
        String sql = "select dimension, dimension_value, currency, requests, errors, latency_sum_micros, input_tokens,"
                + " output_tokens, cost_nanos, latency_counts from usage_hour" + HOUR;
        Map<UsageKey, UsageCounts> parts = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            hour(select, 1, hour);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    parts.put(
                            hour.part(row.getString(1), row.getString(2), row.getString(3)),
                            new UsageCounts(
                                    row.getLong(4),
                                    row.getLong(5),
                                    row.getLong(6),
                                    row.getLong(7),
                                    row.getLong(8),
                                    row.getLong(9),
                                    LatencyCounts.fromBytes(row.getBytes(10))));
                }
            }
        }
        return parts;
    }

    /** Rows that are there: their counts are replaced. One that has been cleaned up since it was read is made again. */
    public void update(Connection connection, Map<UsageKey, UsageCounts> rows) throws SQLException {
        List<UsageKey> sent = new ArrayList<>(rows.keySet());
        Map<UsageKey, UsageCounts> gone = new HashMap<>();
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            for (int from = 0; from < sent.size(); from += ROWS) {
                List<UsageKey> some = sent.subList(from, Math.min(sent.size(), from + ROWS));
                for (UsageKey key : some) {
                    bind(update, key, Objects.requireNonNull(rows.get(key)));
                    update.addBatch();
                }
                int[] updated = update.executeBatch();
                for (int i = 0; i < updated.length; i++) {
                    if (updated[i] == 0) {
                        gone.put(some.get(i), Objects.requireNonNull(rows.get(some.get(i))));
                    }
                }
            }
        }
        insert(connection, gone);
    }

    /**
     * Rows that are not there. They are not looked for by an update: one that finds nothing locks what lies between rows, in which another node
     * inserts.
     */
    public void insert(Connection connection, Map<UsageKey, UsageCounts> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            int sent = 0;
            for (Map.Entry<UsageKey, UsageCounts> row : rows.entrySet()) {
                bind(insert, row.getKey(), row.getValue());
                insert.setLong(16, row.getKey().modelId());
                insert.addBatch();
                if (++sent % ROWS == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private void bind(PreparedStatement statement, UsageKey key, UsageCounts counts) throws SQLException {
        counts(statement, counts);
        hour(statement, 8, key);
        statement.setString(13, key.dimension());
        statement.setString(14, key.value());
        statement.setString(15, key.currency());
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

    private void hour(PreparedStatement statement, int first, UsageKey key) throws SQLException {
        statement.setLong(first, key.organisationId());
        statement.setLong(first + 1, key.versionId());
        statement.setLong(first + 2, key.environmentId());
        statement.setObject(first + 3, InstantColumn.local(key.hourStart()));
        statement.setString(first + 4, node);
    }
}
