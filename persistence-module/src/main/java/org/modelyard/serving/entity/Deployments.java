package org.modelyard.serving.entity;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.entity.Containing;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.registry.model.Stage;
import org.modelyard.serving.model.DeploymentState;

/** Deployments of all organisations. */
public class Deployments {

    private final EntityManager em;

    public Deployments(EntityManager em) {
        this.em = em;
    }

    public void add(Deployment deployment) {
        em.persist(deployment);
        em.flush();
    }

    /** Writes what has changed, so that what follows is written after it. */
    public void flush() {
        em.flush();
    }

    public Optional<Deployment> byId(long id) {
        return Optional.ofNullable(em.find(Deployment.class, id));
    }

    public Optional<Deployment> byPublicId(long organisationId, UUID id) {
        return em.createQuery(
                        "select d from Deployment d where d.organisationId = :org and d.publicId = :id",
                        Deployment.class)
                .setParameter("org", organisationId)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /** Why nothing may come into its environment now; empty when something may. */
    public Optional<String> frozen(Deployment deployment, Instant now) {
        return Optional.ofNullable(em.find(Environment.class, deployment.environmentId()))
                .flatMap(environment -> environment.frozen(now));
    }

    /** What serves in the place that a deployment is for. */
    public Optional<Deployment> activeInPlaceOf(Deployment deployment) {
        return em.createQuery(
                        "select d from Deployment d where d.organisationId = :org and d.modelId = :model"
                                + " and d.environmentId = :environment and d.state = :active",
                        Deployment.class)
                .setParameter("org", deployment.organisationId())
                .setParameter("model", deployment.modelId())
                .setParameter("environment", deployment.environmentId())
                .setParameter("active", DeploymentState.ACTIVE)
                .getResultStream()
                .findFirst();
    }

    /** The last one that served there before it with another version, and was not found bad. */
    public Optional<Deployment> lastGoodBefore(Deployment deployment) {
        Instant activated = deployment.activatedAt();
        if (activated == null) {
            return Optional.empty(); // it has not served, so that it took over from nobody
        }
        return em.createQuery(
                        "select d from Deployment d where d.organisationId = :org and d.modelId = :model"
                                + " and d.environmentId = :environment and d.state = :superseded"
                                + " and d.activatedAt is not null and d.activatedAt < :before"
                                + " and d.modelVersionId <> :version and d.modelVersionId in (select v.id from ModelVersion v"
                                + " where v.life.deletedAt is null and v.life.stage in :answering) order by d.activatedAt desc",
                        Deployment.class)
                .setParameter("answering", Stage.ANSWERING)
                .setParameter("org", deployment.organisationId())
                .setParameter("model", deployment.modelId())
                .setParameter("environment", deployment.environmentId())
                .setParameter("superseded", DeploymentState.SUPERSEDED)
                .setParameter("before", activated)
                .setParameter("version", deployment.modelVersionId())
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** Oldest first. */
    public List<Deployment> in(DeploymentState state) {
        return em.createQuery("select d from Deployment d where d.state = :state order by d.id", Deployment.class)
                .setParameter("state", state)
                .getResultList();
    }

    /** Those that routes are made of: what serves, what is rolled out beside it, and roll-backs on their way; oldest first. */
    public List<Deployment> inService() {
        return em.createQuery(
                        "select d from Deployment d where d.state in :states"
                                + " or (d.state = :pending and d.rollsBack is not null) order by d.id",
                        Deployment.class)
                .setParameter("states", DeploymentState.IN_SERVICE)
                .setParameter("pending", DeploymentState.PENDING)
                .getResultList();
    }

    /** Those of one version that take requests, oldest first. */
    public List<Deployment> inService(long organisationId, long versionId) {
        return em.createQuery(
                        "select d from Deployment d where d.organisationId = :org and d.modelVersionId = :version"
                                + " and d.state in :states order by d.id",
                        Deployment.class)
                .setParameter("org", organisationId)
                .setParameter("version", versionId)
                .setParameter("states", DeploymentState.IN_SERVICE)
                .getResultList();
    }

    /** Roll-backs that have not taken over yet, oldest first. */
    public List<Deployment> rollBacks() {
        return em.createQuery(
                        "select d from Deployment d where d.state = :pending and d.rollsBack is not null order by d.id",
                        Deployment.class)
                .setParameter("pending", DeploymentState.PENDING)
                .getResultList();
    }

    /** What is rolled out, or waits to be, in the place of a deployment. */
    public List<Deployment> rollingOut(long organisationId, long modelId, long environmentId) {
        return em.createQuery(
                        "select d from Deployment d where d.organisationId = :org and d.modelId = :model"
                                + " and d.environmentId = :environment and d.state in :states"
                                + " and d.strategy <> :immediate order by d.id",
                        Deployment.class)
                .setParameter("org", organisationId)
                .setParameter("model", modelId)
                .setParameter("environment", environmentId)
                .setParameter("states", List.of(DeploymentState.PENDING, DeploymentState.ROLLING_OUT))
                .setParameter("immediate", Deployment.IMMEDIATE)
                .getResultList();
    }

    /** What is to take over in a place at once, when its model is loaded; oldest first. */
    public List<Deployment> awaited(long organisationId, long modelId, long environmentId) {
        return em.createQuery(
                        "select d from Deployment d where d.organisationId = :org and d.modelId = :model"
                                + " and d.environmentId = :environment and d.state = :pending"
                                + " and d.strategy = :immediate order by d.id",
                        Deployment.class)
                .setParameter("org", organisationId)
                .setParameter("model", modelId)
                .setParameter("environment", environmentId)
                .setParameter("pending", DeploymentState.PENDING)
                .setParameter("immediate", Deployment.IMMEDIATE)
                .getResultList();
    }

    /** Those of an environment that have not ended, oldest first. */
    public List<Deployment> standing(long organisationId, long environmentId) {
        return em.createQuery(
                        "select d from Deployment d where d.organisationId = :org and d.environmentId = :environment"
                                + " and d.endedAt is null order by d.id",
                        Deployment.class)
                .setParameter("org", organisationId)
                .setParameter("environment", environmentId)
                .getResultList();
    }

    /** Whether an active one holds the place, or one that brings back what did is on its way. */
    public boolean serves(long organisationId, String model, String environment) {
        return em.createQuery(
                                "select count(d) from Deployment d where d.organisationId = :org and d.model = :model"
                                        + " and d.environment = :environment and (d.state = :active"
                                        + " or (d.state = :pending and d.rollsBack is not null))",
                                Long.class)
                        .setParameter("org", organisationId)
                        .setParameter("model", model)
                        .setParameter("environment", environment)
                        .setParameter("active", DeploymentState.ACTIVE)
                        .setParameter("pending", DeploymentState.PENDING)
                        .getSingleResult()
                > 0;
    }

    /** Of one organisation, oldest first. */
    public List<Deployment> active(long organisationId) {
        return em.createQuery(
                        "select d from Deployment d where d.organisationId = :org and d.state = :active order by d.id",
                        Deployment.class)
                .setParameter("org", organisationId)
                .setParameter("active", DeploymentState.ACTIVE)
                .getResultList();
    }

    /** Newest first; null leaves a filter out. */
    public List<Deployment> page(
            long organisationId, @Nullable String model, @Nullable String environment, PageRequest page) {
        String filters = (model == null ? "" : " and d.model = :model")
                + (environment == null ? "" : " and d.environment = :environment");
        TypedQuery<Deployment> query = em.createQuery(
                        "select d from Deployment d where d.organisationId = :org and d.id < :before" + filters
                                + " order by d.id desc",
                        Deployment.class)
                .setParameter("org", organisationId)
                .setParameter("before", page.before());
        if (model != null) {
            query.setParameter("model", model);
        }
        if (environment != null) {
            query.setParameter("environment", environment);
        }
        return query.setMaxResults(page.fetch()).getResultList();
    }

    /** Of one version, oldest first. */
    public List<Deployment> ofVersion(long organisationId, long versionId, int most) {
        return em.createQuery(
                        "select d from Deployment d where d.organisationId = :org and d.modelVersionId = :version order by d.id",
                        Deployment.class)
                .setParameter("org", organisationId)
                .setParameter("version", versionId)
                .setMaxResults(most)
                .getResultList();
    }

    /**
     * The versions of a model that served there at some time between, those that came last first; each once.
     *
     * @param to null: until now
     */
    public List<String> served(
            long organisationId, String model, String environment, Instant from, @Nullable Instant to) {
        TypedQuery<String> query = em.createQuery(
                        "select d.modelVersion from Deployment d where d.organisationId = :org and d.model = :model"
                                + " and d.environment = :environment and d.activatedAt is not null"
                                + " and (d.endedAt is null or d.endedAt > :from)"
                                + (to == null ? "" : " and d.activatedAt < :to") + " order by d.id desc",
                        String.class)
                .setParameter("org", organisationId)
                .setParameter("model", model)
                .setParameter("environment", environment)
                .setParameter("from", from);
        if (to != null) {
            query.setParameter("to", to);
        }
        return query.getResultStream().distinct().toList();
    }

    /** Whose model, version and environment, with spaces between, contain the text; newest first. */
    public List<Deployment> named(long organisationId, String text, int most) {
        return em.createQuery(
                        "select d from Deployment d where d.organisationId = :org"
                                + " and concat(d.model, ' ', d.modelVersion, ' ', d.environment) like :text escape '!'"
                                + " order by d.id desc",
                        Deployment.class)
                .setParameter("org", organisationId)
                .setParameter("text", Containing.of(text))
                .setMaxResults(most)
                .getResultList();
    }
}
