package org.modelyard.serving.entity;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Hourly counts of all organisations, for reading. */
public class HourlyHistograms {

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
            long versionId,
            long environmentId,
            Instant hourStart,
            long requests,
            long errors,
            long latencySumMicros,
            byte[] latencies) {}

    /** Hours of a model's versions that begin at {@code since} or later; version 0 means all. */
    public List<Counted> counted(long organisationId, long modelId, long versionId, Instant since) {
        return em.createQuery(
                        "select h.modelVersionId, h.environmentId, h.hourStart, h.requests, h.errors, h.latencySumMicros,"
                                + " h.latencyCounts from HourlyHistogram h where h.organisationId = :org and h.modelId = :model"
                                + (versionId == 0 ? "" : " and h.modelVersionId = " + versionId)
                                + " and h.hourStart >= :since order by h.hourStart, h.id",
                        Object[].class)
                .setParameter("org", organisationId)
                .setParameter("model", modelId)
                .setParameter("since", since)
                .getResultStream()
                .map(row -> new Counted(
                        (Long) row[0],
                        (Long) row[1],
                        (Instant) row[2],
                        (Long) row[3],
                        (Long) row[4],
                        (Long) row[5],
                        (byte[]) row[6]))
                .toList();
    }

    /** By version: the beginning of the last hour in which it was asked, of all that are kept. */
    public Map<Long, Instant> lastUsed(long organisationId, long modelId) {
        Map<Long, Instant> last = new HashMap<>();
        em.createQuery(
                        "select h.modelVersionId, h.hourStart from HourlyHistogram h where h.organisationId = :org"
                                + " and h.modelId = :model and h.hourStart = (select max(o.hourStart) from HourlyHistogram o"
                                + " where o.organisationId = :org and o.modelId = :model"
                                + " and o.modelVersionId = h.modelVersionId)", // the converter takes no max() of its
                        // own
                        Object[].class)
                .setParameter("org", organisationId)
                .setParameter("model", modelId)
                .getResultList()
                .forEach(row -> last.put((Long) row[0], (Instant) row[1]));
        return last;
    }
}
