package org.modelyard.registry.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.modelyard.monitoring.model.Severity;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.AlertNeeded;
import org.modelyard.registry.store.ArtifactMismatch;
import org.modelyard.registry.store.ArtifactStore;
import org.modelyard.registry.store.BlockHashes;
import org.modelyard.registry.store.ByteRange;
import org.modelyard.registry.store.CheckedBlocks;
import org.modelyard.registry.store.StoredArtifact;
import org.modelyard.registry.store.VerifiedParts;

/**
 * Stored files as streams of which no byte is given before it was verified: of a large file block by block, of others, and of large ones whose
 * blocks are not known yet, all of it before the first byte. Whoever finds damage raises the alert.
 */
@ApplicationScoped
public class CheckedArtifacts {

    @Inject
    private ArtifactStore store;

    @Inject
    private KeptBlocks blocks;

    @Inject
    private Event<AlertNeeded> alerts;

    /**
     * Where damage belongs.
     *
     * @param subject of the alert
     * @param called what is damaged, as a sentence's beginning
     */
    public record Place(long organisationId, String subject, String called) {}

    /**
     * @param bytes of the whole file
     * @param part of it
     * @return to be closed by whoever asked. Where a later block is damaged, reading throws {@link ArtifactMismatch}: what was given so far
     *     is good, and whoever sends it on breaks off
     * @throws Refusal.Conflict when it is damaged, as far as can be known before the first byte is given
     */
    public InputStream open(Place place, String sha256, long bytes, ByteRange part) {
        try {
            Optional<BlockHashes> known =
                    BlockHashes.wanted(bytes) && part.length() > 0 ? blocks.find(sha256) : Optional.empty();
            if (known.isPresent() && store.size(sha256) == bytes) {
                return CheckedBlocks.open(
                        wanted -> store.part(sha256, wanted), known.get(), part, e -> alert(place, e));
            }
            return VerifiedParts.open(
                    store, new StoredArtifact(sha256, bytes), part, blocks::keep, e -> alert(place, e));
        } catch (ArtifactMismatch e) {
            Refusal.Conflict damaged = new Refusal.Conflict(said(place, e));
            damaged.initCause(e);
            throw damaged;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void alert(Place place, ArtifactMismatch mismatch) {
        alerts.fire(new AlertNeeded(
                place.organisationId(),
                Severity.CRITICAL,
                "ARTIFACT_CORRUPT",
                place.subject(),
                place.called() + " is damaged",
                said(place, mismatch) + " Restore it from a backup."));
    }

    private static String said(Place place, ArtifactMismatch mismatch) {
        return place.called() + " is damaged and not handed out: " + mismatch.getMessage();
    }
}
