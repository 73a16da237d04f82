package org.modelyard.serving.entity;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import org.modelyard.platform.entity.InstantColumn;

/** Hourly counts by dimension, with tokens and cost, of all organisations, for reading. */
public class UsageHours {

    /** The dimension of rows that stand for all of an hour. */
    public static final String ALL = "";

    private static final int FETCH = 1_000;

    private final EntityManager em;

    public UsageHours(EntityManager em) {
        this.em = em;
    }

    /**
     * An hour of one node.
     *
     * @param value of the dimension; empty for all of the hour
     * @param currency empty where no cost is known
     * @param latencies {@link org.modelyard.serving.model.LatencyCounts}
     */
    public record Counted(
            long versionId,
            Instant hourStart,
            String value,
            String currency,
            long requests,
            long errors,
            long latencySumMicros,
            long inputTokens,
            long outputTokens,
            long costNanos,
            byte[] latencies) {}

    /**
     * Gives the hours of a model that begin at {@code since} or later, in no order, and keeps none of them: they may be many.
     *
     * @param environmentId 0 for all
     */
    public void counted(
            long organisationId,
            long modelId,
            long environmentId,
            String dimension,
            Instant since,
            Consumer<Counted> found)
            throws SQLException {
        try (PreparedStatement select = em.unwrap(Connection.class)
                .prepareStatement("select model_version_id, hour_start, dimension_value, currency, requests, errors,"
                        + " latency_sum_micros, input_tokens, output_tokens, cost_nanos, latency_counts from usage_hour"
                        + " where organisation_id = ? and model_id = ? and dimension = ? and hour_start >= ?"
                        + (environmentId == 0 ? "" : " and environment_id = " + environmentId))) {
            select.setFetchSize(FETCH);
            select.setLong(1, organisationId);
            select.setLong(2, modelId);
            select.setString(3, dimension);
            select.setObject(4, InstantColumn.local(since));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.accept(new Counted(
                            rows.getLong(1),
                            rows.getObject(2, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                            rows.getString(3),
                            rows.getString(4),
                            rows.getLong(5),
                            rows.getLong(6),
                            rows.getLong(7),
                            rows.getLong(8),
                            rows.getLong(9),
                            rows.getLong(10),
                            rows.getBytes(11)));
                }
            }
        }
    }
}
