package org.modelyard.serving.entity;

import jakarta.persistence.EntityManager;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

    /**
     * Tokens and cost of hours together.
     *
     * @param day of the hours, UTC; null where all days are together
     * @param currency empty where no cost is known
     * @param costNanos may be more than any single row holds
     */
    public record Spending(
            long versionId,
            @Nullable LocalDate day,
            String currency,
            long inputTokens,
            long outputTokens,
            BigInteger costNanos) {}

    /**
     * Gives the sums of a model's hours that begin at {@code since} or later, by version and currency, added up by the database: it sends no counts
     * of latencies, which are most of a row.
     *
     * @param environmentId 0 for all
     * @param versions empty for all
     * @param daily whether days are told apart
     */
    public void spent(
            long organisationId,
            long modelId,
            long environmentId,
            Collection<Long> versions,
            Instant since,
            boolean daily,
            Consumer<Spending> found)
            throws SQLException {
        String group = "model_version_id, currency" + (daily ? ", cast(hour_start as date)" : "");
        String wanted = versions.stream().map(String::valueOf).collect(Collectors.joining(", "));
        try (PreparedStatement select = em.unwrap(Connection.class)
                .prepareStatement("select sum(input_tokens), sum(output_tokens), sum(cost_nanos), " + group
                        + " from usage_hour where organisation_id = ? and model_id = ? and dimension = ? and hour_start >= ?"
                        + (environmentId == 0 ? "" : " and environment_id = " + environmentId)
                        + (wanted.isEmpty() ? "" : " and model_version_id in (" + wanted + ")")
                        + " group by " + group)) {
            select.setLong(1, organisationId);
            select.setLong(2, modelId);
            select.setString(3, ALL);
            select.setObject(4, InstantColumn.local(since));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.accept(new Spending(
                            rows.getLong(4),
                            daily ? rows.getObject(6, LocalDate.class) : null,
                            rows.getString(5),
                            rows.getLong(1),
                            rows.getLong(2),
                            rows.getBigDecimal(3).toBigInteger()));
                }
            }
        }
    }
}
