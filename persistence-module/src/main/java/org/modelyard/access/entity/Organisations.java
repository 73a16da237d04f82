package org.modelyard.access.entity;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;

/** All organisations. */
public class Organisations {

    private final EntityManager em;

    public Organisations(EntityManager em) {
        this.em = em;
    }

    public void add(Organisation organisation) {
        em.persist(organisation);
    }

    public Optional<Organisation> byId(long id) {
        return Optional.ofNullable(em.find(Organisation.class, id));
    }

    public Optional<Organisation> byName(String name) {
        return em.createQuery("select o from Organisation o where o.name = :name", Organisation.class)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    /** Oldest first. */
    public List<Organisation> all() {
        return em.createQuery("select o from Organisation o order by o.id", Organisation.class)
                .getResultList();
    }
}
