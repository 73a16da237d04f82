package org.modelyard.scoring.entity;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.batch.entity.QueuedWorks;
import org.modelyard.platform.model.PageRequest;

/** Scorings of all organisations, and their parts. */
public class StoredScorings extends QueuedWorks<Scoring> {

    public StoredScorings(EntityManager em) {
        super(em, Scoring.class);
    }

    /**
     * Newest first.
     *
     * @param model all when null
     * @param version all of the model when null
     */
    public List<Scoring> page(long organisationId, @Nullable String model, @Nullable String version, PageRequest page) {
        return em().createQuery(
                        "select s from Scoring s where s.organisationId = :org and (:model is null or s.model = :model)"
                                + " and (:version is null or s.version = :version) and s.id < :before order by s.id desc",
                        Scoring.class)
                .setParameter("org", organisationId)
                .setParameter("model", model)
                .setParameter("version", version)
                .setParameter("before", page.before())
                .setMaxResults(page.fetch())
                .getResultList();
    }

    /** In their order. */
    public List<ScoringPart> parts(Scoring scoring) {
        return em().createQuery(
                        "select p from ScoringPart p where p.key.scoring = :scoring order by p.key.number",
                        ScoringPart.class)
                .setParameter("scoring", scoring.id())
                .getResultList();
    }

    public Optional<ScoringPart> part(Scoring scoring, int number) {
        return Optional.ofNullable(em().find(ScoringPart.class, new ScoringPart.Key(scoring.id(), number)));
    }

    public void add(ScoringPart part) {
        em().persist(part);
    }

    /** Oldest first. */
    public List<Scoring> endedBefore(Instant time, int most) {
        return em().createQuery("select s from Scoring s where s.endedAt < :time order by s.id", Scoring.class)
                .setParameter("time", time)
                .setMaxResults(most)
                .getResultList();
    }

    /** With its parts; its file is nobody's from now on. */
    public void remove(Scoring scoring) {
        removeParts(scoring);
        em().remove(scoring);
    }

    /** Their files are nobody's from now on. */
    public void removeParts(Scoring scoring) {
        em().createQuery("delete from ScoringPart p where p.key.scoring = :scoring")
                .setParameter("scoring", scoring.id())
                .executeUpdate();
    }
}
