package org.modelyard.serving.entity;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Hourly counts of all organisations, for reading. */
public class HourlyHistograms {

    private static final int FETCH = 1_000;

    private final EntityManager em;

    public HourlyHistograms(EntityManager em) {
        this.em = em;
    }

    /** Hours that begin in [since, until), oldest first. */
    public List<HourlyHistogram> ofDeployment(
            long organisationId, long deploymentId, long versionId, Instant since, Instant until) {
        return em.createQuery(
                        "select h from HourlyHistogram h where h.organisationId = :org and h.deploymentId = :deployment"
                                + " and h.modelVersionId = :version and h.hourStart >= :since and h.hourStart < :until"
                                + " order by h.hourStart, h.id",
                        HourlyHistogram.class)
                .setParameter("org", organisationId)
                .setParameter("deployment", deploymentId)
                .setParameter("version", versionId)
                .setParameter("since", since)
                .setParameter("until", until)
                .getResultList();
    }

    /**
     * An hour without its histograms, which are large.
     *
     * @param latencies {@link org.modelyard.serving.model.LatencyCounts}
     */
    public record Counted(
            long versionId,
            long environmentId,
            String variant,
            Instant hourStart,
            long requests,
            long errors,
            long latencySumMicros,
            byte[] latencies) {}

    private static final String COUNTED =
            "select model_version_id, environment_id, variant, hour_start, requests, errors,"
                    + " latency_sum_micros, latency_counts from histogram_hour where organisation_id = ? and model_id = ?"
                    + " and hour_start >= ?";

    /** Gives the hours of a model that begin at {@code since} or later, oldest first, and keeps none of them; environment 0 means all. */
    public void counted(long organisationId, long modelId, long environmentId, Instant since, Consumer<Counted> found)
            throws SQLException {
        try (PreparedStatement select = connection()
                .prepareStatement(COUNTED
                        + (environmentId == 0 ? "" : " and environment_id = " + environmentId)
                        + " order by hour_start, id")) {
            give(select, organisationId, modelId, since, found);
        }
    }

    private static void give(
            PreparedStatement select, long organisationId, long modelId, Instant since, Consumer<Counted> found)
            throws SQLException {
        select.setFetchSize(FETCH);
        select.setLong(1, organisationId);
        select.setLong(2, modelId);
        select.setObject(3, LocalDateTime.ofInstant(since, ZoneOffset.UTC));
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.accept(new Counted(
                        rows.getLong(1),
                        rows.getLong(2),
                        rows.getString(3),
                        rows.getObject(4, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                        rows.getLong(5),
                        rows.getLong(6),
                        rows.getLong(7),
                        rows.getBytes(8)));
            }
        }
    }

    /**
     * Gives the hours of some of a model's versions that begin at {@code since} or later, in no order, and keeps none of them: they may be many. Counts
     * of latencies are no numbers that a database could add up.
     */
    public void counted(
            long organisationId, long modelId, Collection<Long> versions, Instant since, Consumer<Counted> found)
            throws SQLException {
        String wanted = versions.stream().map(String::valueOf).collect(Collectors.joining(", "));
        try (PreparedStatement select =
                connection().prepareStatement(COUNTED + " and model_version_id in (" + wanted + ")")) {
            give(select, organisationId, modelId, since, found);
        }
    }

    /** By version: the beginning of the last hour in which it was asked, of all that are kept. */
    public Map<Long, Instant> lastUsed(long organisationId, long modelId) throws SQLException {
        Map<Long, Instant> last = new HashMap<>();
        try (PreparedStatement select = connection()
                .prepareStatement("select model_version_id, max(hour_start) from histogram_hour"
                        + " where organisation_id = ? and model_id = ? group by model_version_id")) {
            select.setLong(1, organisationId);
            select.setLong(2, modelId);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    last.put(
                            rows.getLong(1),
                            rows.getObject(2, LocalDateTime.class).toInstant(ZoneOffset.UTC));
                }
            }
        }
        return last;
    }

    private Connection connection() {
        return em.unwrap(Connection.class);
    }
}
