package org.modelyard.registry.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Optional;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.bundle.StoredModel;
import org.modelyard.ml.score.Scorer;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.entity.Artifact;
import org.modelyard.registry.entity.ModelVersion;
import org.modelyard.registry.entity.ModelVersions;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.model.DriftProfile;
import org.modelyard.registry.store.ArtifactMismatch;
import org.modelyard.registry.store.ArtifactStore;
import org.modelyard.serving.model.VersionShape;

/** Brings versions into memory. Fails closed: what does not match its SHA-256 is not loaded. */
@Stateless
public class Servables {

    @Inject
    private ModelVersions versions;

    @Inject
    private ArtifactStore artifacts;

    @Inject
    private StoredModels models;

    /**
     * Reads and verifies the artifacts anew at each call; callers keep what they get.
     *
     * @throws Refusal.NotFound when there is no such version or artifact
     * @throws Refusal.Conflict when a gate rejected the version, or an artifact is damaged
     */
    public Servable load(long versionId) {
        ModelVersion version = servable(versionId);
        try {
            Optional<DriftProfile> profile = profile(version);
            // last: it may hold memory outside of the heap, which nobody would give back when the profile is damaged
            Scorer scorer = models.open(artifacts.get(String.valueOf(version.bundleSha())));
            return new Servable(
                    version.id(),
                    version.model().id(),
                    version.model().name(),
                    version.text(),
                    scorer,
                    scorer.signature(),
                    profile.map(DriftProfile::layout).orElse(null),
                    profile.map(DriftProfile::reference).orElse(null));
        } catch (ArtifactMismatch | CorruptContent e) {
            throw damaged(version, e);
        }
    }

    /**
     * What its log is read by, of a version whose model cannot be opened here as the server is configured: its document tells its signature.
     *
     * @throws Refusal.Conflict when an artifact is damaged
     */
    public VersionShape shape(long versionId) {
        ModelVersion version = servable(versionId);
        try {
            return new VersionShape(
                    version.model().id(),
                    StoredModel.read(artifacts.get(String.valueOf(version.bundleSha())))
                            .signature(),
                    profile(version).map(DriftProfile::layout).orElse(null));
        } catch (ArtifactMismatch | CorruptContent e) {
            throw damaged(version, e);
        }
    }

    private Optional<DriftProfile> profile(ModelVersion version) {
        return versions.artifact(version, ArtifactKind.PROFILE)
                .map(Artifact::sha256)
                .map(artifacts::get)
                .map(DriftProfile::fromBytes);
    }

    /**
     * Reads the model's file once, for a version that is in memory already.
     *
     * @throws Refusal.Conflict when a gate rejected the version, or its file is damaged
     */
    public void verify(long versionId) {
        ModelVersion version = servable(versionId);
        try {
            artifacts.verify(String.valueOf(version.bundleSha()));
        } catch (ArtifactMismatch e) {
            throw damaged(version, e);
        }
    }

    private ModelVersion servable(long versionId) {
        ModelVersion version = versions.byId(versionId)
                .orElseThrow(() -> new Refusal.NotFound("model version", Long.toString(versionId)));
        version.requireServable();
        return version;
    }

    private static Refusal.Conflict damaged(ModelVersion version, RuntimeException cause) {
        Refusal.Conflict damaged = new Refusal.Conflict(
                version.model().name() + " " + version.text() + " cannot be loaded: " + cause.getMessage());
        damaged.initCause(cause);
        return damaged;
    }
}
