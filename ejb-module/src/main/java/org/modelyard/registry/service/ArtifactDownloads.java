package org.modelyard.registry.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.InputStream;
import org.modelyard.access.model.Caller;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.IntactFiles;
import org.modelyard.registry.store.ByteRange;

/** Artifacts of versions as streams, whatever their size. Holds no connection while they are read. */
@ApplicationScoped
public class ArtifactDownloads {

    @Inject
    private Registry registry;

    @Inject
    private CheckedArtifacts checked;

    /**
     * An artifact of the version that a wish means.
     *
     * @param version its number
     */
    public record Found(String version, ModelVersionView.ArtifactView artifact) {}

    /** @throws Refusal.NotFound when there is no such version or artifact */
    public ModelVersionView.ArtifactView find(Caller caller, String model, String version, String kind) {
        return of(registry.version(caller, model, version), kind);
    }

    /**
     * @param wish as {@link Registry#resolve} takes it
     * @throws Refusal.NotFound when there is no such version or artifact
     * @throws Refusal.Invalid when the wish is none
     */
    public Found resolve(Caller caller, String model, String wish, String kind) {
        ModelVersionView version = registry.resolve(caller, model, wish);
        return new Found(version.version(), of(version, kind));
    }

    private static ModelVersionView.ArtifactView of(ModelVersionView version, String kind) {
        return version.artifacts().stream()
                .filter(artifact -> artifact.kind().equals(kind))
                .findFirst()
                .orElseThrow(
                        () -> new Refusal.NotFound("artifact of " + version.model() + " " + version.version(), kind));
    }

    /**
     * Bytes of it, as {@link CheckedArtifacts#open} gives them: to be called before a byte is sent.
     *
     * @throws Refusal.Conflict when they are damaged; raises an alert
     */
    public InputStream open(
            Caller caller, String model, String version, ModelVersionView.ArtifactView artifact, ByteRange part) {
        IntactFiles.Place place = new IntactFiles.Place(
                caller.organisationId(),
                "model/" + model,
                "The artifact '" + artifact.kind() + "' of " + model + " " + version);
        return checked.open(place, artifact.sha256(), artifact.bytes(), part);
    }
}
