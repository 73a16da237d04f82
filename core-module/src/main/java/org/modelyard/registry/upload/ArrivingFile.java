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
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.store.HashedFile;

/**
 * One file on its way in, and the hash of what has arrived. After a new start the hash is made up for by reading the file once. Used by one
 * thread at a time, which holds its lock.
 */
final class ArrivingFile {

    private static final int BUFFER = 1 << 18;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Path path;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Seen seen;

    ArrivingFile(Path path) {
        this.path = path;
    }

    /**
     * Waits for a moment: what a request has written is seen before it has brought that to the disk, also one that broke off.
     *
     * @return whether the caller may go on; not while another request is sending
     */
    boolean tryLock() {
        try {
            return lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
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
            seen = null; // until what is written is hashed and on the disk: what the disk refused is read again
            SideWork side = new SideWork(before, file);
            try {
                copy(content, file, size, side);
            } finally {
                side.close();
                seen = before;
            }
            return file.size();
        } catch (NoSuchFileException e) {
            throw new Refusal.NotFound("upload", path.getFileName().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The hash follows what is written, so that it is known to be behind where writing fails. */
    private static void copy(InputStream content, FileChannel file, long size, SideWork side) throws IOException {
        long begin = file.position();
        for (boolean more = true; more; ) {
            byte[] buffer = side.buffer();
            Piece piece = Piece.read(content, buffer);
            if (piece.bytes() > size - file.position()) {
                file.truncate(begin);
                throw new Refusal.Invalid(
                        "file", "More bytes were sent than the upload was to have; none of this request's are kept.");
            }
            ByteBuffer written = ByteBuffer.wrap(buffer, 0, piece.bytes());
            while (written.hasRemaining()) {
                file.write(written);
            }
            side.add(piece.bytes());
            if (piece.broken() != null) {
                Refusal.Invalid broken = new Refusal.Invalid(
                        "file",
                        "The stream broke; the first " + file.position() + " bytes are kept. Go on from there.");
                broken.initCause(piece.broken());
                throw broken;
            }
            more = !piece.last();
        }
    }

    /** Of all that has arrived; asked again, it reads the file. */
    HashedFile content() {
        try {
            long arrived = Files.size(path);
            Seen all = upTo(arrived);
            seen = null;
            return all.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Seen upTo(long arrived) throws IOException {
        Seen known = seen;
        if (known == null || known.bytes() != arrived) {
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
}
