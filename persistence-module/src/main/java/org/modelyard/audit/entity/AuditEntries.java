package org.modelyard.audit.entity;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.PageRequest;

/** The audit, append-only. */
public class AuditEntries {

    private final EntityManager em;

    public AuditEntries(EntityManager em) {
        this.em = em;
    }

    public void append(AuditEntry entry) {
        em.persist(entry);
    }

    /** Newest first; null leaves a filter out. */
    public List<AuditEntry> page(
            long organisationId,
            @Nullable String actor,
            @Nullable String subject,
            @Nullable Instant since,
            PageRequest page) {
        return em.createQuery(
                        "select a from AuditEntry a where a.organisationId = :org and a.id < :before"
                                + " and (:actor is null or a.actor = :actor)"
                                + " and (:subject is null or a.subject = :subject)"
                                + " and a.at >= :since order by a.id desc",
                        AuditEntry.class)
                .setParameter("org", organisationId)
                .setParameter("before", page.before())
                .setParameter("actor", actor)
                .setParameter("subject", subject)
                .setParameter("since", since == null ? Instant.EPOCH : since)
                .setMaxResults(page.fetch())
                .getResultList();
    }

    /** Done to one of the subjects, oldest first; null: whatever was done. */
    public List<AuditEntry> done(long organisationId, Collection<String> subjects, @Nullable String action, int most) {
        return em.createQuery(
                        "select a from AuditEntry a where a.organisationId = :org and a.subject in :subjects"
                                + " and (:action is null or a.action = :action) and a.outcome = :done order by a.id",
                        AuditEntry.class)
                .setParameter("action", action)
                .setParameter("org", organisationId)
                .setParameter("subjects", subjects)
                .setParameter("done", AuditEntry.DONE)
                .setMaxResults(most)
                .getResultList();
    }
}
