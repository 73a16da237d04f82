package org.modelyard.serving.entity;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;

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
}
