package org.modelyard.dataset.entity;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.modelyard.platform.model.PageRequest;

/** The snapshots of all datasets. */
public class StoredSnapshots {

    private final EntityManager em;

    public StoredSnapshots(EntityManager em) {
        this.em = em;
    }

    public void add(Snapshot snapshot) {
        em.persist(snapshot);
        em.flush();
    }

    public Optional<Snapshot> byPublicId(long organisationId, UUID id) {
        return em.createQuery(
                        "select s from Snapshot s where s.organisationId = :org and s.publicId = :id", Snapshot.class)
                .setParameter("org", organisationId)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /** The one that was taken of the very same rows in the very same files. */
    public Optional<Snapshot> same(Dataset dataset, String manifestSha) {
        return em.createQuery(
                        "select s from Snapshot s where s.datasetId = :dataset and s.manifestSha = :sha",
                        Snapshot.class)
                .setParameter("dataset", dataset.id())
                .setParameter("sha", manifestSha)
                .getResultStream()
                .findFirst();
    }

    /** Newest first. */
    public List<Snapshot> page(Dataset dataset, PageRequest page) {
        return em.createQuery(
                        "select s from Snapshot s where s.datasetId = :dataset and s.id < :before order by s.id desc",
                        Snapshot.class)
                .setParameter("dataset", dataset.id())
                .setParameter("before", page.before())
                .setMaxResults(page.fetch())
                .getResultList();
    }
}
