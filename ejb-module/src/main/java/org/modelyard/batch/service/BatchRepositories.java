package org.modelyard.batch.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.modelyard.batch.entity.BatchExecutions;

/** Makes this feature's repositories around the container's entity manager, which is safe to share. */
@ApplicationScoped
public class BatchRepositories {

    @PersistenceContext(unitName = "modelyard")
    private EntityManager em;

    @Produces
    @Dependent
    BatchExecutions batchExecutions() {
        return new BatchExecutions(em);
    }
}
