package org.modelyard.registry.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.InputStream;
import org.modelyard.access.model.Caller;
import org.modelyard.monitoring.model.Severity;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.AlertNeeded;
import org.modelyard.registry.store.ArtifactMismatch;
import org.modelyard.registry.store.ArtifactStore;
import org.modelyard.registry.store.ByteRange;

/** Artifacts of versions as streams, whatever their size. Holds no connection while they are read. */
@ApplicationScoped
public class ArtifactDownloads {

    @Inject
    private Registry registry;

    @Inject
    private ArtifactStore store;

    @Inject
    private Event<AlertNeeded> alerts;

    /** @throws Refusal.NotFound when there is no such version or artifact */
    public ModelVersionView.ArtifactView find(Caller caller, String model, String version, String kind) {
        return registry.version(caller, model, version).artifacts().stream()
                .filter(artifact -> artifact.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new Refusal.NotFound("artifact of " + model + " " + version, kind));
    }

    /**
     * Reads all of it once; to be called before a byte is sent.
     *
     * @throws Refusal.Conflict when it does not match its SHA-256; raises an alert
     */
    public void verify(Caller caller, String model, String version, ModelVersionView.ArtifactView artifact) {
        try {
            store.verify(artifact.sha256());
        } catch (ArtifactMismatch e) {
            Refusal.Conflict damaged = new Refusal.Conflict("The artifact '" + artifact.kind() + "' of " + model + " "
                    + version + " is damaged and not handed out: " + e.getMessage());
            damaged.initCause(e);
            alerts.fire(new AlertNeeded(
                    caller.organisationId(),
                    Severity.CRITICAL,
                    "ARTIFACT_CORRUPT",
                    "model/" + model,
                    "An artifact of " + model + " " + version + " is damaged",
                    damaged.getMessage() + " Restore it from a backup."));
            throw damaged;
        }
    }

    /** Bytes of it. Whoever has asked closes the stream. */
    public InputStream open(ModelVersionView.ArtifactView artifact, ByteRange part) {
        return store.open(artifact.sha256(), part);
    }
}
