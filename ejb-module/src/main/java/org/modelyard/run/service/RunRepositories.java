package org.modelyard.run.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import org.modelyard.run.entity.RunPoints;
import org.modelyard.run.entity.StoredRunTexts;
import org.modelyard.run.entity.StoredRuns;

/** Makes this feature's repositories around the container's entity manager, which is safe to share. */
@ApplicationScoped
public class RunRepositories {

    @PersistenceContext(unitName = "modelyard")
    private EntityManager em;

    @Produces
    @Dependent
    StoredRuns runs() {
        return new StoredRuns(em);
    }

    @Produces
    @Dependent
    StoredRunTexts runTexts() {
        return new StoredRunTexts(() -> em.unwrap(Connection.class));
    }

    @Produces
    @Dependent
    RunPoints runPoints() {
        return new RunPoints(() -> em.unwrap(Connection.class));
    }
}
