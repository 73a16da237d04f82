package org.modelyard.evaluation.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.modelyard.access.model.Caller;
import org.modelyard.ml.bundle.ModelBundle;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;

/** Versions as serving reads them, for asking them about many rows. */
@ApplicationScoped
public class VersionScorers {

    @Inject
    private Registry registry;

    /** @throws org.modelyard.platform.model.Refusal.Conflict when the stored model is damaged, or there is none here */
    ModelScorer of(Caller caller, ModelVersionView version) {
        version.requireModel();
        return ModelBundle.read(registry.artifact(caller, version.model(), version.version(), ArtifactKind.MODEL))
                .scorer();
    }
}
