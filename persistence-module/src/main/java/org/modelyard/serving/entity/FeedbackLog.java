package org.modelyard.serving.entity;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.entity.Summable;
import org.modelyard.serving.model.FeedbackState;

/** Feedback of all organisations. */
public class FeedbackLog {

    private final EntityManager em;

    public FeedbackLog(EntityManager em) {
        this.em = em;
    }

    public void add(Feedback feedback) {
        em.persist(feedback);
    }

    public Optional<Feedback> byClientId(long organisationId, String clientId) {
        return em.createQuery(
                        "select f from Feedback f where f.organisationId = :org and f.clientId = :client",
                        Feedback.class)
                .setParameter("org", organisationId)
                .setParameter("client", clientId)
                .getResultStream()
                .findFirst();
    }

    /** Oldest first: the last one counts. */
    public List<Feedback> of(long organisationId, UUID inferenceId) {
        return em.createQuery(
                        "select f from Feedback f where f.organisationId = :org and f.inferenceId = :inference"
                                + " order by f.createdAt, f.id",
                        Feedback.class)
                .setParameter("org", organisationId)
                .setParameter("inference", inferenceId)
                .getResultList();
    }

    /** Of all organisations, behind an id, oldest first. */
    public List<Feedback> waiting(long afterId, int limit) {
        return em.createQuery(
                        "select f from Feedback f where f.state = :waiting and f.id > :after order by f.id",
                        Feedback.class)
                .setParameter("waiting", FeedbackState.WAITING)
                .setParameter("after", afterId)
                .setMaxResults(limit)
                .getResultList();
    }

    public long unmatched(long organisationId, Instant since) {
        return em.createQuery(
                        "select count(f) from Feedback f where f.organisationId = :org and f.state = :unmatched"
                                + " and f.createdAt >= :since",
                        Long.class)
                .setParameter("org", organisationId)
                .setParameter("unmatched", FeedbackState.UNMATCHED)
                .setParameter("since", since)
                .getSingleResult();
    }

    /**
     * What the latest feedback of each inference says, by version and variant.
     *
     * @param judged inferences of which is known whether the class was right
     * @param measured inferences of which the observed value is known
     */
    public record Tally(
            long modelVersionId,
            @Nullable String variant,
            long judged,
            long correct,
            long measured,
            double absoluteDeviation,
            double squaredDeviation) {}

    /** By the time of the inference; environment 0 means all. */
    public List<Tally> tally(long organisationId, long modelId, long environmentId, Instant since) {
        List<?> rows = em.createNativeQuery(
                        """
                        select f.model_version_id, f.variant,
                               sum(case when f.correct is null then 0 else 1 end),
                               sum(case when f.correct then 1 else 0 end),
                               sum(case when f.deviation is null then 0 else 1 end),
                               sum(abs(%1$s)), sum((%1$s) * (%1$s))
                        from feedback f
                        where f.organisation_id = ?1 and f.model_id = ?2 and f.inference_at >= ?3
                          and (f.correct is not null or f.deviation is not null)
                          and not exists (
                            select 1 from feedback g
                            where g.organisation_id = f.organisation_id and g.inference_id = f.inference_id
                              and (g.correct is not null or g.deviation is not null)
                              and (g.created_at > f.created_at or (g.created_at = f.created_at and g.id > f.id)))
                        """
                                        .formatted(Summable.of("f.deviation"))
                                + (environmentId == 0 ? "" : " and f.environment_id = " + environmentId)
                                + " group by f.model_version_id, f.variant")
                .setParameter(1, organisationId)
                .setParameter(2, modelId)
                .setParameter(3, InstantColumn.local(since))
                .getResultList();
        return rows.stream().map(row -> tally((Object[]) row)).toList();
    }

    /**
     * Answers of which the latest feedback that tells says whether they were used.
     *
     * @param told how many there are
     * @param adopted of them, those that were used, or accepted where nothing is said of use
     */
    public record Uses(long told, long adopted) {}

    /** By the time of the inference; environment 0 means all. */
    public Uses uses(long organisationId, long modelId, long environmentId, Instant since) {
        Object[] row = (Object[]) em.createNativeQuery(
                        """
                        select count(*), sum(case when coalesce(f.used, f.accepted) then 1 else 0 end)
                        from feedback f
                        where f.organisation_id = ?1 and f.model_id = ?2 and f.inference_at >= ?3
                          and coalesce(f.used, f.accepted) is not null
                          and not exists (
                            select 1 from feedback g
                            where g.organisation_id = f.organisation_id and g.inference_id = f.inference_id
                              and coalesce(g.used, g.accepted) is not null
                              and (g.created_at > f.created_at or (g.created_at = f.created_at and g.id > f.id)))
                        """
                                + (environmentId == 0 ? "" : " and f.environment_id = " + environmentId))
                .setParameter(1, organisationId)
                .setParameter(2, modelId)
                .setParameter(3, InstantColumn.local(since))
                .getSingleResult();
        return new Uses(number(row[0]).longValue(), number(row[1]).longValue());
    }

    private static Tally tally(Object[] row) {
        return new Tally(
                number(row[0]).longValue(),
                (String) row[1],
                number(row[2]).longValue(),
                number(row[3]).longValue(),
                number(row[4]).longValue(),
                number(row[5]).doubleValue(),
                number(row[6]).doubleValue());
    }

    private static Number number(@Nullable Object column) {
        return column == null ? 0 : (Number) column;
    }
}
