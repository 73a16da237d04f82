package org.modelyard.serving.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.monitoring.model.Histograms;
import org.modelyard.monitoring.model.ProfileLayout;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.serving.model.HourCounts;
import org.modelyard.serving.model.HourKey;
import org.modelyard.serving.model.LatencyCounts;
import org.modelyard.serving.model.ScoreCounts;
import org.modelyard.serving.model.UnitCounts;

/** One node's rows of {@code histogram_hour}, which no other node writes. */
public class HourCountsTable {

    private static final String WHERE = " where organisation_id = ? and deployment_id = ? and model_version_id = ?"
            + " and environment_id = ? and variant = ? and hour_start = ? and node = ?";

    private final String node;

    public HourCountsTable(String node) {
        this.node = node;
    }

    /** @param layout null when the version has no profile */
    public Optional<HourCounts> load(Connection connection, HourKey key, @Nullable ProfileLayout layout)
            throws SQLException {
        String sql =
                "select requests, errors, failed, latency_sum_micros, log_bytes, latency_counts, score_counts, histograms,"
                        + " unit_counts from histogram_hour" + WHERE;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            where(select, 1, key);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                byte[] scores = row.getBytes(7);
                byte[] histograms = row.getBytes(8);
                return Optional.of(new HourCounts(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        LatencyCounts.fromBytes(row.getBytes(6)),
                        scores == null ? new ScoreCounts() : ScoreCounts.fromBytes(scores),
                        UnitCounts.fromBytes(row.getBytes(9)),
                        layout == null || histograms == null ? null : Histograms.fromBytes(layout, histograms)));
            }
        }
    }

    /** Replaces the row's counts, or makes the row. */
    public void store(Connection connection, HourKey key, HourCounts counts) throws SQLException {
        String sql = "update histogram_hour set requests = ?, errors = ?, failed = ?, latency_sum_micros = ?,"
                + " log_bytes = ?, latency_counts = ?, score_counts = ?, histograms = ?, unit_counts = ?" + WHERE;
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            counts(update, 1, counts);
            where(update, 10, key);
            if (update.executeUpdate() == 0) {
                insert(connection, key, counts);
            }
        }
    }

    /**
     * A row that is not there. It is not looked for by an update: one that finds nothing locks what lies between rows, in which another node
     * inserts.
     */
    public void insert(Connection connection, HourKey key, HourCounts counts) throws SQLException {
        String sql =
                "insert into histogram_hour (requests, errors, failed, latency_sum_micros, log_bytes, latency_counts,"
                        + " score_counts, histograms, unit_counts, organisation_id, deployment_id, model_version_id, environment_id, variant, hour_start,"
                        + " node, model_id, id) values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?, next value for histogram_hour_seq)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            counts(insert, 1, counts);
            where(insert, 10, key);
            insert.setLong(17, key.modelId());
            insert.executeUpdate();
        }
    }

    private static void counts(PreparedStatement statement, int first, HourCounts counts) throws SQLException {
        statement.setLong(first, counts.requests());
        statement.setLong(first + 1, counts.errors());
        statement.setLong(first + 2, counts.failed());
        statement.setLong(first + 3, counts.latencySumMicros());
        statement.setLong(first + 4, counts.logBytes());
        statement.setBytes(first + 5, counts.latencies().toBytes());
        statement.setBytes(first + 6, counts.scores().toBytes());
        Histograms histograms = counts.histograms();
        if (histograms == null) {
            statement.setNull(first + 7, Types.BLOB);
        } else {
            statement.setBytes(first + 7, histograms.toBytes());
        }
        byte[] units = counts.units().toBytes();
        if (units == null) {
            statement.setNull(first + 8, Types.BLOB);
        } else {
            statement.setBytes(first + 8, units);
        }
    }

    private void where(PreparedStatement statement, int first, HourKey key) throws SQLException {
        statement.setLong(first, key.organisationId());
        statement.setLong(first + 1, key.deploymentId());
        statement.setLong(first + 2, key.versionId());
        statement.setLong(first + 3, key.environmentId());
        statement.setString(first + 4, key.variant());
        statement.setObject(first + 5, InstantColumn.local(key.hourStart()));
        statement.setString(first + 6, node);
    }
}
