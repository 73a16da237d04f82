package org.modelyard.experiment.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import org.modelyard.experiment.entity.BanditExposures;
import org.modelyard.experiment.entity.Crossovers;
import org.modelyard.experiment.entity.ExperimentRemains;
import org.modelyard.experiment.entity.ExperimentRounds;
import org.modelyard.experiment.entity.ExperimentRows;
import org.modelyard.experiment.entity.ExperimentSums;
import org.modelyard.experiment.entity.StoredExperiments;

/** Makes this feature's repositories around the container's entity manager, which is safe to share. */
@ApplicationScoped
public class ExperimentRepositories {

    @PersistenceContext(unitName = "modelyard")
    private EntityManager em;

    @Produces
    @Dependent
    StoredExperiments experiments() {
        return new StoredExperiments(em);
    }

    @Produces
    @Dependent
    ExperimentRows experimentRows() {
        return new ExperimentRows(() -> em.unwrap(Connection.class));
    }

    @Produces
    @Dependent
    ExperimentSums experimentSums() {
        return new ExperimentSums(() -> em.unwrap(Connection.class));
    }

    @Produces
    @Dependent
    Crossovers crossovers() {
        return new Crossovers(() -> em.unwrap(Connection.class));
    }

    @Produces
    @Dependent
    ExperimentRounds experimentRounds() {
        return new ExperimentRounds(() -> em.unwrap(Connection.class));
    }

    @Produces
    @Dependent
    BanditExposures banditExposures() {
        return new BanditExposures(() -> em.unwrap(Connection.class));
    }

    @Produces
    @Dependent
    ExperimentRemains experimentRemains() {
        return new ExperimentRemains(() -> em.unwrap(Connection.class));
    }
}
