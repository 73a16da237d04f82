package org.modelyard.registry.entity;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;

/** The approvals of all versions. */
public class Approvals {

    private final EntityManager em;

    public Approvals(EntityManager em) {
        this.em = em;
    }

    public void add(Approval approval) {
        em.persist(approval);
        em.flush();
    }

    /** Oldest first. */
    public List<Approval> of(ModelVersion version) {
        return em.createQuery(
                        "select a from Approval a where a.organisationId = :org and a.versionId = :version order by a.id",
                        Approval.class)
                .setParameter("org", version.organisationId())
                .setParameter("version", version.id())
                .getResultList();
    }

    public Optional<Approval> of(ModelVersion version, String environment, String person) {
        return of(version).stream()
                .filter(approval -> approval.environment().equals(environment)
                        && approval.person().equals(person))
                .findFirst();
    }
}
