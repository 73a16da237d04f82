package org.modelyard.evaluation.entity;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import org.modelyard.platform.model.PageRequest;

/** The golden sets of all organisations. */
public class StoredGoldenSets {

    private final EntityManager em;

    public StoredGoldenSets(EntityManager em) {
        this.em = em;
    }

    /** Written at once, so that a name given twice is known at once. */
    public void add(GoldenSet golden) {
        em.persist(golden);
        em.flush();
    }

    public void remove(GoldenSet golden) {
        em.remove(golden);
    }

    public Optional<GoldenSet> byName(long organisationId, String model, String name) {
        return em.createQuery(
                        "select g from GoldenSet g where g.organisationId = :org and g.model = :model and g.name = :name",
                        GoldenSet.class)
                .setParameter("org", organisationId)
                .setParameter("model", model)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    /** Of one model, newest first. */
    public List<GoldenSet> page(long organisationId, String model, PageRequest page) {
        return em.createQuery(
                        "select g from GoldenSet g where g.organisationId = :org and g.model = :model"
                                + " and g.id < :before order by g.id desc",
                        GoldenSet.class)
                .setParameter("org", organisationId)
                .setParameter("model", model)
                .setParameter("before", page.before())
                .setMaxResults(page.fetch())
                .getResultList();
    }
}
