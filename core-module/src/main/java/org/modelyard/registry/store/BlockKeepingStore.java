package org.modelyard.registry.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Another store, whose large files have the hashes of their blocks written down when they are stored. */
public final class BlockKeepingStore implements ArtifactStore {

    private final ArtifactStore store;
    private final Consumer<BlockHashes> table;

    /** @param table keeps them; is told the same again when the same file is stored again */
    public BlockKeepingStore(ArtifactStore store, Consumer<BlockHashes> table) {
        this.store = store;
        this.table = table;
    }

    @Override
    public StoredArtifact put(InputStream content) {
        Hashing hashing = new Hashing(content);
        StoredArtifact stored = store.put(hashing);
        keep(stored, hashing.digest.finish(stored.sha256()));
        return stored;
    }

    /** What is in memory at once is mostly small. */
    @Override
    public StoredArtifact put(byte[] content) {
        return BlockHashes.wanted(content.length) ? ArtifactStore.super.put(content) : store.put(content);
    }

    @Override
    public void take(Path file, HashedFile known) {
        store.take(file, known);
        keep(known.content(), known.blocks());
    }

    private void keep(StoredArtifact stored, @Nullable BlockHashes blocks) {
        if (blocks != null && BlockHashes.wanted(stored.bytes())) {
            table.accept(blocks);
        }
    }

    @Override
    public InputStream open(String sha256) {
        return store.open(sha256);
    }

    @Override
    public InputStream part(String sha256, ByteRange part) {
        return store.part(sha256, part);
    }

    @Override
    public byte[] get(String sha256) {
        return store.get(sha256);
    }

    @Override
    public boolean exists(String sha256) {
        return store.exists(sha256);
    }

    @Override
    public long size(String sha256) {
        return store.size(sha256);
    }

    @Override
    public boolean delete(String sha256) {
        return store.delete(sha256);
    }

    @Override
    public Stream<ListedArtifact> list() {
        return store.list();
    }

    @Override
    public boolean deletePutBefore(String sha256, Instant time) {
        return store.deletePutBefore(sha256, time);
    }

    private static final class Hashing extends FilterInputStream {
        private final BlockDigest digest = new BlockDigest();

        Hashing(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = in.read(buffer, offset, length);
            if (n > 0) {
                digest.update(buffer, offset, n);
            }
            return n;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
