package org.modelyard.serving.entity;

import jakarta.persistence.EntityManager;
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

    public Optional<Environment> byName(long organisationId, String name) {
        return em.createQuery(
                        "select e from Environment e where e.organisationId = :org and e.name = :name",
                        Environment.class)
                .setParameter("org", organisationId)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    /** Oldest first. */
    public List<Environment> all(long organisationId) {
        return em.createQuery(
                        "select e from Environment e where e.organisationId = :org order by e.id", Environment.class)
                .setParameter("org", organisationId)
                .getResultList();
    }
}
