package org.modelyard.registry.entity;

import jakarta.persistence.EntityManager;
import java.util.Optional;

/** The declarations of all organisations, one a model at most. */
public class BusinessDeclarations {

    private final EntityManager em;

    public BusinessDeclarations(EntityManager em) {
        this.em = em;
    }

    /** Written at once, so that a model that has one already is known at once. */
    public void add(BusinessDeclaration declaration) {
        em.persist(declaration);
        em.flush();
    }

    public void remove(BusinessDeclaration declaration) {
        em.remove(declaration);
    }

    /** Of the model of that name. */
    public Optional<BusinessDeclaration> of(long organisationId, String model) {
        return em.createQuery(
                        "select d from BusinessDeclaration d, Model m where d.organisationId = :org"
                                + " and m.organisationId = :org and m.name = :model and d.modelId = m.id",
                        BusinessDeclaration.class)
                .setParameter("org", organisationId)
                .setParameter("model", model)
                .getResultStream()
                .findFirst();
    }
}
