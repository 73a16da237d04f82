package org.modelyard.serving.entity;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

/** Environments of all organisations. */
public class Environments {

    private final EntityManager em;

    public Environments(EntityManager em) {
        this.em = em;
    }

    public void add(Environment environment) {
        em.persist(environment);
    }

    /** Writes what was added, so that a name given twice is known at once. */
    public void flush() {
        em.flush();
    }

    /**
     * Waits until nobody else holds it; it stays locked to the end of the transaction, and is read anew. To be called before anything else is read.
     *
     * @return also one that was removed
     */
    public Optional<Environment> locked(long organisationId, String name) {
        return em.createQuery(
                        "select e from Environment e where e.organisationId = :org and e.name = :name",
                        Environment.class)
                .setParameter("org", organisationId)
                .setParameter("name", name)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    /** Those that are there; one that was removed is not. */
    public Optional<Environment> byName(long organisationId, String name) {
        return em.createQuery(
                        "select e from Environment e where e.organisationId = :org and e.name = :name"
                                + " and e.closedAt is null",
                        Environment.class)
                .setParameter("org", organisationId)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    /** Those that are there, oldest first. */
    public List<Environment> all(long organisationId) {
        return ever(organisationId).stream().filter(one -> !one.closed()).toList();
    }

    /** Those that were removed, too; oldest first. */
    public List<Environment> ever(long organisationId) {
        return em.createQuery(
                        "select e from Environment e where e.organisationId = :org order by e.id", Environment.class)
                .setParameter("org", organisationId)
                .getResultList();
    }
}
