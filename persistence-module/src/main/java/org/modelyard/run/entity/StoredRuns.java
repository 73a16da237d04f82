package org.modelyard.run.entity;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.run.model.ArtifactPath;
import org.modelyard.run.model.RunState;

/** The runs of all organisations, with their metrics and artifacts. */
public class StoredRuns {

    private final EntityManager em;

    public StoredRuns(EntityManager em) {
        this.em = em;
    }

    /** Written at once: its words refer to it. */
    public void add(Run run) {
        em.persist(run);
        em.flush();
    }

    /** Its id is known from now on. */
    public void add(RunMetric metric) {
        em.persist(metric);
    }

    public void add(RunArtifact artifact) {
        em.persist(artifact);
    }

    public Optional<Run> byPublicId(long organisationId, UUID id) {
        return em.createQuery("select r from Run r where r.organisationId = :org and r.publicId = :id", Run.class)
                .setParameter("org", organisationId)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /**
     * Waits until nobody else holds it; it stays locked to the end of the transaction. To be the transaction's first read,
     * so that what is read after it is no older than the lock.
     */
    public Optional<Run> locked(long organisationId, UUID id) {
        return em.createQuery("select r from Run r where r.organisationId = :org and r.publicId = :id", Run.class)
                .setParameter("org", organisationId)
                .setParameter("id", id)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    /** Newest first; null leaves a filter out. */
    public List<Run> page(
            long organisationId,
            @Nullable String name,
            @Nullable String model,
            @Nullable RunState state,
            PageRequest page) {
        return em.createQuery(
                        "select r from Run r where r.organisationId = :org and r.id < :before"
                                + " and (:name is null or r.name = :name) and (:model is null or r.model = :model)"
                                + " and (:anyState = true or r.state = :state) order by r.id desc",
                        Run.class)
                .setParameter("org", organisationId)
                .setParameter("before", page.before())
                .setParameter("name", name)
                .setParameter("model", model)
                .setParameter("anyState", state == null)
                .setParameter("state", state == null ? RunState.RUNNING : state)
                .setMaxResults(page.fetch())
                .getResultList();
    }

    /** By name. */
    public List<RunMetric> metrics(Run run) {
        return em.createQuery("select m from RunMetric m where m.runId = :run order by m.name", RunMetric.class)
                .setParameter("run", run.id())
                .getResultList();
    }

    public Optional<RunMetric> metric(Run run, String name) {
        return em.createQuery("select m from RunMetric m where m.runId = :run and m.name = :name", RunMetric.class)
                .setParameter("run", run.id())
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    /** By path. */
    public List<RunArtifact> artifacts(Run run) {
        return em.createQuery("select a from RunArtifact a where a.runId = :run order by a.path", RunArtifact.class)
                .setParameter("run", run.id())
                .getResultList();
    }

    public Optional<RunArtifact> artifact(Run run, ArtifactPath path) {
        return em.createQuery("select a from RunArtifact a where a.runId = :run and a.path = :path", RunArtifact.class)
                .setParameter("run", run.id())
                .setParameter("path", path.text())
                .getResultStream()
                .findFirst();
    }
}
