package org.modelyard.run.service;

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
import org.modelyard.platform.service.IntactFiles;
import org.modelyard.platform.settings.RunSettings;
import org.modelyard.registry.service.CheckedArtifacts;
import org.modelyard.registry.store.ArtifactStore;
import org.modelyard.registry.store.ByteRange;
import org.modelyard.registry.store.StoredArtifact;
import org.modelyard.run.model.ArtifactPath;
import org.modelyard.run.model.BoundedStream;

/** Files of runs, streamed in and out of the artifact store under their SHA-256. */
@ApplicationScoped
public class RunArtifacts {

    private static final System.Logger LOG = System.getLogger(RunArtifacts.class.getName());
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    @Inject
    private RunFiles files;

    @Inject
    private ArtifactStore store;

    @Inject
    private CheckedArtifacts checked;

    @Inject
    private IntactFiles intact;

    @Inject
    private RunSettings settings;

    /** Bytes of one artifact. */
    public long mostBytes() {
        return settings.artifactBytes();
    }

    /**
     * Reads the stream to its end; what had that name before gives way.
     *
     * @param seen SHA-256 that the caller believes to be there; null for any
     * @throws Refusal.Conflict when the run has ended
     * @throws Refusal.Invalid when the stream is too long or breaks
     */
    public RunView.Artifact put(Caller caller, UUID id, ArtifactPath path, InputStream content, @Nullable String seen) {
        files.requireOpen(caller, id);
        return files.add(caller, id, path, stored(content), seen);
    }

    private StoredArtifact stored(InputStream content) {
        try {
            return store.put(new BoundedStream(content, settings.artifactBytes()));
        } catch (UncheckedIOException e) {
            LOG.log(Level.ERROR, "an artifact of a run cannot be stored", e);
            throw new Refusal.Unavailable("The artifact store cannot be written to.", RETRY_AFTER);
        }
    }

    public RunView.Artifact get(Caller caller, UUID id, ArtifactPath path) {
        return files.get(caller, id, path);
    }

    /**
     * Its bytes, none of which is given unverified, as {@link CheckedArtifacts#open} does it.
     *
     * @throws Refusal.Conflict when they do not match their SHA-256; raises an alert
     */
    public InputStream open(Caller caller, UUID id, RunView.Artifact artifact) {
        IntactFiles.Place place = new IntactFiles.Place(caller.organisationId(), "run/" + id, called(artifact));
        return checked.open(place, artifact.sha256(), artifact.bytes(), ByteRange.whole(artifact.bytes()));
    }

    /**
     * Its bytes at once, verified.
     *
     * @throws Refusal.Conflict when they do not match their SHA-256; raises an alert
     */
    byte[] bytes(Caller caller, UUID id, RunView.Artifact artifact) {
        return intact.read(
                new IntactFiles.Place(caller.organisationId(), "run/" + id, called(artifact)), artifact.sha256());
    }

    private static String called(RunView.Artifact artifact) {
        return "The artifact '" + artifact.path() + "' of the run";
    }
}
