package org.modelyard.audit.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.modelyard.audit.entity.AuditEntries;

/** Makes this feature's repository around the container's entity manager, which is safe to share. */
@ApplicationScoped
public class AuditRepositories {

    @PersistenceContext(unitName = "modelyard")
    private EntityManager em;

    @Produces
    @Dependent
    AuditEntries auditEntries() {
        return new AuditEntries(em);
    }
}
