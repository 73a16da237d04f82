package org.modelyard.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * Bytes of one segment. Built on {@link RandomAccessFile}, because a {@link java.nio.channels.FileChannel} closes itself
 * when the thread that uses it is interrupted: one cancelled request would take the journal away from all others.
 *
 * <p>Not thread-safe; only {@link #force} may run beside a write.
 */
class SegmentFile implements Closeable {

    /** How files are opened; tests put a disk here that is full. */
    interface Opener {
        SegmentFile open(Path path, boolean writable) throws IOException;
    }

    private final RandomAccessFile file;
    private long pointer;

    SegmentFile(Path path, boolean writable) throws IOException {
        file = new RandomAccessFile(path.toFile(), writable ? "rw" : "r");
    }

    /** Returns when the operating system has the bytes; after that they outlive this process. */
    void write(long at, byte[] bytes, int from, int length) throws IOException {
        seek(at);
        pointer = -1;
        file.write(bytes, from, length);
        pointer = at + length;
    }

    /** Reads up to {@code length} bytes; fewer only at the end of the file. */
    int read(long at, byte[] bytes, int length) throws IOException {
        seek(at);
        pointer = -1;
        int read = 0;
        while (read < length) {
            int n = file.read(bytes, read, length - read);
            if (n < 0) {
                break;
            }
            read += n;
        }
        pointer = at + read;
        return read;
    }

    /** Waits until the disk has the bytes. Interruptible, so only for the journal's own threads. */
    void force() throws IOException {
        // The length never changes under a record, so fdatasync is enough and spares the file system's own journal.
        file.getChannel().force(false);
    }

    long length() throws IOException {
        return file.length();
    }

    /** Cuts the file and waits until the disk knows. */
    void truncate(long length) throws IOException {
        file.setLength(length);
        file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void seek(long at) throws IOException {
        if (pointer != at) {
            file.seek(at);
        }
    }
}
