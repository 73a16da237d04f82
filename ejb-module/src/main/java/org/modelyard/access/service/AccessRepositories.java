package org.modelyard.access.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.modelyard.access.entity.ApiTokens;
import org.modelyard.access.entity.Organisations;
import org.modelyard.access.entity.Users;

/** Makes this feature's repositories around the container's entity manager, which is safe to share. */
@ApplicationScoped
public class AccessRepositories {

    @PersistenceContext(unitName = "modelyard")
    private EntityManager em;

    @Produces
    @Dependent
    Organisations organisations() {
        return new Organisations(em);
    }

    @Produces
    @Dependent
    Users users() {
        return new Users(em);
    }

    @Produces
    @Dependent
    ApiTokens apiTokens() {
        return new ApiTokens(em);
    }
}
