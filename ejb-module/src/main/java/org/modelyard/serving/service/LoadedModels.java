package org.modelyard.serving.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.score.Asking;
import org.modelyard.ml.score.Deadline;
import org.modelyard.ml.score.Footprint;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.settings.ServingSettings;
import org.modelyard.registry.service.Servable;
import org.modelyard.registry.service.Servables;
import org.modelyard.registry.store.ArtifactMismatch;
import org.modelyard.serving.model.VersionShape;

/**
 * Model versions in memory, each loaded and warmed up once however many ask at the same time. Those that routes hold stay. The others have what is left of
 * {@code modelyard.predict.memory}: where that is too little, the oldest go, those that would come back in a roll-back last. What holds memory outside of
 * the heap keeps it until it is closed, and counts until then.
 */
@ApplicationScoped
public class LoadedModels {

    private static final System.Logger LOG = System.getLogger(LoadedModels.class.getName());

    /** Longer than any request. */
    private static final Duration GRACE = Duration.ofMinutes(15);

    private static final Duration LATER = Duration.ofMinutes(1);

    /** Of the one row that a model answers before it serves anybody. */
    private static final Duration WARM = Duration.ofSeconds(5);

    @Inject
    private Servables servables;

    @Inject
    private ServingSettings settings;

    private final ConcurrentMap<Long, FutureTask<Loaded>> loaded = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Long> order = new ConcurrentLinkedQueue<>();
    private volatile Set<Long> routed = Set.of();
    private volatile Set<Long> standing = Set.of();
    /** Stays whatever it takes: whoever has loaded it is about to use it. */
    private volatile long newest;

    private final ReentrantLock evicting = new ReentrantLock();
    /** Let go of, not closed yet, and perhaps still answering for those who got them before. */
    private final ConcurrentLinkedQueue<Retired> retired = new ConcurrentLinkedQueue<>();

    /** @param size by estimate */
    private record Loaded(Servable servable, Footprint.Size size) {}

    private record Retired(Loaded model, long nanos) {}

    /**
     * From memory, else from the artifact store, with its hash verified.
     *
     * @throws RuntimeException what loading threw; see {@link #corruption}
     */
    public Servable get(long versionId) {
        FutureTask<Loaded> task = loaded.get(versionId);
        if (task == null) {
            FutureTask<Loaded> own = new FutureTask<>(() -> load(versionId));
            FutureTask<Loaded> other = loaded.putIfAbsent(versionId, own);
            if (other == null) {
                own.run();
                Servable servable = result(versionId, own); // one that failed is not waiting to be let go of
                order.add(versionId);
                newest = versionId;
                evict();
                return servable;
            }
            task = other;
        }
        return result(versionId, task);
    }

    /**
     * As {@link #get}, for whoever asks for a version that need not be in memory.
     *
     * @throws Refusal.Unavailable while what was let go of, and is not closed yet, leaves no room for another
     */
    public Servable onDemand(long versionId) {
        if (!loaded.containsKey(versionId)) {
            long closing = closing();
            if (closing > 0 && bytes(routed) + closing >= settings.modelMemory()) {
                throw new Refusal.Unavailable(
                        "Models that were asked for before take what this node has for them (modelyard.predict.memory)"
                                + " until they are closed; this one was not loaded.",
                        LATER);
            }
        }
        return get(versionId);
    }

    private Loaded load(long versionId) {
        Servable servable = servables.load(versionId);
        Scorer scorer = servable.scorer();
        if (!scorer.elsewhere()) {
            warm(servable);
        }
        return new Loaded(servable, Footprint.of(scorer));
    }

    /** So that no caller waits for what the first answer alone takes. What it is worth, {@link ModelTrial} finds out. */
    private static void warm(Servable servable) {
        try {
            servable.scorer()
                    .score(
                            servable.scorer().leastRow(),
                            new Scores[servable.signature().outputs().size()],
                            new Asking(Deadline.after(System.nanoTime(), WARM), null));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, servable.model() + " " + servable.version() + " could not be warmed up", e);
        }
    }

    /**
     * For a version that is about to serve, perhaps again: also where it is in memory, its file must still be what was registered.
     *
     * @throws RuntimeException what loading or verifying threw; see {@link #corruption}
     */
    Servable verified(long versionId) {
        FutureTask<Loaded> known = loaded.get(versionId);
        if (known != null && known.isDone()) {
            servables.verify(versionId);
        }
        return get(versionId);
    }

    /** From memory alone; null when it is not there (yet). */
    @Nullable
    Servable ready(long versionId) {
        Loaded model = done(loaded.get(versionId));
        return model == null ? null : model.servable();
    }

    /** Whether the version is in memory, or on its way there. */
    boolean has(long versionId) {
        return loaded.containsKey(versionId);
    }

    private static @Nullable Loaded done(@Nullable FutureTask<Loaded> task) {
        if (task == null || !task.isDone()) {
            return null;
        }
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
                oldest.model().servable().scorer().close();
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

    /** These go last. */
    void standBy(Set<Long> versions) {
        standing = Set.copyOf(versions);
    }

    private Servable result(long versionId, FutureTask<Loaded> task) {
        try {
            return task.get().servable();
        } catch (ExecutionException e) {
            loaded.remove(versionId, task);
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a model was being loaded", e);
        }
    }

    private void evict() {
        evicting.lock();
        try {
            Set<Long> held = routed;
            Set<Long> last = standing;
            long excess = bytes(loaded.keySet()) + closing() - settings.modelMemory();
            excess = letGo(excess, id -> !held.contains(id) && !last.contains(id) && id != newest);
            letGo(excess, id -> !held.contains(id) && id != newest);
        } finally {
            evicting.unlock();
        }
    }

    /** @return bytes that are still too many */
    private long letGo(long excess, Predicate<Long> dispensable) {
        long left = excess;
        for (Iterator<Long> oldest = order.iterator(); left > 0 && oldest.hasNext(); ) {
            Long id = oldest.next();
            if (dispensable.test(id)) {
                oldest.remove();
                Loaded model = done(loaded.remove(id));
                left -= model == null ? 0 : model.size().bytes();
                if (model != null && model.size().outside() > 0) {
                    retired.add(new Retired(model, System.nanoTime()));
                }
            }
        }
        return left;
    }

    /** Of those that are there. */
    private long bytes(Set<Long> versions) {
        long sum = 0;
        for (Long id : versions) {
            Loaded model = done(loaded.get(id));
            sum += model == null ? 0 : model.size().bytes();
        }
        return sum;
    }

    private long closing() {
        return retired.stream().mapToLong(one -> one.model().size().bytes()).sum();
    }
}
