package org.modelyard.registry.store;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import org.modelyard.platform.model.Sha256;

/** Hashes what it is shown block by block. For one thread. */
public final class BlockDigest {

    private final MessageDigest digest = Sha256.digest();
    private final ByteArrayOutputStream hashes = new ByteArrayOutputStream();
    private long bytes;

    public void update(byte[] content, int offset, int length) {
        int done = 0;
        while (done < length) {
            int room = BlockHashes.BLOCK - (int) (bytes % BlockHashes.BLOCK);
            int taken = Math.min(room, length - done);
            digest.update(content, offset + done, taken);
            done += taken;
            bytes += taken;
            if (taken == room) {
                hashes.writeBytes(digest.digest());
            }
        }
    }

    /**
     * Of all that it was shown; it begins anew then.
     *
     * @param sha256 of all of it
     */
    public BlockHashes finish(String sha256) {
        if (bytes % BlockHashes.BLOCK != 0) {
            hashes.writeBytes(digest.digest());
        }
        BlockHashes found = new BlockHashes(sha256, bytes, hashes.toByteArray());
        hashes.reset();
        bytes = 0;
        return found;
    }
}
