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
import org.modelyard.registry.store.StoredArtifact;

/**
 * One file on its way in, and the hash of what has arrived. After a new start the hash is made up for by reading the file once. Used by one
 * thread at a time, which holds its lock.
 */
final class ArrivingFile {

    private static final int BUFFER = 1 << 18;

    private final Path path;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable MessageDigest digest;
    private long hashed;

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
            MessageDigest seen = upTo(arrived);
            file.position(arrived);
            try {
                copy(content, file, size, seen);
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
    private void copy(InputStream content, FileChannel file, long size, MessageDigest seen) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long begin = file.position();
        for (int n = read(content, buffer); n >= 0; n = read(content, buffer)) {
            if (n > size - file.position()) {
                file.truncate(begin);
                throw new Refusal.Invalid(
                        "file", "More bytes were sent than the upload was to have; none of this request's are kept.");
            }
            ByteBuffer written = ByteBuffer.wrap(buffer, 0, n);
            while (written.hasRemaining()) {
                file.write(written);
            }
            seen.update(buffer, 0, n);
            hashed += n;
        }
    }

    private int read(InputStream content, byte[] buffer) {
        try {
            return content.read(buffer, 0, buffer.length);
        } catch (IOException e) {
            Refusal.Invalid broken = new Refusal.Invalid(
                    "file", "The stream broke; the first " + hashed + " bytes are kept. Go on from there.");
            broken.initCause(e);
            throw broken;
        }
    }

    /** Of all that has arrived. */
    StoredArtifact content() {
        try {
            long arrived = Files.size(path);
            return new StoredArtifact(Sha256.hexOf(copied(upTo(arrived)).digest()), arrived);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest copied(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's SHA-256 can be copied", e);
        }
    }

    private MessageDigest upTo(long arrived) throws IOException {
        MessageDigest known = digest;
        if (known == null || hashed != arrived) {
            known = Sha256.digest();
            byte[] buffer = new byte[BUFFER];
            try (InputStream content = Files.newInputStream(path)) {
                for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                    known.update(buffer, 0, n);
                }
            }
            digest = known;
            hashed = arrived;
        }
        return known;
    }
}
