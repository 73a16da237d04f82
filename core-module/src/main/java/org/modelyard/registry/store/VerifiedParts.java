package org.modelyard.registry.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * Parts of files of whose blocks nothing is known: all of the file is read and compared with its address before a byte is given, and what
 * has changed since is not given either.
 */
public final class VerifiedParts {

    private static final int PIECE = 1 << 17;

    private VerifiedParts() {}

    /**
     * A small file is read once, and given from memory. A large one is read a second time, and compared with what its blocks hashed to
     * the first time.
     *
     * @param part of the file
     * @param blocks is told what the blocks of a large file hash to
     * @param damaged is told of damage, now or later, before it is thrown
     * @throws ArtifactMismatch when it is damaged, or a later block is while it is read
     */
    public static InputStream open(
            ArtifactStore store,
            StoredArtifact file,
            ByteRange part,
            Consumer<BlockHashes> blocks,
            Consumer<ArtifactMismatch> damaged)
            throws IOException {
        BlockHashes found;
        try {
            if (!BlockHashes.wanted(file.bytes())) {
                byte[] content = store.get(file.sha256());
                return new ByteArrayInputStream(content, (int) part.from(), (int) part.length());
            }
            found = hashed(store, file.sha256());
        } catch (ArtifactMismatch e) {
            damaged.accept(e);
            throw e;
        }
        blocks.accept(found);
        return part.length() == 0
                ? InputStream.nullInputStream()
                : CheckedBlocks.open(wanted -> store.part(file.sha256(), wanted), found, part, damaged);
    }

    private static BlockHashes hashed(ArtifactStore store, String sha256) throws IOException {
        BlockDigest digest = new BlockDigest();
        byte[] piece = new byte[PIECE];
        try (InputStream whole = store.open(sha256)) { // verifies itself at its end
            for (int n = whole.read(piece); n >= 0; n = whole.read(piece)) {
                digest.update(piece, 0, n);
            }
        }
        return digest.finish(sha256);
    }
}
