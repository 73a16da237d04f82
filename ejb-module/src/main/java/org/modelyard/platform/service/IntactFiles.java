package org.modelyard.platform.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import org.modelyard.monitoring.model.Severity;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.store.ArtifactMismatch;
import org.modelyard.registry.store.ArtifactStore;

/**
 * Stored files that are what they were. Here damage becomes a refusal, and nowhere without a CRITICAL alert: who asks is told, and so is who can restore the file. The alert
 * stays though the refused transaction rolls back, see {@link AlertNeeded}.
 */
@ApplicationScoped
public class IntactFiles {

    @Inject
    private ArtifactStore store;

    @Inject
    private Event<AlertNeeded> alerts;

    /**
     * Where a file belongs.
     *
     * @param subject of the alert, as in the audit: {@code model/churn}
     * @param called what it is, as a sentence's beginning
     */
    public record Place(long organisationId, String subject, String called) {}

    /**
     * All of a file that a row names, verified.
     *
     * @throws Refusal.Conflict with both hashes when it is not what it was, or it is not there; raises the alert
     */
    public byte[] read(Place place, String sha256) {
        try {
            return store.get(sha256);
        } catch (ArtifactMismatch | Refusal.NotFound e) {
            throw refused(place, "is not handed out, since it is damaged or missing", e);
        }
    }

    /**
     * Raises the alert.
     *
     * @param words what follows of the damage, e.g. {@code cannot be loaded}
     * @param cause a mismatch, a content that cannot be read, or that there is no such file
     * @return for whoever asked
     */
    public Refusal.Conflict refused(Place place, String words, RuntimeException cause) {
        String said = place.called() + " " + words + ": " + cause.getMessage();
        boolean missing = cause instanceof Refusal.NotFound;
        alerts.fire(new AlertNeeded(
                place.organisationId(),
                Severity.CRITICAL,
                missing ? "ARTIFACT_MISSING" : "ARTIFACT_CORRUPT",
                place.subject(),
                place.called() + (missing ? " is missing" : " is damaged"),
                said + " Restore it from a backup."));
        Refusal.Conflict refusal = new Refusal.Conflict(said);
        refusal.initCause(cause);
        return refusal;
    }
}
