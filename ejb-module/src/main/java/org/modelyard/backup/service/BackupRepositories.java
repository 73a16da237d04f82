package org.modelyard.backup.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.modelyard.backup.entity.StoredBackups;

/** Makes this feature's repository around the container's entity manager, which is safe to share. */
@ApplicationScoped
public class BackupRepositories {

    @PersistenceContext(unitName = "modelyard")
    private EntityManager em;

    @Produces
    @Dependent
    StoredBackups backups() {
        return new StoredBackups(em);
    }
}
