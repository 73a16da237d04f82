package org.modelyard.training.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.modelyard.platform.settings.ServerSettings;
import org.modelyard.training.entity.StoredTrainingJobs;

/** Makes this feature's repository around the container's entity manager, which is safe to share, and its checkpoints. */
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
    @Singleton
    Checkpoints checkpoints(ServerSettings settings) {
        return new Checkpoints(settings.checkpoints());
    }
}
