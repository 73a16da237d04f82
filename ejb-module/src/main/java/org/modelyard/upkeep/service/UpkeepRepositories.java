package org.modelyard.upkeep.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.modelyard.upkeep.entity.StoredUpkeeps;

/** Makes this feature's repository around the container's entity manager, which is safe to share. */
@ApplicationScoped
public class UpkeepRepositories {

    @PersistenceContext(unitName = "modelyard")
    private EntityManager em;

    @Produces
    @Dependent
    StoredUpkeeps upkeeps() {
        return new StoredUpkeeps(em);
    }
}
