package org.modelyard.evaluation.entity;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import org.modelyard.batch.entity.QueuedWorks;
import org.modelyard.batch.model.WorkState;
import org.modelyard.evaluation.model.VersionRef;
import org.modelyard.platform.model.PageRequest;

/** Comparisons of all organisations. */
public class StoredComparisons extends QueuedWorks<VersionComparison> {

    public StoredComparisons(EntityManager em) {
        super(em, VersionComparison.class);
    }

    /** Newest first. */
    public List<VersionComparison> page(long organisationId, PageRequest page) {
        return em().createQuery(
                        "select c from VersionComparison c where c.organisationId = :org and c.id < :before"
                                + " order by c.id desc",
                        VersionComparison.class)
                .setParameter("org", organisationId)
                .setParameter("before", page.before())
                .setMaxResults(page.fetch())
                .getResultList();
    }

    /** The newest that came to its end and had this version as its candidate. */
    public Optional<VersionComparison> ofCandidate(long organisationId, VersionRef candidate) {
        return em().createQuery(
                        "select c from VersionComparison c where c.organisationId = :org and c.candidateModel = :model"
                                + " and c.candidateVersion = :version and c.state = :state order by c.id desc",
                        VersionComparison.class)
                .setParameter("org", organisationId)
                .setParameter("model", candidate.model())
                .setParameter("version", candidate.version())
                .setParameter("state", WorkState.COMPLETED)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }
}
