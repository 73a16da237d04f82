package org.modelyard.training.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import org.modelyard.platform.settings.ServerSettings;
import org.modelyard.training.entity.StoredTrainingJobs;
import org.modelyard.training.entity.TrainingEpochs;
import org.modelyard.training.entity.TrainingTrials;
import org.modelyard.training.process.Checkpoints;

/** Makes this feature's repositories around the container's entity manager, which is safe to share, and its checkpoints. */
@ApplicationScoped
public class TrainingRepositories {

    @PersistenceContext(unitName = "modelyard")
    private EntityManager em;

    @Produces
    @Dependent
    StoredTrainingJobs trainingJobs() {
        return new StoredTrainingJobs(em);
    }

    @Produces
    @Dependent
    TrainingEpochs trainingEpochs() {
        return new TrainingEpochs(() -> em.unwrap(Connection.class));
    }

    @Produces
    @Dependent
    TrainingTrials trainingTrials() {
        return new TrainingTrials(() -> em.unwrap(Connection.class));
    }

    @Produces
    @Singleton
    Checkpoints checkpoints(ServerSettings settings) {
        return new Checkpoints(settings.checkpoints());
    }
}
