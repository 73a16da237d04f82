package org.modelyard.platform.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.modelyard.platform.entity.Epochs;
import org.modelyard.platform.entity.IdempotencyKeys;

/** Makes this feature's repositories around the container's entity manager, which is safe to share. */
@ApplicationScoped
public class PlatformRepositories {

    @PersistenceContext(unitName = "modelyard")
    private EntityManager em;

    @Produces
    @Dependent
    Epochs epochs() {
        return new Epochs(em);
    }

    @Produces
    @Dependent
    IdempotencyKeys idempotencyKeys() {
        return new IdempotencyKeys(em);
    }
}
