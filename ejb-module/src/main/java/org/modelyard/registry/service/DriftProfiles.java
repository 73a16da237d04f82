package org.modelyard.registry.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Optional;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.IntactFiles;
import org.modelyard.registry.entity.Artifact;
import org.modelyard.registry.entity.ModelVersion;
import org.modelyard.registry.entity.ModelVersions;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.model.DriftProfile;
import org.modelyard.registry.store.ArtifactMismatch;
import org.modelyard.registry.store.ArtifactStore;

/** What windows of a version are compared with, without its model. */
@Stateless
public class DriftProfiles {

    @Inject
    private ModelVersions versions;

    @Inject
    private ArtifactStore artifacts;

    @Inject
    private IntactFiles files;

    /**
     * Reads and verifies the artifact anew at each call.
     *
     * @return empty when the version was registered without one: then its drift cannot be told
     * @throws Refusal.NotFound when there is no such version
     * @throws Refusal.Conflict when the artifact is damaged or missing, which raises an alert
     */
    public Optional<DriftProfile> load(long versionId) {
        ModelVersion version = versions.byId(versionId)
                .orElseThrow(() -> new Refusal.NotFound("model version", Long.toString(versionId)));
        try {
            return versions.artifact(version, ArtifactKind.PROFILE)
                    .map(Artifact::sha256)
                    .map(artifacts::get)
                    .map(DriftProfile::fromBytes);
        } catch (ArtifactMismatch | CorruptContent | Refusal.NotFound e) {
            String model = version.model().name();
            throw files.refused(
                    new IntactFiles.Place(
                            version.organisationId(),
                            "model/" + model,
                            "The drift profile of " + model + " " + version.text()),
                    "is damaged",
                    e);
        }
    }
}
