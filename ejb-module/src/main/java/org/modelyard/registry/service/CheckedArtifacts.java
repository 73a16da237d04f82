package org.modelyard.registry.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.IntactFiles;
import org.modelyard.registry.store.ArtifactMismatch;
import org.modelyard.registry.store.ArtifactStore;
import org.modelyard.registry.store.BlockHashes;
import org.modelyard.registry.store.ByteRange;
import org.modelyard.registry.store.CheckedBlocks;
import org.modelyard.registry.store.StoreAway;
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
    private IntactFiles intact;

    /**
     * @param bytes of the whole file
     * @param part of it
     * @return to be closed by whoever asked. Where a later block is damaged, reading throws {@link ArtifactMismatch}: what was given so far
     *     is good, and whoever sends it on breaks off
     * @throws Refusal.Conflict when it is damaged or missing, as far as can be known before the first byte is given
     */
    public InputStream open(IntactFiles.Place place, String sha256, long bytes, ByteRange part) {
        try {
            Optional<BlockHashes> known =
                    BlockHashes.wanted(bytes) && part.length() > 0 ? blocks.find(sha256) : Optional.empty();
            if (known.isPresent() && store.size(sha256) == bytes) {
                return CheckedBlocks.open(
                        wanted -> store.part(sha256, wanted), known.get(), part, e -> refused(place, e));
            }
            return VerifiedParts.open(
                    store, new StoredArtifact(sha256, bytes), part, blocks::keep, e -> refused(place, e));
        } catch (ArtifactMismatch | Refusal.NotFound e) { // a row names it
            throw refused(place, e);
        } catch (IOException e) {
            throw new StoreAway(e);
        }
    }

    private Refusal.Conflict refused(IntactFiles.Place place, RuntimeException damage) {
        return intact.refused(place, "is not handed out, since it is damaged or missing", damage);
    }
}
