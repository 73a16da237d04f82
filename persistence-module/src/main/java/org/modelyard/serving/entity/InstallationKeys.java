package org.modelyard.serving.entity;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;

/** Keys that belong to the installation, whichever node and organisation. They never leave with a backup. */
public class InstallationKeys {

    private final EntityManager em;

    public InstallationKeys(EntityManager em) {
        this.em = em;
    }

    /** As hexadecimal text; empty when there is none of the name yet. */
    public Optional<String> byName(String name) {
        List<?> found = em.createNativeQuery("select secret from installation_key where name = ?1")
                .setParameter(1, name)
                .getResultList();
        return found.stream().map(String::valueOf).findFirst();
    }

    /** Fails when somebody else was first. */
    public void add(String name, String secret) {
        em.createNativeQuery("insert into installation_key (name, secret) values (?1, ?2)")
                .setParameter(1, name)
                .setParameter(2, secret)
                .executeUpdate();
    }
}
