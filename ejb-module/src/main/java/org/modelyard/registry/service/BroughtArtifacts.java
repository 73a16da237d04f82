package org.modelyard.registry.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.settings.ArtifactSettings;
import org.modelyard.registry.store.ArtifactStore;
import org.modelyard.registry.store.StoredArtifact;
import org.modelyard.run.model.BoundedStream;

/** Files that people lay beside a version: what its training did not make, and what it answers does not depend on. */
@ApplicationScoped
public class BroughtArtifacts {

    private static final System.Logger LOG = System.getLogger(BroughtArtifacts.class.getName());
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    @Inject
    private BroughtLedger ledger;

    @Inject
    private Uploads uploads;

    @Inject
    private ArtifactStore store;

    @Inject
    private ArtifactSettings settings;

    /** Bytes of one of them. */
    public long mostBytes() {
        return settings.uploadBytes();
    }

    /**
     * Reads the stream to its end; what somebody brought under that kind before gives way.
     *
     * @param kind as {@link org.modelyard.registry.model.ArtifactKind#requireBrought} takes it
     * @param seen SHA-256 that the caller believes to be there; null for any
     * @throws Refusal.Conflict when the server made the version's artifact of that kind
     * @throws Refusal.Invalid when nobody brings that kind, or the stream is too long or breaks
     */
    public ModelVersionView.ArtifactView put(
            Caller caller, String model, String version, String kind, InputStream content, @Nullable String seen) {
        ledger.requireFree(caller, model, version, kind);
        return ledger.add(caller, model, version, kind, stored(content), seen);
    }

    /**
     * The same, of a complete upload.
     *
     * @throws Refusal.Conflict also when bytes of the upload are missing
     */
    public ModelVersionView.ArtifactView put(
            Caller caller, String model, String version, String kind, UUID upload, @Nullable String seen) {
        ledger.requireFree(caller, model, version, kind);
        return ledger.add(caller, model, version, kind, uploads.file(caller, upload), seen);
    }

    private StoredArtifact stored(InputStream content) {
        try {
            return store.put(new BoundedStream(content, settings.uploadBytes()));
        } catch (UncheckedIOException e) {
            LOG.log(Level.ERROR, "an artifact cannot be stored", e);
            throw new Refusal.Unavailable("The artifact store cannot be written to.", RETRY_AFTER);
        }
    }
}
