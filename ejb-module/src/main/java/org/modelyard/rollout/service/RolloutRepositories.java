package org.modelyard.rollout.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import org.modelyard.rollout.entity.LabelClusters;
import org.modelyard.rollout.entity.RolloutCounts;
import org.modelyard.rollout.entity.RolloutValues;
import org.modelyard.rollout.entity.Rollouts;

/** Makes this feature's repositories around the container's entity manager, which is safe to share. */
@ApplicationScoped
public class RolloutRepositories {

    @PersistenceContext(unitName = "modelyard")
    private EntityManager em;

    @Produces
    @Dependent
    Rollouts rollouts() {
        return new Rollouts(em);
    }

    @Produces
    @Dependent
    RolloutValues rolloutValues() {
        return new RolloutValues(() -> em.unwrap(Connection.class));
    }

    @Produces
    @Dependent
    LabelClusters labelClusters() {
        return new LabelClusters(() -> em.unwrap(Connection.class));
    }

    @Produces
    @Dependent
    RolloutCounts rolloutCounts() {
        return new RolloutCounts(em);
    }
}
