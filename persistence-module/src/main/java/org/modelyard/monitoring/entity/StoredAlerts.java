package org.modelyard.monitoring.entity;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.monitoring.model.AlertState;
import org.modelyard.monitoring.model.Severity;
import org.modelyard.platform.model.PageRequest;

/** Alerts of all organisations. */
public class StoredAlerts {

    private final EntityManager em;

    public StoredAlerts(EntityManager em) {
        this.em = em;
    }

    /** Written at once: that the cause has no other open alert is then certain. */
    public void add(Alert alert) {
        em.persist(alert);
        em.flush();
    }

    /** The newest of a cause, locked to the end of the transaction. */
    public Optional<Alert> lockedLastOf(Alert.Cause cause) {
        return em.createQuery(
                        "select a from Alert a where a.organisationId = :org and a.dedupe = :dedupe order by a.id desc",
                        Alert.class)
                .setParameter("org", cause.organisationId())
                .setParameter("dedupe", cause.dedupe())
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(this::lock);
    }

    public Optional<Alert> byPublicId(long organisationId, UUID id) {
        return em.createQuery("select a from Alert a where a.organisationId = :org and a.publicId = :id", Alert.class)
                .setParameter("org", organisationId)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    public Optional<Alert> lockedByPublicId(long organisationId, UUID id) {
        return byPublicId(organisationId, id).map(this::lock);
    }

    /** Newest first; null leaves a filter out. */
    public List<Alert> page(
            long organisationId, @Nullable AlertState state, @Nullable Severity severity, PageRequest page) {
        return em.createQuery(
                        "select a from Alert a where a.organisationId = :org and a.id < :before"
                                + " and (:anyState = true or a.state = :state)"
                                + " and (:anySeverity = true or a.severity = :severity) order by a.id desc",
                        Alert.class)
                .setParameter("org", organisationId)
                .setParameter("before", page.before())
                .setParameter("anyState", state == null)
                .setParameter("state", state == null ? AlertState.OPEN : state)
                .setParameter("anySeverity", severity == null)
                .setParameter("severity", severity == null ? Severity.INFO : severity)
                .setMaxResults(page.fetch())
                .getResultList();
    }

    /** Open ones about any of the subjects, but for one kind. */
    public long open(long organisationId, Collection<String> subjects, String otherThan, Severity severity) {
        return em.createQuery(
                        "select count(a) from Alert a where a.organisationId = :org and a.state = :open"
                                + " and a.subject in :subjects and a.kind <> :kind and a.severity = :severity",
                        Long.class)
                .setParameter("org", organisationId)
                .setParameter("open", AlertState.OPEN)
                .setParameter("subjects", subjects)
                .setParameter("kind", otherThan)
                .setParameter("severity", severity)
                .getSingleResult();
    }

    public long open(long organisationId) {
        return em.createQuery(
                        "select count(a) from Alert a where a.organisationId = :org and a.state = :open", Long.class)
                .setParameter("org", organisationId)
                .setParameter("open", AlertState.OPEN)
                .getSingleResult();
    }

    private Alert lock(Alert alert) {
        em.refresh(alert, LockModeType.PESSIMISTIC_WRITE);
        return alert;
    }
}
