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

    /** Hours that begin at {@code since} or later; environment 0 means all. */
    public List<HourlyHistogram> ofModel(long organisationId, long modelId, long environmentId, Instant since) {
        return em.createQuery(
                        "select h from HourlyHistogram h where h.organisationId = :org and h.modelId = :model"
                                + " and h.hourStart >= :since"
                                + (environmentId == 0 ? "" : " and h.environmentId = " + environmentId)
                                + " order by h.hourStart, h.id",
                        HourlyHistogram.class)
                .setParameter("org", organisationId)
                .setParameter("model", modelId)
                .setParameter("since", since)
                .getResultList();
    }

    /**
     * An hour without its histograms, which are large.
     *
     * @param latencies {@link org.modelyard.serving.model.LatencyCounts}
     */
    public record Counted(
            long versionId, long environmentId, long requests, long errors, long latencySumMicros, byte[] latencies) {}

    /**
     * Gives the hours of some of a model's versions that begin at {@code since} or later, in no order, and keeps none of them: they may be many. Counts
     * of latencies are no numbers that a database could add up.
     */
    public void counted(
            long organisationId, long modelId, Collection<Long> versions, Instant since, Consumer<Counted> found)
            throws SQLException {
        String wanted = versions.stream().map(any -> "?").collect(Collectors.joining(", "));
        try (PreparedStatement select = connection()
                .prepareStatement("select model_version_id, environment_id, requests, errors, latency_sum_micros,"
                        + " latency_counts from histogram_hour where organisation_id = ? and model_id = ?"
                        + " and model_version_id in (" + wanted + ") and hour_start >= ?")) {
            select.setFetchSize(FETCH);
            int at = 1;
            select.setLong(at++, organisationId);
            select.setLong(at++, modelId);
            for (long version : versions) {
                select.setLong(at++, version);
            }
            select.setObject(at, LocalDateTime.ofInstant(since, ZoneOffset.UTC));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.accept(new Counted(
                            rows.getLong(1),
                            rows.getLong(2),
                            rows.getLong(3),
                            rows.getLong(4),
                            rows.getLong(5),
                            rows.getBytes(6)));
                }
            }
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
