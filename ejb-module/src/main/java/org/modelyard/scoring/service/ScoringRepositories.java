package org.modelyard.scoring.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.modelyard.scoring.entity.StoredScorings;

/** Makes this feature's repository around the container's entity manager, which is safe to share. */
@ApplicationScoped
public class ScoringRepositories {

    @PersistenceContext(unitName = "modelyard")
    private EntityManager em;

    @Produces
    @Dependent
    StoredScorings scorings() {
        return new StoredScorings(em);
    }
}
