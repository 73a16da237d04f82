package org.modelyard.rollout.entity;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.rollout.model.Arm;
import org.modelyard.rollout.model.Sighting;
import org.modelyard.serving.model.LatencyCounts;
import org.modelyard.serving.model.ScoreCounts;

/** What was counted of a deployment, over all nodes: sums of what their journals have brought into the database. */
public class RolloutCounts {

    private static final String LAST_WORD = " and (f.correct is not null or f.deviation is not null) and not exists ("
            + "select 1 from feedback g where g.organisation_id = f.organisation_id and g.inference_id = f.inference_id"
            + " and (g.correct is not null or g.deviation is not null)"
            + " and (g.created_at > f.created_at or (g.created_at = f.created_at and g.id > f.id)))";

    private final EntityManager em;

    public RolloutCounts(EntityManager em) {
        this.em = em;
    }

    /** Both sides as they were at one time. */
    public record Sides(Sighting champion, Sighting candidate) {}

    /**
     * Which labels count.
     *
     * @param began when each step began, in milliseconds since 1970: labels of inferences since then
     * @param typicalError beyond which a number is wrong; null while that is not known
     */
    public record Labels(List<Long> began, @Nullable Double typicalError) {}

    /** Deployments that are compared. */
    public record Compared(long organisationId, long modelId, long champion, long candidate) {}

    /**
     * Of both sides by the same statements: what comes in between may not count for one side alone.
     *
     * @param since hours that begin then or later
     * @param labels null: none, since looking for them takes longest
     */
    public Sides sides(Compared compared, Instant since, @Nullable Labels labels) {
        Sums champion = new Sums();
        Sums candidate = new Sums();
        for (Object[] hour : em.createQuery(
                        "select h.deploymentId, h.requests, h.failed, h.latencyCounts, h.scoreCounts from HourlyHistogram h"
                                + " where h.organisationId = :org and h.deploymentId in (:champion, :candidate)"
                                + " and h.hourStart >= :since",
                        Object[].class)
                .setParameter("org", compared.organisationId())
                .setParameter("champion", compared.champion())
                .setParameter("candidate", compared.candidate())
                .setParameter("since", since)
                .getResultList()) {
            (number(hour[0]) == compared.champion() ? champion : candidate).add(hour);
        }
        List<StepTimes> steps = labels == null ? List.of() : StepTimes.of(labels.began());
        for (int i = 0; labels != null && i < steps.size(); i++) {
            Map<Long, Arm> step = labels(compared, labels, steps.get(i));
            champion.labels.add(step.getOrDefault(compared.champion(), Arm.NONE));
            candidate.labels.add(step.getOrDefault(compared.candidate(), Arm.NONE));
        }
        return new Sides(champion.seen(Arm.NONE), candidate.seen(mirrored(compared.candidate())));
    }

    private static final class Sums {
        private long requests;
        private long failed;
        private final LatencyCounts latencies = new LatencyCounts();
        private final ScoreCounts scores = new ScoreCounts();
        private final List<Arm> labels = new ArrayList<>();

        void add(Object[] hour) {
            requests += (Long) hour[1];
            failed += (Long) hour[2];
            latencies.addAll(LatencyCounts.fromBytes((byte[]) hour[3]));
            if (hour[4] != null) {
                scores.addAll(ScoreCounts.fromBytes((byte[]) hour[4]));
            }
        }

        Sighting seen(Arm mirrored) {
            return new Sighting(requests, failed, latencies.counts(), scores.counts(), labels, mirrored);
        }
    }

    /** Of one step, by deployment. The latest word on each answer counts. */
    private Map<Long, Arm> labels(Compared compared, Labels labels, StepTimes step) {
        Double typical = labels.typicalError();
        Instant until = step.until();
        Query query = em.createNativeQuery("select f.deployment_id, count(*), sum(case when f.correct is null then"
                        + " case when abs(f.deviation) > ?6 then 1 else 0 end"
                        + " when f.correct then 0 else 1 end)"
                        + " from feedback f where f.organisation_id = ?1 and f.model_id = ?2"
                        + " and f.deployment_id in (?3, ?4) and f.inference_at >= ?5"
                        + (until == null ? "" : " and f.inference_at < ?7")
                        + (typical == null ? " and f.correct is not null" : "")
                        + LAST_WORD + " group by f.deployment_id")
                .setParameter(1, compared.organisationId())
                .setParameter(2, compared.modelId())
                .setParameter(3, compared.champion())
                .setParameter(4, compared.candidate())
                .setParameter(5, InstantColumn.local(step.from()))
                .setParameter(6, typical == null ? 0 : typical);
        if (until != null) {
            query.setParameter(7, InstantColumn.local(until));
        }
        Map<Long, Arm> arms = new HashMap<>();
        for (Object row : query.getResultList()) {
            Object[] columns = (Object[]) row;
            arms.put(number(columns[0]), new Arm(number(columns[1]), number(columns[2])));
        }
        return arms;
    }

    /**
     * How far off the champion's newest answers were that are numbers and whose truth is known, in the unit of the number.
     *
     * @param since of answers from then on
     */
    public List<Double> errors(Compared compared, Instant since, int most) {
        List<?> rows = em.createNativeQuery("select abs(f.deviation) from feedback f where f.organisation_id = ?1"
                        + " and f.model_id = ?2 and f.deployment_id = ?3 and f.inference_at >= ?4"
                        + " and f.deviation is not null" + LAST_WORD + " order by f.inference_at desc")
                .setParameter(1, compared.organisationId())
                .setParameter(2, compared.modelId())
                .setParameter(3, compared.champion())
                .setParameter(4, InstantColumn.local(since))
                .setMaxResults(most)
                .getResultList();
        return rows.stream().map(one -> ((Number) one).doubleValue()).toList();
    }

    private Arm mirrored(long deploymentId) {
        Object[] row = (Object[]) em.createNativeQuery(
                        "select sum(compared), sum(differing) from rollout_mirror where deployment_id = ?1")
                .setParameter(1, deploymentId)
                .getSingleResult();
        return new Arm(number(row[0]), number(row[1]));
    }

    /** Requests that its shadow was not asked, since too many waited or it was too slow; null when nothing was mirrored. */
    public @Nullable Long dropped(long deploymentId) {
        Object sum = em.createNativeQuery("select sum(dropped) from rollout_mirror where deployment_id = ?1")
                .setParameter(1, deploymentId)
                .getSingleResult();
        return sum == null ? null : number(sum);
    }

    /** Adds to what a node has mirrored; no other node writes its row. */
    public void mirror(long deploymentId, String node, long compared, long differing, long dropped) {
        int rows = em.createNativeQuery(
                        "update rollout_mirror set compared = compared + ?1, differing = differing + ?2,"
                                + " dropped = dropped + ?3 where deployment_id = ?4 and node = ?5")
                .setParameter(1, compared)
                .setParameter(2, differing)
                .setParameter(3, dropped)
                .setParameter(4, deploymentId)
                .setParameter(5, node)
                .executeUpdate();
        if (rows == 0) {
            em.createNativeQuery("insert into rollout_mirror (compared, differing, dropped, deployment_id, node)"
                            + " values (?1, ?2, ?3, ?4, ?5)")
                    .setParameter(1, compared)
                    .setParameter(2, differing)
                    .setParameter(3, dropped)
                    .setParameter(4, deploymentId)
                    .setParameter(5, node)
                    .executeUpdate();
        }
    }

    /** Of candidates that take part in no rollout any more. @return how many rows */
    public int removeMirrored(Instant endedBefore) {
        return em.createNativeQuery(
                        "delete from rollout_mirror where deployment_id in (select r.deployment_id from rollout r"
                                + " where r.ended_at < ?1)")
                .setParameter(1, InstantColumn.local(endedBefore))
                .executeUpdate();
    }

    private static long number(@Nullable Object column) {
        return column == null ? 0 : ((Number) column).longValue();
    }
}
