package org.modelyard.registry.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.modelyard.access.model.Caller;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.bundle.ModelBundle;
import org.modelyard.ml.bundle.StoredModel;
import org.modelyard.ml.score.Scorer;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.IntactFiles;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.store.ArtifactMismatch;

/** Versions as serving reads them, for asking them about many rows. */
@ApplicationScoped
public class VersionScorers {

    @Inject
    private Registry registry;

    @Inject
    private StoredModels models;

    @Inject
    private IntactFiles files;

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
        } catch (ArtifactMismatch | CorruptContent e) { // of a member of a chain, or of what it holds
            throw damaged(caller, version, e);
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
        } catch (ArtifactMismatch | CorruptContent e) { // of a member of a chain, or of what it holds
            throw damaged(caller, version, e);
        }
    }

    /** The model without being brought into memory; @throws Refusal.Conflict when there is none here */
    public StoredModel stored(Caller caller, ModelVersionView version) {
        version.requireModel();
        return StoredModel.read(bytes(caller, version));
    }

    private Refusal.Conflict damaged(Caller caller, ModelVersionView version, RuntimeException cause) {
        return files.refused(
                new IntactFiles.Place(
                        caller.organisationId(), "model/" + version.model(), version.model() + " " + version.version()),
                "cannot be loaded",
                cause);
    }

    private byte[] bytes(Caller caller, ModelVersionView version) {
        return registry.artifact(caller, version.model(), version.version(), ArtifactKind.MODEL);
    }
}
