package org.modelyard.rollout.entity;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.rollout.model.RolloutState;

/** Rollouts of all organisations, with their verdicts and events. */
public class Rollouts {

    private static final List<RolloutState> OPEN =
            List.of(RolloutState.PENDING, RolloutState.RUNNING, RolloutState.PAUSED);

    private final EntityManager em;

    public Rollouts(EntityManager em) {
        this.em = em;
    }

    public void add(Rollout rollout) {
        em.persist(rollout);
        em.flush();
    }

    public void add(StoredVerdict verdict) {
        em.persist(verdict);
    }

    public void add(RolloutEvent event) {
        em.persist(event);
    }

    public Optional<Rollout> byId(long id) {
        return Optional.ofNullable(em.find(Rollout.class, id));
    }

    public Optional<Rollout> byPublicId(long organisationId, UUID id) {
        return one("r.organisationId = :org and r.publicId = :id", organisationId, id);
    }

    /** The one that a deployment belongs to. */
    public Optional<Rollout> byDeployment(long organisationId, UUID deployment) {
        return one("r.organisationId = :org and r.deployment = :id", organisationId, deployment);
    }

    private Optional<Rollout> one(String where, long organisationId, UUID id) {
        return em.createQuery("select r from Rollout r where " + where, Rollout.class)
                .setParameter("org", organisationId)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /** Those that are not over, oldest first. */
    public List<Rollout> open() {
        return em.createQuery("select r from Rollout r where r.state in :open order by r.id", Rollout.class)
                .setParameter("open", OPEN)
                .getResultList();
    }

    /** Those in which a version was the candidate or the champion, newest first. */
    public List<Rollout> ofVersion(long organisationId, String model, String version, int most) {
        return em.createQuery(
                        "select r from Rollout r where r.organisationId = :org and r.model = :model"
                                + " and (r.candidateVersion = :version or r.championVersion = :version) order by r.id desc",
                        Rollout.class)
                .setParameter("org", organisationId)
                .setParameter("model", model)
                .setParameter("version", version)
                .setMaxResults(most)
                .getResultList();
    }

    /** Newest first; null leaves a filter out. */
    public List<Rollout> page(
            long organisationId,
            @Nullable String model,
            @Nullable String environment,
            @Nullable RolloutState state,
            PageRequest page) {
        String filters = (model == null ? "" : " and r.model = :model")
                + (environment == null ? "" : " and r.environment = :environment")
                + (state == null ? "" : " and r.state = :state");
        TypedQuery<Rollout> query = em.createQuery(
                        "select r from Rollout r where r.organisationId = :org and r.id < :before" + filters
                                + " order by r.id desc",
                        Rollout.class)
                .setParameter("org", organisationId)
                .setParameter("before", page.before());
        if (model != null) {
            query.setParameter("model", model);
        }
        if (environment != null) {
            query.setParameter("environment", environment);
        }
        if (state != null) {
            query.setParameter("state", state);
        }
        return query.setMaxResults(page.fetch()).getResultList();
    }

    /** The newest ones, newest first. */
    public List<StoredVerdict> verdicts(Rollout rollout, int most) {
        return em.createQuery(
                        "select v from StoredVerdict v where v.rolloutId = :rollout order by v.judgedAt desc, v.id desc",
                        StoredVerdict.class)
                .setParameter("rollout", rollout.id())
                .setMaxResults(most)
                .getResultList();
    }

    /** Oldest first. */
    public List<RolloutEvent> events(Rollout rollout) {
        return em.createQuery(
                        "select e from RolloutEvent e where e.rolloutId = :rollout order by e.happenedAt, e.id",
                        RolloutEvent.class)
                .setParameter("rollout", rollout.id())
                .getResultList();
    }

    /** Of several at once, newest first, by the rollout's internal id; none has an empty list. */
    public Map<Long, List<StoredVerdict>> verdicts(List<Rollout> several) {
        return em.createQuery(
                        "select v from StoredVerdict v where v.rolloutId in :ids order by v.judgedAt desc, v.id desc",
                        StoredVerdict.class)
                .setParameter("ids", several.stream().map(Rollout::id).toList())
                .getResultStream()
                .collect(Collectors.groupingBy(StoredVerdict::rolloutId));
    }

    /** Of several at once, oldest first, by the rollout's internal id; none has an empty list. */
    public Map<Long, List<RolloutEvent>> events(List<Rollout> several) {
        return em.createQuery(
                        "select e from RolloutEvent e where e.rolloutId in :ids order by e.happenedAt, e.id",
                        RolloutEvent.class)
                .setParameter("ids", several.stream().map(Rollout::id).toList())
                .getResultStream()
                .collect(Collectors.groupingBy(RolloutEvent::rolloutId));
    }
}
