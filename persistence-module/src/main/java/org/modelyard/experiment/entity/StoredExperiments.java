package org.modelyard.experiment.entity;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.modelyard.experiment.model.ExperimentState;
import org.modelyard.experiment.model.VariantTarget;
import org.modelyard.platform.entity.Containing;
import org.modelyard.platform.model.PageRequest;

/** The experiments of all organisations. */
public class StoredExperiments {

    private static final String BY_NAME = "select e from Experiment e where e.organisationId = :org and e.name = :name";

    private final EntityManager em;

    public StoredExperiments(EntityManager em) {
        this.em = em;
    }

    public void add(Experiment experiment) {
        em.persist(experiment);
        em.flush();
    }

    public Optional<Experiment> byName(long organisationId, String name) {
        return byName(organisationId, name, em.createQuery(BY_NAME, Experiment.class));
    }

    /** Waits until nobody else holds it; it stays locked to the end of the transaction. */
    public Optional<Experiment> locked(long organisationId, String name) {
        return byName(
                organisationId,
                name,
                em.createQuery(BY_NAME, Experiment.class).setLockMode(LockModeType.PESSIMISTIC_WRITE));
    }

    private static Optional<Experiment> byName(long organisationId, String name, TypedQuery<Experiment> query) {
        return query.setParameter("org", organisationId)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    /**
     * Those that are not stopped, by id, all locked: who starts one knows what else runs, and nobody starts another meanwhile. To be the
     * transaction's first read.
     */
    public List<Experiment> lockedOpen(long organisationId) {
        return em.createQuery(
                        "select e from Experiment e where e.organisationId = :org and e.state <> :stopped order by e.id",
                        Experiment.class)
                .setParameter("org", organisationId)
                .setParameter("stopped", ExperimentState.STOPPED)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    public Optional<Experiment> byId(long id) {
        return Optional.ofNullable(em.find(Experiment.class, id));
    }

    /** The same, locked to the end of the transaction. */
    public Optional<Experiment> lockedById(long id) {
        return Optional.ofNullable(em.find(Experiment.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** Of all organisations, those that divide predictions, by id; some may be over since their time has passed. */
    public List<Experiment> dividing() {
        return em.createQuery(
                        "select e from Experiment e where e.state = :running and e.environmentId is not null order by e.id",
                        Experiment.class)
                .setParameter("running", ExperimentState.RUNNING)
                .getResultList();
    }

    /** Those of {@link #dividing()} of an organisation that may ask the model: over its versions, or over whole models. */
    public List<Experiment> dividing(long organisationId, long modelId) {
        return em.createQuery(
                        "select e from Experiment e where e.organisationId = :org and e.state = :running"
                                + " and e.environmentId is not null and (e.modelId = :model or e.modelId is null)"
                                + " order by e.id",
                        Experiment.class)
                .setParameter("org", organisationId)
                .setParameter("running", ExperimentState.RUNNING)
                .setParameter("model", modelId)
                .getResultList();
    }

    /** Those of {@link #dividing()} over versions of that model in that environment. */
    public List<Experiment> inPlace(long organisationId, long modelId, long environmentId) {
        return em.createQuery(
                        "select e from Experiment e where e.organisationId = :org and e.modelId = :model"
                                + " and e.environmentId = :environment and e.state = :running order by e.id",
                        Experiment.class)
                .setParameter("org", organisationId)
                .setParameter("model", modelId)
                .setParameter("environment", environmentId)
                .setParameter("running", ExperimentState.RUNNING)
                .getResultList();
    }

    /** Those with a variant that asks whatever serves of a model, and during which a version of it served there; newest first. */
    public List<Experiment> askingServing(long organisationId, String model, long versionId, int most) {
        String target = "\"model\":\"" + model + "\",\"version\":\"" + VariantTarget.CHAMPION + "\"";
        return em.createQuery(
                        "select e from Experiment e where e.organisationId = :org and e.targets like :target escape '!'"
                                + " and e.startedAt is not null and exists (select d.id from Deployment d"
                                + " where d.organisationId = e.organisationId and d.modelVersionId = :version"
                                + " and d.environmentId = e.environmentId and d.activatedAt is not null"
                                + " and (d.endedAt is null or d.endedAt > e.startedAt)"
                                + " and (e.stoppedAt is null or d.activatedAt < e.stoppedAt)"
                                + " and (e.endsAt is null or d.activatedAt < e.endsAt)) order by e.id desc",
                        Experiment.class)
                .setParameter("org", organisationId)
                .setParameter("target", Containing.of(target))
                .setParameter("version", versionId)
                .setMaxResults(most)
                .getResultList();
    }

    /** Those whose variants were settled to ask a version, newest first. */
    public List<Experiment> asking(long organisationId, long versionId, int most) {
        return em.createQuery(
                        "select e from Experiment e where e.organisationId = :org and e.targets like :target order by e.id desc",
                        Experiment.class)
                .setParameter("org", organisationId)
                .setParameter("target", "%\"versionId\":" + versionId + "}%")
                .setMaxResults(most)
                .getResultList();
    }

    /** Newest first. */
    public List<Experiment> page(long organisationId, PageRequest page) {
        return em.createQuery(
                        "select e from Experiment e where e.organisationId = :org and e.id < :before order by e.id desc",
                        Experiment.class)
                .setParameter("org", organisationId)
                .setParameter("before", page.before())
                .setMaxResults(page.fetch())
                .getResultList();
    }

    /** Its exposures and events stay, see {@link ExperimentRemains}. */
    public void remove(Experiment experiment) {
        em.remove(experiment);
        em.flush();
    }

    /** Some that were over before that time, locked one by one: H2 locks no rows of a limited list. */
    public List<Experiment> lockedOver(long organisationId, Instant before, int most) {
        return em
                .createQuery(
                        "select e.id from Experiment e where e.organisationId = :org"
                                + " and (e.stoppedAt < :before or e.endsAt < :before) order by e.id",
                        Long.class)
                .setParameter("org", organisationId)
                .setParameter("before", before)
                .setMaxResults(most)
                .getResultList()
                .stream()
                .flatMap(id -> lockedById(id).stream())
                .toList();
    }
}
