package org.modelyard.scoring.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.modelyard.platform.settings.ServerSettings;
import org.modelyard.scoring.entity.StoredScorings;
import org.modelyard.scoring.model.ScratchFolder;

/** Makes this feature's repository around the container's entity manager, which is safe to share. */
@ApplicationScoped
public class ScoringRepositories {

    @PersistenceContext(unitName = "modelyard")
    private EntityManager em;

    /** Of this node alone, as its home is. */
    @Produces
    @Dependent
    ScratchFolder scratch(ServerSettings settings) {
        return new ScratchFolder(settings.home().resolve("scoring"));
    }

    @Produces
    @Dependent
    StoredScorings scorings() {
        return new StoredScorings(em);
    }
}
