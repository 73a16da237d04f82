package org.modelyard.registry.entity;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.registry.model.UploadState;

/** The uploads of all organisations. */
public class StoredUploads {

    private final EntityManager em;

    public StoredUploads(EntityManager em) {
        this.em = em;
    }

    public void add(Upload upload) {
        em.persist(upload);
        em.flush();
    }

    public Optional<Upload> byPublicId(long organisationId, UUID id) {
        return em.createQuery("select u from Upload u where u.organisationId = :org and u.publicId = :id", Upload.class)
                .setParameter("org", organisationId)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /** Those of an organisation that are not complete. */
    public long open(long organisationId) {
        return em.createQuery(
                        "select count(u) from Upload u where u.organisationId = :org and u.state = :open", Long.class)
                .setParameter("org", organisationId)
                .setParameter("open", UploadState.OPEN)
                .getSingleResult();
    }

    /** Bytes of the whole file of each that is not complete, of all organisations. */
    public Map<UUID, Long> promised() {
        Map<UUID, Long> promised = new HashMap<>();
        em.createQuery("select u.publicId, u.bytes from Upload u where u.state = :open", Object[].class)
                .setParameter("open", UploadState.OPEN)
                .getResultList()
                .forEach(row -> promised.put((UUID) row[0], (Long) row[1]));
        return promised;
    }

    /** Newest first. */
    public List<Upload> page(long organisationId, PageRequest page) {
        return em.createQuery(
                        "select u from Upload u where u.organisationId = :org and u.id < :before order by u.id desc",
                        Upload.class)
                .setParameter("org", organisationId)
                .setParameter("before", page.before())
                .setMaxResults(page.fetch())
                .getResultList();
    }

    public void remove(Upload upload) {
        em.remove(upload);
    }

    /** Forgets what nobody was at since then, of all organisations. */
    public int forget(Instant before) {
        return em.createQuery("delete from Upload u where u.touchedAt < :before")
                .setParameter("before", before)
                .executeUpdate();
    }

    /** Those of the ids that are still known, of all organisations. */
    public List<UUID> known(Collection<UUID> ids) {
        return em.createQuery("select u.publicId from Upload u where u.publicId in :ids", UUID.class)
                .setParameter("ids", ids)
                .getResultList();
    }
}
