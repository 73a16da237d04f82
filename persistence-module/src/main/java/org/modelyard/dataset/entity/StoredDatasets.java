package org.modelyard.dataset.entity;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.modelyard.platform.entity.Containing;
import org.modelyard.platform.model.PageRequest;

/** The datasets of all organisations. */
public class StoredDatasets {

    private final EntityManager em;

    public StoredDatasets(EntityManager em) {
        this.em = em;
    }

    /** Written at once: a name that is taken shows here. */
    public void add(Dataset dataset) {
        em.persist(dataset);
        em.flush();
    }

    public Optional<Dataset> byName(long organisationId, String name) {
        return em.createQuery("select d from Dataset d where d.organisationId = :org and d.name = :name", Dataset.class)
                .setParameter("org", organisationId)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    /** Of a dataset that is known to be there, such as a snapshot's. */
    public String name(long id) {
        return em.find(Dataset.class, id).name();
    }

    /** Waits until nobody else changes the dataset; kept to the end of the transaction. */
    public Dataset locked(long id) {
        return em.createQuery("select d from Dataset d where d.id = :id", Dataset.class)
                .setParameter("id", id)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getSingleResult();
    }

    /** Newest first. */
    public List<Dataset> page(long organisationId, PageRequest page) {
        return em.createQuery(
                        "select d from Dataset d where d.organisationId = :org and d.id < :before order by d.id desc",
                        Dataset.class)
                .setParameter("org", organisationId)
                .setParameter("before", page.before())
                .setMaxResults(page.fetch())
                .getResultList();
    }

    /** Whose names contain the text, newest first. */
    public List<Dataset> named(long organisationId, String text, int most) {
        return em.createQuery(
                        "select d from Dataset d where d.organisationId = :org and d.name like :text escape '!'"
                                + " order by d.id desc",
                        Dataset.class)
                .setParameter("org", organisationId)
                .setParameter("text", Containing.of(text))
                .setMaxResults(most)
                .getResultList();
    }
}
