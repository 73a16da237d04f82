package org.modelyard.serving.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.Servable;
import org.modelyard.registry.service.Servables;
import org.modelyard.registry.store.ArtifactMismatch;
import org.modelyard.serving.model.VersionShape;

/**
 * Model versions in memory, each loaded once however many ask at the same time. Those that routes hold stay; of the others
 * the oldest go when there are too many.
 */
@ApplicationScoped
public class LoadedModels {

    private static final System.Logger LOG = System.getLogger(LoadedModels.class.getName());

    /** Versions that no route holds. */
    private static final int MOST_ON_DEMAND = 32;

    /** Longer than any request. */
    private static final Duration GRACE = Duration.ofMinutes(15);

    @Inject
    private Servables servables;

    private final ConcurrentMap<Long, FutureTask<Servable>> loaded = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Long> order = new ConcurrentLinkedQueue<>();
    private volatile Set<Long> routed = Set.of();
    /** Let go of, and perhaps still answering for those who got them before. */
    private final ConcurrentLinkedQueue<Retired> retired = new ConcurrentLinkedQueue<>();

    private record Retired(Servable servable, long nanos) {}

    /**
     * From memory, else from the artifact store, with its hash verified.
     *
     * @throws RuntimeException what loading threw; see {@link #corruption}
     */
    public Servable get(long versionId) {
        FutureTask<Servable> task = loaded.get(versionId);
        if (task == null) {
            FutureTask<Servable> own = new FutureTask<>(() -> servables.load(versionId));
            FutureTask<Servable> other = loaded.putIfAbsent(versionId, own);
            if (other == null) {
                own.run();
                Servable servable = result(versionId, own); // one that failed is not waiting to be let go of
                order.add(versionId);
                evict();
                return servable;
            }
            task = other;
        }
        return result(versionId, task);
    }

    /**
     * For a version that is about to serve, perhaps again: also where it is in memory, its file must still be what was registered.
     *
     * @throws RuntimeException what loading or verifying threw; see {@link #corruption}
     */
    Servable verified(long versionId) {
        FutureTask<Servable> known = loaded.get(versionId);
        if (known != null && known.isDone()) {
            servables.verify(versionId);
        }
        return get(versionId);
    }

    /** From memory alone; null when it is not there (yet). */
    @Nullable
    Servable ready(long versionId) {
        FutureTask<Servable> task = loaded.get(versionId);
        return task == null || !task.isDone() ? null : done(task);
    }

    /** Whether the version is in memory, or on its way there. */
    boolean has(long versionId) {
        return loaded.containsKey(versionId);
    }

    /** Whether it is kept: one that is not may be closed soon. */
    boolean holds(Servable servable) {
        FutureTask<Servable> task = loaded.get(servable.versionId());
        return task != null && task.isDone() && Objects.equals(done(task), servable);
    }

    private static @Nullable Servable done(FutureTask<Servable> task) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            return null; // whoever loads it is told
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** Gives back what models that nobody has got for a while hold outside of the heap. */
    void closeRetired() {
        closeRetired(System.nanoTime());
    }

    /** @param now as {@link System#nanoTime} tells it */
    void closeRetired(long now) {
        for (Retired oldest = retired.peek();
                oldest != null && now - oldest.nanos() > GRACE.toNanos();
                oldest = retired.peek()) {
            if (retired.remove(oldest)) {
                oldest.servable().scorer().close();
            }
        }
    }

    /** Its inputs, labels and profile; empty when its artifact is damaged or gone. */
    Optional<VersionShape> shape(long versionId) {
        try {
            Servable servable = get(versionId);
            return Optional.of(new VersionShape(servable.modelId(), servable.signature(), servable.layout()));
        } catch (Refusal.Unavailable unconfigured) { // its journal is read all the same
            LOG.log(Level.WARNING, "version " + versionId + ": " + unconfigured.getMessage());
            return Optional.of(servables.shape(versionId));
        } catch (RuntimeException e) {
            if (corruption(e).isPresent()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Why loading will fail again: the artifact is not what was registered, or cannot be read; empty when it may work. */
    static Optional<String> corruption(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ArtifactMismatch
                    || cause instanceof CorruptContent
                    || cause instanceof Refusal.NotFound
                    || cause instanceof Refusal.Conflict) {
                return Optional.of("Its model cannot be loaded: " + cause.getMessage());
            }
        }
        return Optional.empty();
    }

    /** Whether it is the stored file that is not what was registered, or gone: not a version that may serve no more for what is known of it. */
    static boolean damaged(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ArtifactMismatch
                    || cause instanceof CorruptContent
                    || cause instanceof Refusal.NotFound) {
                return true;
            }
        }
        return false;
    }

    /** These stay in memory. */
    void keep(Set<Long> versions) {
        routed = Set.copyOf(versions);
        evict();
    }

    private Servable result(long versionId, FutureTask<Servable> task) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            loaded.remove(versionId, task);
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a model was being loaded", e);
        }
    }

    private void evict() {
        Set<Long> held = routed;
        for (int left = order.size(); left > 0 && loaded.size() - held.size() > MOST_ON_DEMAND; left--) {
            Long oldest = order.poll();
            if (oldest != null && held.contains(oldest)) {
                order.add(oldest);
            } else if (oldest != null) {
                retire(loaded.remove(oldest));
            }
        }
    }

    private void retire(@Nullable FutureTask<Servable> task) {
        Servable servable = task == null || !task.isDone() ? null : done(task);
        if (servable != null) {
            retired.add(new Retired(servable, System.nanoTime()));
        }
    }
}
