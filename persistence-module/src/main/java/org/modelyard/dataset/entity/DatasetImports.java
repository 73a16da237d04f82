package org.modelyard.dataset.entity;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.modelyard.dataset.model.ImportState;
import org.modelyard.platform.model.PageRequest;

/** The imports of all datasets. */
public class DatasetImports {

    private final EntityManager em;

    public DatasetImports(EntityManager em) {
        this.em = em;
    }

    /** Written at once: its id is then certain. */
    public void add(DatasetImport begun) {
        em.persist(begun);
        em.flush();
    }

    /** Waits until nobody else changes the import; kept to the end of the transaction. */
    public DatasetImport locked(long id) {
        return em.createQuery("select i from DatasetImport i where i.id = :id", DatasetImport.class)
                .setParameter("id", id)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getSingleResult();
    }

    public Optional<DatasetImport> byPublicId(Dataset dataset, UUID id) {
        return em.createQuery(
                        "select i from DatasetImport i where i.datasetId = :dataset and i.publicId = :id",
                        DatasetImport.class)
                .setParameter("dataset", dataset.id())
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /** Newest first. */
    public List<DatasetImport> page(Dataset dataset, PageRequest page) {
        return em.createQuery(
                        "select i from DatasetImport i where i.datasetId = :dataset and i.id < :before"
                                + " order by i.id desc",
                        DatasetImport.class)
                .setParameter("dataset", dataset.id())
                .setParameter("before", page.before())
                .setMaxResults(page.fetch())
                .getResultList();
    }

    /** All that say they run, whoever runs them. */
    public List<DatasetImport> running() {
        return em.createQuery(
                        "select i from DatasetImport i where i.state = :running order by i.id", DatasetImport.class)
                .setParameter("running", ImportState.RUNNING)
                .getResultList();
    }

    public List<DatasetImport> running(Dataset dataset) {
        return running().stream().filter(i -> i.datasetId() == dataset.id()).toList();
    }
}
