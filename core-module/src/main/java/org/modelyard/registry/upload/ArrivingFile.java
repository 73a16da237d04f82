package org.modelyard.registry.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Sha256;
import org.modelyard.registry.store.BlockDigest;
import org.modelyard.registry.store.BlockHashes;
import org.modelyard.registry.store.HashedFile;
import org.modelyard.registry.store.StoredArtifact;

/**
 * One file on its way in, and the hash of what has arrived. After a new start the hash is made up for by reading the file once. Used by one
 * thread at a time, which holds its lock.
 */
final class ArrivingFile {

    private static final int BUFFER = 1 << 18;

    private final Path path;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Seen seen;

    ArrivingFile(Path path) {
        this.path = path;
    }

    boolean tryLock() {
        return lock.tryLock();
    }

    void unlock() {
        lock.unlock();
    }

    Path path() {
        return path;
    }

    long append(long offset, long size, InputStream content) {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            long arrived = file.size();
            if (offset != arrived) {
                throw new OffsetMismatch(arrived + " bytes have arrived, so go on with byte " + arrived + ".", arrived);
            }
            Seen before = upTo(arrived);
            file.position(arrived);
            try {
                copy(content, file, size, before);
            } finally {
                file.force(false);
            }
            return file.size();
        } catch (NoSuchFileException e) {
            throw new Refusal.NotFound("upload", path.getFileName().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The hash follows what is written, so that it is known to be behind where writing fails. */
    private static void copy(InputStream content, FileChannel file, long size, Seen before) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long begin = file.position();
        for (int n = read(content, buffer, before); n >= 0; n = read(content, buffer, before)) {
            if (n > size - file.position()) {
                file.truncate(begin);
                throw new Refusal.Invalid(
                        "file", "More bytes were sent than the upload was to have; none of this request's are kept.");
            }
            ByteBuffer written = ByteBuffer.wrap(buffer, 0, n);
            while (written.hasRemaining()) {
                file.write(written);
            }
            before.update(buffer, n);
        }
    }

    private static int read(InputStream content, byte[] buffer, Seen before) {
        try {
            return content.read(buffer, 0, buffer.length);
        } catch (IOException e) {
            Refusal.Invalid broken = new Refusal.Invalid(
                    "file", "The stream broke; the first " + before.bytes + " bytes are kept. Go on from there.");
            broken.initCause(e);
            throw broken;
        }
    }

    /** Of all that has arrived; asked again, it reads the file. */
    HashedFile content() {
        try {
            long arrived = Files.size(path);
            Seen all = upTo(arrived);
            seen = null;
            String sha256 = Sha256.hexOf(all.whole.digest());
            return new HashedFile(
                    new StoredArtifact(sha256, arrived),
                    BlockHashes.wanted(arrived) ? all.blocks.finish(sha256) : null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Seen upTo(long arrived) throws IOException {
        Seen known = seen;
        if (known == null || known.bytes != arrived) {
            known = new Seen();
            byte[] buffer = new byte[BUFFER];
            try (InputStream content = Files.newInputStream(path)) {
                for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                    known.update(buffer, n);
                }
            }
            seen = known;
        }
        return known;
    }

    /** Hashes of the file's beginning. */
    private static final class Seen {
        private final MessageDigest whole = Sha256.digest();
        private final BlockDigest blocks = new BlockDigest();
        private long bytes;

        void update(byte[] buffer, int length) {
            whole.update(buffer, 0, length);
            blocks.update(buffer, 0, length);
            bytes += length;
        }
    }
}
