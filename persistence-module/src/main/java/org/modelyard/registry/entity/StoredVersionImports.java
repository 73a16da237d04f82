package org.modelyard.registry.entity;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import org.modelyard.batch.entity.QueuedWorks;
import org.modelyard.platform.model.PageRequest;

/** Imports of versions, of all organisations. */
public class StoredVersionImports extends QueuedWorks<VersionImport> {

    public StoredVersionImports(EntityManager em) {
        super(em, VersionImport.class);
    }

    /** Newest first. */
    public List<VersionImport> page(long organisationId, String model, PageRequest page) {
        return em().createQuery(
                        "select i from VersionImport i where i.organisationId = :org and i.model = :model"
                                + " and i.id < :before order by i.id desc",
                        VersionImport.class)
                .setParameter("org", organisationId)
                .setParameter("model", model)
                .setParameter("before", page.before())
                .setMaxResults(page.fetch())
                .getResultList();
    }

    /** Oldest first. */
    public List<VersionImport> endedBefore(Instant time, int most) {
        return em().createQuery(
                        "select i from VersionImport i where i.endedAt < :time order by i.id", VersionImport.class)
                .setParameter("time", time)
                .setMaxResults(most)
                .getResultList();
    }

    /** A file that it has not made a version of is nobody's from now on. */
    public void remove(VersionImport one) {
        em().remove(one);
    }
}
