package org.modelyard.rollout.entity;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.rollout.model.Arm;
import org.modelyard.rollout.model.Sighting;
import org.modelyard.serving.model.LatencyCounts;
import org.modelyard.serving.model.ScoreCounts;

/** What was counted of a deployment, over all nodes: sums of what their journals have brought into the database. */
public class RolloutCounts {

    private final EntityManager em;

    public RolloutCounts(EntityManager em) {
        this.em = em;
    }

    /**
     * @param since hours that begin then or later
     * @param labelsSince labels of inferences since then; null: none, since looking for them takes longest
     */
    public Sighting sighting(
            long organisationId, long modelId, long deploymentId, Instant since, @Nullable Instant labelsSince) {
        List<Object[]> hours = em.createQuery(
                        "select h.requests, h.failed, h.latencyCounts, h.scoreCounts from HourlyHistogram h"
                                + " where h.organisationId = :org and h.deploymentId = :deployment"
                                + " and h.hourStart >= :since",
                        Object[].class)
                .setParameter("org", organisationId)
                .setParameter("deployment", deploymentId)
                .setParameter("since", since)
                .getResultList();
        long requests = 0;
        long failed = 0;
        LatencyCounts latencies = new LatencyCounts();
        ScoreCounts scores = new ScoreCounts();
        for (Object[] hour : hours) {
            requests += (Long) hour[0];
            failed += (Long) hour[1];
            latencies.addAll(LatencyCounts.fromBytes((byte[]) hour[2]));
            if (hour[3] != null) {
                scores.addAll(ScoreCounts.fromBytes((byte[]) hour[3]));
            }
        }
        return new Sighting(
                requests,
                failed,
                latencies.counts(),
                scores.counts(),
                labelsSince == null ? Arm.NONE : labels(organisationId, modelId, deploymentId, labelsSince),
                mirrored(deploymentId));
    }

    /** The latest word on each answer counts. */
    private Arm labels(long organisationId, long modelId, long deploymentId, Instant since) {
        Object[] row = (Object[]) em.createNativeQuery(
                        """
                        select count(*), sum(case when f.correct then 0 else 1 end)
                        from feedback f
                        where f.organisation_id = ?1 and f.model_id = ?4 and f.deployment_id = ?2 and f.inference_at >= ?3
                          and f.correct is not null
                          and not exists (
                            select 1 from feedback g
                            where g.organisation_id = f.organisation_id and g.inference_id = f.inference_id
                              and g.correct is not null
                              and (g.created_at > f.created_at or (g.created_at = f.created_at and g.id > f.id)))
                        """)
                .setParameter(1, organisationId)
                .setParameter(2, deploymentId)
                .setParameter(3, InstantColumn.local(since))
                .setParameter(4, modelId)
                .getSingleResult();
        return new Arm(number(row[0]), number(row[1]));
    }

    private Arm mirrored(long deploymentId) {
        Object[] row = (Object[]) em.createNativeQuery(
                        "select sum(compared), sum(differing) from rollout_mirror where deployment_id = ?1")
                .setParameter(1, deploymentId)
                .getSingleResult();
        return new Arm(number(row[0]), number(row[1]));
    }

    /** Requests that were not mirrored since too many waited. */
    public long dropped(long deploymentId) {
        return number(em.createNativeQuery("select sum(dropped) from rollout_mirror where deployment_id = ?1")
                .setParameter(1, deploymentId)
                .getSingleResult());
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

    private static long number(@Nullable Object column) {
        return column == null ? 0 : ((Number) column).longValue();
    }
}
