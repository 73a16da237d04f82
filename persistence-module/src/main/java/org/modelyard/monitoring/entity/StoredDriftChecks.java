package org.modelyard.monitoring.entity;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.modelyard.monitoring.model.CheckState;
import org.modelyard.monitoring.model.CheckTrigger;

/** Drift checks of all organisations. */
public class StoredDriftChecks {

    private final EntityManager em;

    public StoredDriftChecks(EntityManager em) {
        this.em = em;
    }

    public void add(DriftCheck check) {
        em.persist(check);
    }

    public Optional<DriftCheck> byPublicId(long organisationId, UUID id) {
        return byPublicId(id).filter(check -> check.organisationId() == organisationId);
    }

    /** For a change: waits for the row and reads it anew; it stays locked to the end of the transaction. */
    public Optional<DriftCheck> locked(UUID id) {
        return byPublicId(id).map(check -> {
            em.refresh(check, LockModeType.PESSIMISTIC_WRITE);
            return check;
        });
    }

    /** Of all organisations, oldest first: those without an end that nobody claimed since. */
    public List<DriftCheck> unclaimedSince(Instant time, int most) {
        return em.createQuery(
                        "select c from DriftCheck c where c.state in :open and (c.claimedAt is null or c.claimedAt <= :time)"
                                + " order by c.id",
                        DriftCheck.class)
                .setParameter("open", EnumSet.of(CheckState.QUEUED, CheckState.RUNNING))
                .setParameter("time", time)
                .setMaxResults(most)
                .getResultList();
    }

    /** Whether the timer asked for one of this deployment after this time. */
    public boolean timedSince(long deploymentId, Instant time) {
        return em.createQuery(
                                "select count(c) from DriftCheck c where c.deploymentId = :deployment"
                                        + " and c.trigger = :timer and c.createdAt > :time",
                                Long.class)
                        .setParameter("deployment", deploymentId)
                        .setParameter("timer", CheckTrigger.TIMER)
                        .setParameter("time", time)
                        .getSingleResult()
                > 0;
    }

    private Optional<DriftCheck> byPublicId(UUID id) {
        return em.createQuery("select c from DriftCheck c where c.publicId = :id", DriftCheck.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }
}
