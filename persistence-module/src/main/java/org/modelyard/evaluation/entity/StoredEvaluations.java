package org.modelyard.evaluation.entity;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.modelyard.batch.entity.QueuedWorks;
import org.modelyard.batch.model.WorkState;
import org.modelyard.platform.model.PageRequest;

/** Evaluations of all organisations. */
public class StoredEvaluations extends QueuedWorks<VersionEvaluation> {

    public StoredEvaluations(EntityManager em) {
        super(em, VersionEvaluation.class);
    }

    /** Of one version, newest first. */
    public List<VersionEvaluation> page(long organisationId, String model, String version, PageRequest page) {
        return em().createQuery(
                        "select e from VersionEvaluation e where e.organisationId = :org and e.model = :model"
                                + " and e.version = :version and e.id < :before order by e.id desc",
                        VersionEvaluation.class)
                .setParameter("org", organisationId)
                .setParameter("model", model)
                .setParameter("version", version)
                .setParameter("before", page.before())
                .setMaxResults(page.fetch())
                .getResultList();
    }

    /** The newest of a version on a snapshot that came to its end. */
    public Optional<VersionEvaluation> completed(long organisationId, String model, String version, UUID snapshot) {
        return em().createQuery(
                        "select e from VersionEvaluation e where e.organisationId = :org and e.model = :model"
                                + " and e.version = :version and e.snapshot = :snapshot and e.state = :state"
                                + " order by e.id desc",
                        VersionEvaluation.class)
                .setParameter("org", organisationId)
                .setParameter("model", model)
                .setParameter("version", version)
                .setParameter("snapshot", snapshot)
                .setParameter("state", WorkState.COMPLETED)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** The newest of a version that came to its end. */
    public Optional<VersionEvaluation> latest(long organisationId, String model, String version) {
        return em().createQuery(
                        "select e from VersionEvaluation e where e.organisationId = :org and e.model = :model"
                                + " and e.version = :version and e.state = :state order by e.id desc",
                        VersionEvaluation.class)
                .setParameter("org", organisationId)
                .setParameter("model", model)
                .setParameter("version", version)
                .setParameter("state", WorkState.COMPLETED)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /**
     * How a version treats groups by each evaluation that came to its end and looked at that, oldest first.
     *
     * @param rows of those that were asked about so many at least
     * @return JSON arrays with a document for each sensitive feature
     */
    public List<String> fairness(long organisationId, String model, String version, long rows) {
        return em().createQuery(
                        "select e.fairness from VersionEvaluation e where e.organisationId = :org and e.model = :model"
                                + " and e.version = :version and e.state = :state and e.asked >= :rows"
                                + " and e.fairness is not null order by e.id",
                        String.class)
                .setParameter("org", organisationId)
                .setParameter("model", model)
                .setParameter("version", version)
                .setParameter("state", WorkState.COMPLETED)
                .setParameter("rows", rows)
                .getResultList();
    }
}
