package org.modelyard.backup.entity;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.modelyard.batch.entity.QueuedWorks;
import org.modelyard.batch.model.WorkState;
import org.modelyard.platform.model.PageRequest;

/** The backups of the server. */
public class StoredBackups extends QueuedWorks<Backup> {

    public StoredBackups(EntityManager em) {
        super(em, Backup.class);
    }

    /** Newest first. */
    public List<Backup> page(long organisationId, PageRequest page) {
        return em().createQuery(
                        "select b from Backup b where b.organisationId = :org and b.id < :before order by b.id desc",
                        Backup.class)
                .setParameter("org", organisationId)
                .setParameter("before", page.before())
                .setMaxResults(page.fetch())
                .getResultList();
    }

    /** Newest first: those that were asked for and came to no end yet. */
    public List<Backup> open() {
        return em().createQuery("select b from Backup b where b.state in :open order by b.id desc", Backup.class)
                .setParameter("open", EnumSet.of(WorkState.QUEUED, WorkState.RUNNING))
                .getResultList();
    }

    /** Newest first: those that ended. */
    public List<Backup> ended(int most) {
        return em().createQuery("select b from Backup b where b.state in :ended order by b.id desc", Backup.class)
                .setParameter("ended", EnumSet.of(WorkState.COMPLETED, WorkState.FAILED))
                .setMaxResults(most)
                .getResultList();
    }

    /** When somebody last asked for one that did not fail. */
    public Optional<Instant> latest() {
        return em().createQuery(
                        "select b.createdAt from Backup b where b.state <> :failed order by b.id desc", Instant.class)
                .setParameter("failed", WorkState.FAILED)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    public void remove(Backup backup) {
        em().remove(backup);
    }
}
