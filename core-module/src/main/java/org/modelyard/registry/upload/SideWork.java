package org.modelyard.registry.upload;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What is done with the pieces of one request while the next is read and written, on threads of its own: all of the file is hashed on one, its
 * blocks on another, and on a third the disk is made to write, which else would begin when all has arrived. There are two buffers, so that the
 * hashes are behind by one piece at most. A piece that does not fill its buffer is the last, or comes slowly: that is hashed at once, and where
 * no other kind comes there are no threads.
 */
final class SideWork implements AutoCloseable {

    private static final int PIECE = 1 << 19;

    /** Bytes that the disk is given at once at the least. */
    private static final long STRETCH = 32L << 20;

    private final Seen seen;
    private final FileChannel file;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "upload");
        thread.setDaemon(true);
        return thread;
    });
    private byte[] next = new byte[PIECE];
    private byte[] other = new byte[0];
    private List<Future<?>> hashing = List.of();
    private List<Future<?>> forcing = List.of();
    private long unforced;

    /**
     * @param seen touched by nobody else until this is closed
     * @param file written to by the caller, who closes it after this
     */
    SideWork(Seen seen, FileChannel file) {
        this.seen = seen;
        this.file = file;
    }

    /** To be filled by the caller; another one after each {@link #add}. */
    byte[] buffer() {
        return next;
    }

    /** Hashes the buffer's first bytes, which are written behind those before. */
    void add(int length) throws IOException {
        byte[] piece = next;
        hashing = awaited(hashing);
        if (length < piece.length) {
            seen.update(piece, length);
            return;
        }
        hashing = List.of(
                threads.submit(() -> seen.updateWhole(piece, length)),
                threads.submit(() -> seen.updateBlocks(piece, length)));
        next = other.length == 0 ? new byte[PIECE] : other;
        other = piece;
        force(length);
    }

    private void force(int written) throws IOException {
        unforced += written;
        if (unforced >= STRETCH && forcing.stream().allMatch(Future::isDone)) {
            forcing = awaited(forcing);
            Callable<Boolean> forced = () -> {
                file.force(false);
                return true;
            };
            forcing = List.of(threads.submit(forced));
            unforced = 0;
        }
    }

    /** @return no work; what comes after sees what it did */
    private static List<Future<?>> awaited(List<Future<?>> works) throws IOException {
        boolean interrupted = false;
        for (Future<?> work : works) {
            for (boolean done = false; !done; ) {
                try {
                    work.get();
                    done = true;
                } catch (InterruptedException e) {
                    interrupted = true; // the buffer and the file are in use until it is done
                } catch (ExecutionException e) {
                    throw new IOException("What has arrived could not be hashed or written", e.getCause());
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return List.of();
    }

    /**
     * Waits until all is hashed and on the disk.
     *
     * @throws IOException when it is not: the hashes are of no use then
     */
    @Override
    public void close() throws IOException {
        threads.shutdown();
        hashing = awaited(hashing);
        forcing = awaited(forcing);
        file.force(false);
    }
}
