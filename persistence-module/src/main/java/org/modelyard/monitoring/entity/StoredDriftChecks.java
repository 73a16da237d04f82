package org.modelyard.monitoring.entity;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import org.modelyard.batch.entity.QueuedWorks;
import org.modelyard.monitoring.model.CheckTrigger;

/** Drift checks of all organisations. */
public class StoredDriftChecks extends QueuedWorks<DriftCheck> {

    public StoredDriftChecks(EntityManager em) {
        super(em, DriftCheck.class);
    }

    /** Whether the timer asked for one of this deployment after this time. */
    public boolean timedSince(long deploymentId, Instant time) {
        return em().createQuery(
                                "select count(c) from DriftCheck c where c.deploymentId = :deployment"
                                        + " and c.trigger = :timer and c.createdAt > :time",
                                Long.class)
                        .setParameter("deployment", deploymentId)
                        .setParameter("timer", CheckTrigger.TIMER)
                        .setParameter("time", time)
                        .getSingleResult()
                > 0;
    }
}
