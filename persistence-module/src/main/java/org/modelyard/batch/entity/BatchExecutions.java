package org.modelyard.batch.entity;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.modelyard.platform.model.PageRequest;

/** The executions of all organisations; every reader but recovery names one. */
public class BatchExecutions {

    private final EntityManager em;

    public BatchExecutions(EntityManager em) {
        this.em = em;
    }

    public void add(BatchExecution execution) {
        em.persist(execution);
    }

    public Optional<BatchExecution> byId(long organisationId, long executionId) {
        return any(executionId).filter(found -> found.organisationId() == organisationId);
    }

    /** Whosever it is: for recovery, which works for all. */
    public Optional<BatchExecution> any(long executionId) {
        return Optional.ofNullable(em.find(BatchExecution.class, executionId));
    }

    /** Newest first. */
    public List<BatchExecution> page(long organisationId, PageRequest page) {
        return em.createQuery(
                        "select e from BatchExecution e where e.organisationId = :organisation"
                                + " and e.executionId < :before order by e.executionId desc",
                        BatchExecution.class)
                .setParameter("organisation", organisationId)
                .setParameter("before", page.before())
                .setMaxResults(page.fetch())
                .getResultList();
    }

    /** How often recovery has restarted this instance. */
    public long recoveries(long instanceId) {
        return em.createQuery(
                        "select count(e) from BatchExecution e where e.instanceId = :instance and e.recovered = true",
                        Long.class)
                .setParameter("instance", instanceId)
                .getSingleResult();
    }

    /**
     * Those of a job that somebody wants stopped and nobody has restarted, newest first.
     *
     * @param since of those that were submitted then or later
     */
    public List<Long> stopRequested(long organisationId, String job, Instant since, int most) {
        List<Object[]> stopped = em.createQuery(
                        "select e.executionId, e.instanceId from BatchExecution e where e.organisationId = :organisation"
                                + " and e.job = :job and e.stopRequested = true and e.submittedAt >= :since"
                                + " order by e.executionId desc",
                        Object[].class)
                .setParameter("organisation", organisationId)
                .setParameter("job", job)
                .setParameter("since", since)
                .setMaxResults(most)
                .getResultList();
        Set<Long> last =
                lastOf(stopped.stream().map(row -> (Long) row[1]).distinct().toList());
        return stopped.stream().map(row -> (Long) row[0]).filter(last::contains).toList();
    }

    /** The newest execution of each instance. */
    private Set<Long> lastOf(Collection<Long> instances) {
        return instances.isEmpty()
                ? Set.of()
                : Set.copyOf(em.createQuery(
                                "select max(e.executionId) from BatchExecution e where e.instanceId in :instances"
                                        + " group by e.instanceId",
                                Long.class)
                        .setParameter("instances", instances)
                        .getResultList());
    }

    /** Those of the given ones that somebody wants stopped. */
    public List<Long> stopRequested(Collection<Long> executionIds) {
        return executionIds.isEmpty()
                ? List.of()
                : em.createQuery(
                                "select e.executionId from BatchExecution e where e.stopRequested = true"
                                        + " and e.executionId in :ids",
                                Long.class)
                        .setParameter("ids", executionIds)
                        .getResultList();
    }
}
