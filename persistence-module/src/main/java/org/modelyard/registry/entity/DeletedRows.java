package org.modelyard.registry.entity;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;

/** Models and versions that were deleted and can come back: what a clean-up has taken the files of cannot. */
public class DeletedRows {

    private final EntityManager em;

    public DeletedRows(EntityManager em) {
        this.em = em;
    }

    /** @param name of a model, or number of a version */
    public record Deleted(String name, Instant deletedAt) {}

    /** The last deleted first. */
    public List<Deleted> models(long organisationId, int most) {
        return deleted(em.createQuery(
                        "select m.name, m.deletedAt from Model m where m.organisationId = :org and m.deletedAt is not null"
                                + " order by m.deletedAt desc, m.id desc",
                        Object[].class)
                .setParameter("org", organisationId)
                .setMaxResults(most)
                .getResultList());
    }

    /** Those of a model, the last deleted first. */
    public List<Deleted> versions(long organisationId, String model, int most) {
        return deleted(em.createQuery(
                        "select v.text, v.life.deletedAt from ModelVersion v where v.organisationId = :org"
                                + " and v.model.name = :model and v.life.deletedAt is not null"
                                + " and v.life.cleanedAt is null order by v.life.deletedAt desc, v.id desc",
                        Object[].class)
                .setParameter("org", organisationId)
                .setParameter("model", model)
                .setMaxResults(most)
                .getResultList());
    }

    private static List<Deleted> deleted(List<Object[]> rows) {
        return rows.stream()
                .map(row -> new Deleted((String) row[0], (Instant) row[1]))
                .toList();
    }
}
