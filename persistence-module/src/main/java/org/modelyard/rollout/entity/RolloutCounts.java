package org.modelyard.rollout.entity;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.rollout.model.Arm;
import org.modelyard.rollout.model.Sighting;
import org.modelyard.serving.model.LatencyCounts;
import org.modelyard.serving.model.ScoreCounts;
import org.modelyard.serving.model.UnitCounts;

/**
 * What was counted of both sides of a rollout, over all nodes: sums of what their journals have brought into the database. Only what was divided counts:
 * requests that name the version, or that an experiment sends there, could not have got the other side.
 */
public class RolloutCounts {

    static final String LAST_WORD = " and (f.correct is not null or f.deviation is not null) and not exists ("
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

    /**
     * Deployments that are compared.
     *
     * @param shadow whether the candidate is one: then errors are compared on the rows that both were asked
     */
    public record Compared(long organisationId, long modelId, long champion, long candidate, boolean shadow) {

        /** Whose traffic is divided. */
        public Compared(long organisationId, long modelId, long champion, long candidate) {
            this(organisationId, modelId, champion, candidate, false);
        }
    }

    /**
     * What a shadow was asked: rows that fit, and that the champion did not leave for want of time.
     *
     * @param compared rows that both answered
     * @param differing of them, those that they answered differently
     * @param dropped rows that the shadow was not asked
     * @param asked rows
     * @param failed of them, by the shadow
     * @param championFailed of them, by the champion
     */
    public record Mirrored(long compared, long differing, long dropped, long asked, long failed, long championFailed) {}

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
                        "select h.deploymentId, h.requests, h.errors, h.failed, h.latencyCounts, h.scoreCounts, h.unitCounts"
                                + " from HourlyHistogram h where h.organisationId = :org"
                                + " and h.deploymentId in (:champion, :candidate) and h.hourStart >= :since"
                                + " and ((h.deploymentId = :champion and h.variant = 'champion')"
                                + " or (h.deploymentId = :candidate and h.variant in ('candidate', 'shadow')))",
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
        if (!compared.shadow()) {
            return new Sides(champion.seen(Arm.NONE), candidate.seen(Arm.NONE));
        }
        Mirrored mirrored = mirrored(compared.candidate());
        champion.asked(mirrored.asked(), mirrored.championFailed());
        candidate.asked(mirrored.asked(), mirrored.failed());
        return new Sides(champion.seen(Arm.NONE), candidate.seen(new Arm(mirrored.compared(), mirrored.differing())));
    }

    private static final class Sums {
        private long requests;
        private long failed;
        private final LatencyCounts latencies = new LatencyCounts();
        private final ScoreCounts scores = new ScoreCounts();
        private final UnitCounts units = new UnitCounts();
        private final List<Arm> labels = new ArrayList<>();

        void add(Object[] hour) {
            long didNotFit =
                    (Long) hour[2] - (Long) hour[3]; // what is refused before it is asked says nothing about a side
            requests += (Long) hour[1] - didNotFit;
            failed += (Long) hour[3];
            latencies.addAll(LatencyCounts.fromBytes((byte[]) hour[4]));
            if (hour[5] != null) {
                scores.addAll(ScoreCounts.fromBytes((byte[]) hour[5]));
            }
            units.addAll(UnitCounts.fromBytes((byte[]) hour[6]));
        }

        /** Instead of what it was asked in all. */
        void asked(long both, long failures) {
            requests = both;
            failed = failures;
        }

        Sighting seen(Arm mirrored) {
            return new Sighting(requests, failed, latencies.counts(), scores.counts(), labels, mirrored).grouped(units);
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
                        + " and f.deployment_id in (?3, ?4) and f.variant in ('champion', 'candidate')"
                        + " and f.inference_at >= ?5"
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
     * How far off the champion's newest answers were that are numbers and whose truth is known, in the unit of the number; also those from before anything
     * was divided, since they give a threshold alone.
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

    private Mirrored mirrored(long deploymentId) {
        Object[] row = (Object[])
                em.createNativeQuery("select sum(compared), sum(differing), sum(dropped), sum(asked), sum(failed),"
                                + " sum(champion_failed) from rollout_mirror where deployment_id = ?1")
                        .setParameter(1, deploymentId)
                        .getSingleResult();
        return new Mirrored(
                number(row[0]), number(row[1]), number(row[2]), number(row[3]), number(row[4]), number(row[5]));
    }

    /** Requests that its shadow was not asked, since too many waited or it was too slow; null when nothing was mirrored. */
    public @Nullable Long dropped(long deploymentId) {
        Object sum = em.createNativeQuery("select sum(dropped) from rollout_mirror where deployment_id = ?1")
                .setParameter(1, deploymentId)
                .getSingleResult();
        return sum == null ? null : number(sum);
    }

    /** The same of several, by deployment; those of which nothing was mirrored are left out. */
    public Map<Long, Long> dropped(List<Long> deployments) {
        Map<Long, Long> dropped = new HashMap<>();
        if (!deployments.isEmpty()) {
            String places = IntStream.rangeClosed(1, deployments.size())
                    .mapToObj(place -> "?" + place)
                    .collect(Collectors.joining(", "));
            Query query = em.createNativeQuery("select deployment_id, sum(dropped) from rollout_mirror"
                    + " where deployment_id in (" + places + ") group by deployment_id");
            for (int i = 0; i < deployments.size(); i++) {
                query.setParameter(i + 1, deployments.get(i));
            }
            for (Object row : query.getResultList()) {
                Object[] columns = (Object[]) row;
                dropped.put(number(columns[0]), number(columns[1]));
            }
        }
        return dropped;
    }

    /** Adds to what a node has mirrored; no other node writes its row. */
    public void mirror(long deploymentId, String node, Mirrored more) {
        int rows = mirror(
                "update rollout_mirror set compared = compared + ?1, differing = differing + ?2, dropped = dropped + ?3,"
                        + " asked = asked + ?4, failed = failed + ?5, champion_failed = champion_failed + ?6"
                        + " where deployment_id = ?7 and node = ?8",
                deploymentId,
                node,
                more);
        if (rows == 0) {
            mirror(
                    "insert into rollout_mirror (compared, differing, dropped, asked, failed, champion_failed, deployment_id,"
                            + " node) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                    deploymentId,
                    node,
                    more);
        }
    }

    private int mirror(String statement, long deploymentId, String node, Mirrored more) {
        return em.createNativeQuery(statement)
                .setParameter(1, more.compared())
                .setParameter(2, more.differing())
                .setParameter(3, more.dropped())
                .setParameter(4, more.asked())
                .setParameter(5, more.failed())
                .setParameter(6, more.championFailed())
                .setParameter(7, deploymentId)
                .setParameter(8, node)
                .executeUpdate();
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
