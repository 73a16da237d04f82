package org.modelyard.evaluation.entity;

import jakarta.persistence.EntityManager;
import java.util.List;
import org.modelyard.batch.entity.QueuedWorks;
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
}
