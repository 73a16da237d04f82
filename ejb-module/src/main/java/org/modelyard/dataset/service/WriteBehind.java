package org.modelyard.dataset.service;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.modelyard.dataset.chunk.Chunk;
import org.modelyard.dataset.model.ContentHash;
import org.modelyard.dataset.model.ReadReport;

/**
 * Lets the reader go on while the chunk before is written: one at a time and in order, so that one chunk more than
 * without it is in memory. What a write throws comes out of the next call that waits for it. For one reading thread.
 */
final class WriteBehind implements ChunkSink, AutoCloseable {

    private final ChunkSink sink;
    private final Executor executor;
    private CompletableFuture<Void> writing = CompletableFuture.completedFuture(null);

    WriteBehind(ChunkSink sink, Executor executor) {
        this.sink = sink;
        this.executor = executor;
    }

    @Override
    public Set<ContentHash> known(Collection<ContentHash> hashes) {
        settle();
        return sink.known(hashes);
    }

    @Override
    public void add(Chunk chunk, double[] quality, ReadReport report, int skipped) {
        settle();
        writing = CompletableFuture.runAsync(() -> sink.add(chunk, quality, report, skipped), executor);
    }

    @Override
    public void skipped(ReadReport report, int skipped) {
        settle();
        sink.skipped(report, skipped);
    }

    @Override
    public void tick() {
        sink.tick();
    }

    /** Waits until what was given is written; throws what the write threw, once. */
    void settle() {
        CompletableFuture<Void> last = writing;
        writing = CompletableFuture.completedFuture(null);
        try {
            last.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** However the import ended, nothing of it is still being written afterwards. */
    @Override
    public void close() {
        settle();
    }
}
