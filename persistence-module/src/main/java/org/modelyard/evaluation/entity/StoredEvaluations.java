package org.modelyard.evaluation.entity;

import jakarta.persistence.EntityManager;
import java.util.List;
import org.modelyard.batch.entity.QueuedWorks;
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
}
