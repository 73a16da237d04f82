package org.modelyard.training.entity;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.training.model.TrainingState;

/** Training jobs of all organisations. */
public class StoredTrainingJobs {

    private final EntityManager em;

    public StoredTrainingJobs(EntityManager em) {
        this.em = em;
    }

    public void add(TrainingJob job) {
        em.persist(job);
    }

    public Optional<TrainingJob> byPublicId(long organisationId, UUID id) {
        return byPublicId(id).filter(job -> job.organisationId() == organisationId);
    }

    /** For the server's own work, which knows only the id that a batch execution carries. */
    public Optional<TrainingJob> byPublicId(UUID id) {
        return em.createQuery("select j from TrainingJob j where j.publicId = :id", TrainingJob.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /**
     * For a change: waits for the row; it stays locked to the end of the transaction. To be the transaction's first read,
     * so that what is read after it is no older than the lock.
     */
    public Optional<TrainingJob> locked(UUID id) {
        return em.createQuery("select j from TrainingJob j where j.publicId = :id", TrainingJob.class)
                .setParameter("id", id)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    /** Of these jobs those that run and shall be cancelled. */
    public List<UUID> toCancel(Collection<UUID> ids) {
        return em.createQuery(
                        "select j.publicId from TrainingJob j where j.publicId in :ids and j.cancelRequested = true",
                        UUID.class)
                .setParameter("ids", ids)
                .getResultList();
    }

    /** Newest first; null leaves a filter out. */
    public List<TrainingJob> page(
            long organisationId, @Nullable TrainingState state, @Nullable String model, PageRequest page) {
        return em.createQuery(
                        "select j from TrainingJob j where j.organisationId = :org and j.id < :before"
                                + " and (:anyState = true or j.state = :state)"
                                + " and (:model is null or j.modelName = :model) order by j.id desc",
                        TrainingJob.class)
                .setParameter("org", organisationId)
                .setParameter("before", page.before())
                .setParameter("anyState", state == null)
                .setParameter("state", state == null ? TrainingState.CREATED : state)
                .setParameter("model", model)
                .setMaxResults(page.fetch())
                .getResultList();
    }

    /** Over all organisations: the highest priority first, of those the oldest. */
    public List<TrainingJob> queued(int most) {
        return em.createQuery(
                        "select j from TrainingJob j where j.state = :queued order by j.priority desc, j.id",
                        TrainingJob.class)
                .setParameter("queued", TrainingState.QUEUED)
                .setMaxResults(most)
                .getResultList();
    }

    /**
     * One claim at a time for an organisation, to the end of the transaction. After the job's own lock, as those do whose
     * inserts look at the organisation's row, and before the first plain read, so that what is counted is no older.
     */
    public void lockQueueOf(long organisationId) {
        em.createNativeQuery("select id from organisation where id = ? for update")
                .setParameter(1, organisationId)
                .getSingleResult();
    }

    /** The organisation's jobs that run, and those that ran later than that. */
    public List<TrainingJob> runningOrEndedSince(long organisationId, Instant since) {
        return em.createQuery(
                        "select j from TrainingJob j where j.organisationId = :org and (j.state = :running"
                                + " or (j.startedAt is not null and j.endedAt >= :since))",
                        TrainingJob.class)
                .setParameter("org", organisationId)
                .setParameter("running", TrainingState.RUNNING)
                .setParameter("since", since)
                .getResultList();
    }

    /** Oldest first, over all organisations. */
    public List<TrainingJob> in(TrainingState state, int most) {
        return em.createQuery("select j from TrainingJob j where j.state = :state order by j.id", TrainingJob.class)
                .setParameter("state", state)
                .setMaxResults(most)
                .getResultList();
    }

    public long count(long organisationId, Collection<TrainingState> states) {
        return em.createQuery(
                        "select count(j) from TrainingJob j where j.organisationId = :org and j.state in :states",
                        Long.class)
                .setParameter("org", organisationId)
                .setParameter("states", states)
                .getSingleResult();
    }

    /** Jobs by trainer and state with their numbers: rows of String or null, {@link TrainingState} and Long. */
    public List<Object[]> counts(long organisationId, Instant since) {
        return em.createQuery(
                        "select j.trainer, j.state, count(j) from TrainingJob j where j.organisationId = :org"
                                + " and j.createdAt >= :since group by j.trainer, j.state",
                        Object[].class)
                .setParameter("org", organisationId)
                .setParameter("since", since)
                .getResultList();
    }

    /** The latest completed ones, newest first. */
    public List<TrainingJob> completed(long organisationId, Instant since, int most) {
        return em.createQuery(
                        "select j from TrainingJob j where j.organisationId = :org and j.state = :completed"
                                + " and j.createdAt >= :since order by j.id desc",
                        TrainingJob.class)
                .setParameter("org", organisationId)
                .setParameter("completed", TrainingState.COMPLETED)
                .setParameter("since", since)
                .setMaxResults(most)
                .getResultList();
    }
}
