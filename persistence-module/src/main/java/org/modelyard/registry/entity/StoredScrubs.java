package org.modelyard.registry.entity;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.modelyard.platform.model.PageRequest;

/** The scrubs of all organisations. */
public class StoredScrubs {

    private final EntityManager em;

    public StoredScrubs(EntityManager em) {
        this.em = em;
    }

    public void add(Scrub scrub) {
        em.persist(scrub);
        em.flush();
    }

    public Optional<Scrub> byPublicId(long organisationId, UUID id) {
        return em.createQuery("select s from Scrub s where s.organisationId = :org and s.publicId = :id", Scrub.class)
                .setParameter("org", organisationId)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /** Newest first. */
    public List<Scrub> page(long organisationId, PageRequest page) {
        return em.createQuery(
                        "select s from Scrub s where s.organisationId = :org and s.id < :before order by s.id desc",
                        Scrub.class)
                .setParameter("org", organisationId)
                .setParameter("before", page.before())
                .setMaxResults(page.fetch())
                .getResultList();
    }

    /**
     * Organisations of which none that was begun since then has looked at every file, and none is at work.
     *
     * @param cutOff one that nobody was at since then is not at work any more
     */
    public List<Long> without(Instant since, Instant cutOff) {
        return em.createQuery(
                        "select o.id from Organisation o where not exists (select s.id from Scrub s"
                                + " where s.organisationId = o.id and ((s.endedAt is not null and s.createdAt > :since)"
                                + " or (s.endedAt is null and s.touchedAt > :cutOff))) order by o.id",
                        Long.class)
                .setParameter("since", since)
                .setParameter("cutOff", cutOff)
                .getResultList();
    }
}
