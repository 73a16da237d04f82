package org.modelyard.serving.entity;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.entity.UuidColumn;
import org.modelyard.platform.model.Ids;
import org.modelyard.serving.model.InferenceOutcome;

/** The inference log of all organisations, for reading. */
public class Inferences {

    /** The id's millisecond tells the day, so that the look-up touches one partition; clocks are corrected at times. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private final EntityManager em;

    public Inferences(EntityManager em) {
        this.em = em;
    }

    public Optional<Inference> byId(long organisationId, UUID id) {
        Instant madeAt = Ids.madeAt(id);
        return em.createQuery(
                        "select i from Inference i where i.id = :id and i.organisationId = :org"
                                + " and i.at >= :from and i.at <= :to",
                        Inference.class)
                .setParameter("id", UuidColumn.bytes(id))
                .setParameter("org", organisationId)
                .setParameter("from", madeAt.minus(TOLERANCE))
                .setParameter("to", madeAt.plus(TOLERANCE))
                .getResultStream()
                .findFirst();
    }

    /** About one unit, newest first. */
    public List<Inference> ofUnit(long organisationId, String unit, int most) {
        Connection runs = runs();
        if (runs != null) {
            return looked(() -> UnitLookup.all(runs, organisationId, unit, most)).stream()
                    .flatMap(found -> byIdAlone(organisationId, found.answer().id()))
                    .toList();
        }
        return em.createQuery(
                        "select i from Inference i where i.organisationId = :org and i.unit = :unit"
                                + " order by i.organisationId desc, i.unit desc, i.at desc", // as the index runs
                        Inference.class)
                .setParameter("org", organisationId)
                .setParameter("unit", unit)
                .setMaxResults(most)
                .getResultList();
    }

    /** Of a log without days, where an id needs no time to be found by: also of a row whose time is far from it, since a clock was set back. */
    private Stream<Inference> byIdAlone(long organisationId, UUID id) {
        return em.createQuery(
                        "select i from Inference i where i.id = :id and i.organisationId = :org", Inference.class)
                .setParameter("id", UuidColumn.bytes(id))
                .setParameter("org", organisationId)
                .getResultStream();
    }

    /**
     * What was logged of one model in a time under one trace, newest first. There is no index of traces: all that the model was asked in that time is
     * looked through.
     *
     * @param from inclusive
     * @param until exclusive
     */
    public List<Inference> ofTrace(
            long organisationId, long modelId, String trace, Instant from, Instant until, int most) {
        return em.createQuery(
                        "select i from Inference i where i.organisationId = :org and i.modelId = :model and i.at >= :from"
                                + " and i.at < :until and i.traceId = :trace"
                                + " order by i.organisationId desc, i.modelId desc, i.at desc", // as the index runs
                        Inference.class)
                .setParameter("org", organisationId)
                .setParameter("model", modelId)
                .setParameter("from", from)
                .setParameter("until", until)
                .setParameter("trace", trace)
                .setMaxResults(most)
                .getResultList();
    }

    /**
     * An answer without its inputs and scores, which may be large.
     *
     * @param dimensions JSON object
     */
    public record Answer(UUID id, long modelId, @Nullable String unit, @Nullable String dimensions) {}

    /**
     * Answers about one unit within a window, newest first; not those of shadows, which nobody was told.
     *
     * @param modelId null for all
     * @param from inclusive; so is the end
     * @param first of those that are given, from 0
     */
    public List<Answer> answered(
            long organisationId, String unit, @Nullable Long modelId, Instant from, Instant to, int first, int most) {
        Connection runs = runs();
        if (runs != null) {
            return looked(() -> UnitLookup.answered(runs, organisationId, unit, modelId, from, to, first + most))
                    .stream()
                    .skip(first)
                    .map(UnitLookup.Found::answer)
                    .toList();
        }
        TypedQuery<Object[]> query = em.createQuery(
                        "select i.id, i.modelId, i.unit, i.dimensions from Inference i where i.organisationId = :org and i.unit = :unit and i.at >= :from"
                                + " and i.at <= :to and i.outcome = :answered and (i.variant is null or i.variant <> 'shadow')"
                                + (modelId == null ? "" : " and i.modelId = :model")
                                + " order by i.organisationId desc, i.unit desc, i.at desc",
                        Object[].class)
                .setParameter("org", organisationId)
                .setParameter("unit", unit)
                .setParameter("from", from)
                .setParameter("to", to)
                .setParameter("answered", InferenceOutcome.ANSWERED)
                .setFirstResult(first)
                .setMaxResults(most);
        if (modelId != null) {
            query.setParameter("model", modelId);
        }
        return query.getResultList().stream()
                .map(row -> new Answer(UuidColumn.of((byte[]) row[0]), (Long) row[1], (String) row[2], (String) row[3]))
                .toList();
    }

    /** The transaction's own, where the log has runs; else null. */
    private @Nullable Connection runs() {
        Connection connection = em.unwrap(Connection.class);
        return looked(() -> UnitRuns.has(connection)) ? connection : null;
    }

    private interface Look<T> {
        T look() throws SQLException;
    }

    private static <T> T looked(Look<T> look) {
        try {
            return look.look();
        } catch (SQLException e) {
            throw new IllegalStateException("the inference log cannot be looked through by unit", e);
        }
    }
}
