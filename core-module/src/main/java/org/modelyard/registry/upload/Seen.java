package org.modelyard.registry.upload;

import java.security.MessageDigest;
import org.modelyard.platform.model.Sha256;
import org.modelyard.registry.store.BlockDigest;
import org.modelyard.registry.store.BlockHashes;
import org.modelyard.registry.store.HashedFile;
import org.modelyard.registry.store.StoredArtifact;

/** Hashes of a file's beginning: of all of it, and of its blocks. The two may be shown the same bytes by two threads. */
final class Seen {

    private final MessageDigest whole = Sha256.digest();
    private final BlockDigest blocks = new BlockDigest();
    private long bytes;

    void update(byte[] buffer, int length) {
        updateWhole(buffer, length);
        updateBlocks(buffer, length);
    }

    void updateWhole(byte[] buffer, int length) {
        whole.update(buffer, 0, length);
        bytes += length;
    }

    void updateBlocks(byte[] buffer, int length) {
        blocks.update(buffer, 0, length);
    }

    long bytes() {
        return bytes;
    }

    /** Of all that it was shown; it is of no use then. */
    HashedFile finish() {
        String sha256 = Sha256.hexOf(whole.digest());
        return new HashedFile(
                new StoredArtifact(sha256, bytes), BlockHashes.wanted(bytes) ? blocks.finish(sha256) : null);
    }
}
