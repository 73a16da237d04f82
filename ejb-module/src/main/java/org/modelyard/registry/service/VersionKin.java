package org.modelyard.registry.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.registry.entity.ModelVersion;
import org.modelyard.registry.entity.ModelVersions;
import org.modelyard.registry.entity.VersionIndex;
import org.modelyard.registry.model.Lineage;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.registry.model.Stage;

/** Which versions came of what. */
@Stateless
public class VersionKin {

    @Inject
    private ModelVersions versions;

    @Inject
    private VersionIndex index;

    /**
     * A version as a relation of others.
     *
     * @param id internal
     * @param deleted whether it is to be seen no more, but for being named
     * @param bundleSha of the model that is served; null where there is none here
     */
    public record Kin(
            long id,
            String model,
            String version,
            Stage stage,
            boolean deleted,
            @Nullable String bundleSha,
            Lineage lineage,
            List<ModelVersionView.ArtifactView> artifacts,
            Instant createdAt) {}

    /** A deleted one too: what came of it goes on. */
    public Optional<Kin> find(Caller caller, String model, String number) {
        caller.require(Role.VIEWER);
        return versions.byText(caller.organisationId(), model, number).map(this::kin);
    }

    /** Those that were the next after a version, oldest first. */
    public List<Kin> following(Caller caller, String model, String number, int most) {
        return cameOf(caller, VersionIndex.PARENT, model + " " + number, most);
    }

    /** Those whose fit went on from a version's, oldest first. */
    public List<Kin> goingOn(Caller caller, String model, String number, int most) {
        return cameOf(caller, VersionIndex.STARTED_FROM, model + " " + number, most);
    }

    /** Those that have learnt from a snapshot, oldest first. */
    public List<Kin> learntFrom(Caller caller, String snapshot, int most) {
        return cameOf(caller, VersionIndex.SNAPSHOT, snapshot, most);
    }

    private List<Kin> cameOf(Caller caller, String kind, String term, int most) {
        caller.require(Role.VIEWER);
        return index.cameOf(caller.organisationId(), kind, term, most).stream()
                .map(this::kin)
                .toList();
    }

    /** Those that carry a file of a kind that begins so, oldest first. */
    public List<Kin> carrying(Caller caller, String prefix, String sha256, int most) {
        caller.require(Role.VIEWER);
        return versions.carrying(caller.organisationId(), prefix, sha256, most).stream()
                .map(this::kin)
                .toList();
    }

    public Optional<Kin> ofJob(Caller caller, UUID job) {
        caller.require(Role.VIEWER);
        return versions.byTrainingJob(caller.organisationId(), job).map(this::kin);
    }

    /** Newest first. */
    public List<Kin> ofRun(Caller caller, UUID run) {
        caller.require(Role.VIEWER);
        return versions.byRun(caller.organisationId(), run).stream()
                .map(this::kin)
                .toList();
    }

    private Kin kin(ModelVersion version) {
        return new Kin(
                version.id(),
                version.model().name(),
                version.text(),
                version.stage(),
                version.life().deletedAt() != null || version.model().deletedAt() != null,
                version.bundleSha(),
                RegistryJson.read(version.lineage(), Lineage.class),
                versions.artifacts(version).stream()
                        .map(artifact ->
                                new ModelVersionView.ArtifactView(artifact.kind(), artifact.sha256(), artifact.bytes()))
                        .toList(),
                version.createdAt());
    }
}
