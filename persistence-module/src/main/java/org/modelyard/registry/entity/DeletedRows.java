package org.modelyard.registry.entity;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import org.modelyard.platform.entity.Containing;

/** Models and versions that were deleted and can come back: what a clean-up has taken the files of cannot. */
public class DeletedRows {

    private final EntityManager em;

    public DeletedRows(EntityManager em) {
        this.em = em;
    }

    /** @param name of a model, or number of a version */
    public record Deleted(String name, Instant deletedAt) {}

    /**
     * The last deleted first.
     *
     * @param text that their names contain, whatever the case; empty for all
     */
    public List<Deleted> models(long organisationId, String text, int most) {
        return deleted(ofModels("select m.name, m.deletedAt", " order by m.deletedAt desc, m.id desc", Object[].class)
                .setParameter("org", organisationId)
                .setParameter("text", Containing.of(text))
                .setMaxResults(most)
                .getResultList());
    }

    /** How many there are. */
    public long countModels(long organisationId, String text) {
        return ofModels("select count(m)", "", Long.class)
                .setParameter("org", organisationId)
                .setParameter("text", Containing.of(text))
                .getSingleResult();
    }

    /**
     * Those of a model, the last deleted first.
     *
     * @param text that their numbers contain; empty for all
     */
    public List<Deleted> versions(long organisationId, String model, String text, int most) {
        return deleted(ofVersions(
                        "select v.text, v.life.deletedAt", " order by v.life.deletedAt desc, v.id desc", Object[].class)
                .setParameter("org", organisationId)
                .setParameter("model", model)
                .setParameter("text", Containing.of(text))
                .setMaxResults(most)
                .getResultList());
    }

    /** How many there are of a model. */
    public long countVersions(long organisationId, String model, String text) {
        return ofVersions("select count(v)", "", Long.class)
                .setParameter("org", organisationId)
                .setParameter("model", model)
                .setParameter("text", Containing.of(text))
                .getSingleResult();
    }

    private <T> TypedQuery<T> ofModels(String select, String order, Class<T> type) {
        return em.createQuery(
                select
                        + " from Model m where m.organisationId = :org and m.deletedAt is not null"
                        + " and lower(m.name) like :text escape '!'" + order,
                type);
    }

    private <T> TypedQuery<T> ofVersions(String select, String order, Class<T> type) {
        return em.createQuery(
                select
                        + " from ModelVersion v where v.organisationId = :org and v.model.name = :model"
                        + " and v.life.deletedAt is not null and v.life.cleanedAt is null"
                        + " and lower(v.text) like :text escape '!'" + order,
                type);
    }

    private static List<Deleted> deleted(List<Object[]> rows) {
        return rows.stream()
                .map(row -> new Deleted((String) row[0], (Instant) row[1]))
                .toList();
    }
}
