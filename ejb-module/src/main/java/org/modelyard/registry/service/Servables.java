package org.modelyard.registry.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Optional;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.bundle.StoredModel;
import org.modelyard.ml.score.Scorer;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.IntactFiles;
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

    @Inject
    private IntactFiles files;

    /**
     * Reads and verifies the artifacts anew at each call; callers keep what they get.
     *
     * @throws Refusal.NotFound when there is no such version
     * @throws Refusal.Conflict when a gate rejected the version, or an artifact is damaged or missing, which raises an alert
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
        } catch (ArtifactMismatch | CorruptContent | Refusal.NotFound e) {
            throw damaged(version, "cannot be loaded", e);
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
        } catch (ArtifactMismatch | CorruptContent | Refusal.NotFound e) {
            throw damaged(version, "cannot be loaded", e);
        }
    }

    private Optional<DriftProfile> profile(ModelVersion version) {
        return versions.artifact(version, ArtifactKind.PROFILE)
                .map(Artifact::sha256)
                .map(artifacts::get)
                .map(DriftProfile::fromBytes);
    }

    /**
     * Reads all files once that it answers by, for a version that is in memory already: of its model, of a chain's members, and of its drift profile.
     *
     * @throws Refusal.Conflict when a gate rejected the version, or a file is damaged
     */
    public void verify(long versionId) {
        ModelVersion version = servable(versionId);
        try {
            artifacts.verify(String.valueOf(version.bundleSha()));
            versions.artifacts(version).stream()
                    .filter(artifact -> ArtifactKind.isAnsweredBy(artifact.kind()))
                    .map(Artifact::sha256)
                    .filter(sha256 -> !sha256.equals(version.bundleSha()))
                    .distinct()
                    .forEach(artifacts::verify);
        } catch (ArtifactMismatch | Refusal.NotFound e) {
            throw damaged(version, "could not be loaded again, and goes on only where it is in memory", e);
        }
    }

    private ModelVersion servable(long versionId) {
        ModelVersion version = versions.byId(versionId)
                .orElseThrow(() -> new Refusal.NotFound("model version", Long.toString(versionId)));
        version.requireServable();
        return version;
    }

    private Refusal.Conflict damaged(ModelVersion version, String words, RuntimeException cause) {
        String model = version.model().name();
        return files.refused(
                new IntactFiles.Place(version.organisationId(), "model/" + model, model + " " + version.text()),
                words,
                cause);
    }
}
