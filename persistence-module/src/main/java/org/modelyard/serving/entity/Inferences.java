package org.modelyard.serving.entity;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.modelyard.platform.entity.UuidColumn;
import org.modelyard.platform.model.Ids;

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
        return em.createQuery(
                        "select i from Inference i where i.organisationId = :org and i.unit = :unit"
                                + " order by i.organisationId desc, i.unit desc, i.at desc", // as the index runs
                        Inference.class)
                .setParameter("org", organisationId)
                .setParameter("unit", unit)
                .setMaxResults(most)
                .getResultList();
    }
}
