package org.modelyard.batch.entity;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.modelyard.batch.model.WorkState;

/**
 * The work of one kind, of all organisations.
 *
 * @param <W> an entity with a field {@code id}
 */
public class QueuedWorks<W extends QueuedWork> {

    private final EntityManager em;
    private final Class<W> type;

    public QueuedWorks(EntityManager em, Class<W> type) {
        this.em = em;
        this.type = type;
    }

    public void add(W work) {
        em.persist(work);
    }

    public Optional<W> byPublicId(long organisationId, UUID id) {
        return byPublicId(id).filter(work -> work.organisationId() == organisationId);
    }

    /** For a change: waits for the row and reads it anew; it stays locked to the end of the transaction. */
    public Optional<W> locked(UUID id) {
        return byPublicId(id).map(work -> {
            em.refresh(work, LockModeType.PESSIMISTIC_WRITE);
            return work;
        });
    }

    /** Oldest first: work without an end that nobody claimed since. */
    public List<W> unclaimedSince(Instant time, int most) {
        return em.createQuery(
                        "select w from " + type.getSimpleName() + " w where w.state in :open"
                                + " and (w.claimedAt is null or w.claimedAt <= :time) order by w.id",
                        type)
                .setParameter("open", EnumSet.of(WorkState.QUEUED, WorkState.RUNNING))
                .setParameter("time", time)
                .setMaxResults(most)
                .getResultList();
    }

    /** Oldest first: work whose job has begun and has not come to an end. */
    public List<W> begun(int most) {
        return em.createQuery(
                        "select w from " + type.getSimpleName() + " w where w.state = :running"
                                + " and w.executionId is not null order by w.id",
                        type)
                .setParameter("running", WorkState.RUNNING)
                .setMaxResults(most)
                .getResultList();
    }

    protected EntityManager em() {
        return em;
    }

    private Optional<W> byPublicId(UUID id) {
        return em.createQuery("select w from " + type.getSimpleName() + " w where w.publicId = :id", type)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }
}
