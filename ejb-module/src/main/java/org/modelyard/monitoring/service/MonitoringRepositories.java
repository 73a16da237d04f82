package org.modelyard.monitoring.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.modelyard.monitoring.entity.StoredAlerts;
import org.modelyard.monitoring.entity.StoredDriftChecks;
import org.modelyard.monitoring.entity.StoredDriftReports;

/** Makes this feature's repositories around the container's entity manager, which is safe to share. */
@ApplicationScoped
public class MonitoringRepositories {

    @PersistenceContext(unitName = "modelyard")
    private EntityManager em;

    @Produces
    @Dependent
    StoredDriftChecks driftChecks() {
        return new StoredDriftChecks(em);
    }

    @Produces
    @Dependent
    StoredDriftReports driftReports() {
        return new StoredDriftReports(em);
    }

    @Produces
    @Dependent
    StoredAlerts alerts() {
        return new StoredAlerts(em);
    }
}
