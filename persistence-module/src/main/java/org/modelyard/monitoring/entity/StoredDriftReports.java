package org.modelyard.monitoring.entity;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.modelyard.monitoring.model.FeatureChart;
import org.modelyard.platform.model.PageRequest;

/** Drift reports of all organisations, with their charts. */
public class StoredDriftReports {

    private final EntityManager em;

    public StoredDriftReports(EntityManager em) {
        this.em = em;
    }

    public void add(StoredDriftReport report, List<FeatureChart> charts) {
        em.persist(report);
        em.persist(new DriftChart(report, charts));
    }

    public Optional<StoredDriftReport> byPublicId(long organisationId, UUID id) {
        return em.createQuery(
                        "select r from StoredDriftReport r where r.organisationId = :org and r.publicId = :id",
                        StoredDriftReport.class)
                .setParameter("org", organisationId)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /** Newest first. */
    public List<StoredDriftReport> page(long organisationId, String model, PageRequest page) {
        return em.createQuery(
                        "select r from StoredDriftReport r where r.organisationId = :org and r.model = :model"
                                + " and r.id < :before order by r.id desc",
                        StoredDriftReport.class)
                .setParameter("org", organisationId)
                .setParameter("model", model)
                .setParameter("before", page.before())
                .setMaxResults(page.fetch())
                .getResultList();
    }

    public Optional<StoredDriftReport> lastOf(long deploymentId) {
        return em.createQuery(
                        "select r from StoredDriftReport r where r.deploymentId = :deployment order by r.id desc",
                        StoredDriftReport.class)
                .setParameter("deployment", deploymentId)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    public List<FeatureChart> charts(StoredDriftReport report) {
        return Optional.ofNullable(em.find(DriftChart.class, report.id()))
                .map(DriftChart::features)
                .orElse(List.of());
    }
}
