package org.modelyard.registry.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.modelyard.access.model.Caller;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.bundle.ModelBundle;
import org.modelyard.ml.bundle.StoredModel;
import org.modelyard.ml.score.Scorer;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.ArtifactKind;

/** Versions as serving reads them, for asking them about many rows. */
@ApplicationScoped
public class VersionScorers {

    @Inject
    private Registry registry;

    @Inject
    private StoredModels models;

    /**
     * To be closed.
     *
     * @throws Refusal.Conflict when the stored model is damaged, or there is none here
     */
    public Scorer of(Caller caller, ModelVersionView version) {
        version.requireModel();
        try {
            StoredModel model = StoredModel.read(bytes(caller, version));
            return model instanceof ModelBundle ours ? ours.scorer() : new RefusingScorer(models.open(model));
        } catch (CorruptContent e) {
            throw damaged(version, e);
        }
    }

    /**
     * The same for whoever tells rows apart that the model has no answer for: {@link org.modelyard.ml.score.Unanswerable} is thrown as it is.
     *
     * @throws Refusal.Conflict when the stored model is damaged, or there is none here
     */
    public Scorer plain(Caller caller, ModelVersionView version) {
        version.requireModel();
        try {
            StoredModel model = StoredModel.read(bytes(caller, version));
            return model instanceof ModelBundle ours ? ours.scorer() : models.open(model);
        } catch (CorruptContent e) {
            throw damaged(version, e);
        }
    }

    /** The model without being brought into memory; @throws Refusal.Conflict when there is none here */
    public StoredModel stored(Caller caller, ModelVersionView version) {
        version.requireModel();
        return StoredModel.read(bytes(caller, version));
    }

    private static Refusal.Conflict damaged(ModelVersionView version, CorruptContent cause) {
        Refusal.Conflict damaged = new Refusal.Conflict(
                version.model() + " " + version.version() + " cannot be loaded: " + cause.getMessage());
        damaged.initCause(cause);
        return damaged;
    }

    private byte[] bytes(Caller caller, ModelVersionView version) {
        return registry.artifact(caller, version.model(), version.version(), ArtifactKind.MODEL);
    }
}
