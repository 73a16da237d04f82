package org.modelyard.serving.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
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
import org.modelyard.ml.score.Footprint;
import org.modelyard.ml.score.Scorer;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.settings.ServingSettings;
import org.modelyard.registry.service.Servable;
import org.modelyard.registry.service.Servables;
import org.modelyard.serving.model.VersionShape;

/**
 * Model versions in memory, each loaded and warmed up once however many ask at the same time. Those that routes hold stay. The others have what is left of
 * {@code modelyard.predict.memory}: where that is too little, the oldest go, those that would come back in a roll-back last. What holds memory outside of
 * the heap keeps it until it is closed, and counts until then.
 */
@ApplicationScoped
public class LoadedModels {

    private static final System.Logger LOG = System.getLogger(LoadedModels.class.getName());

    private static final Duration LATER = Duration.ofMinutes(1);

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
    private final RetiredModels retired = new RetiredModels();
    /** Bytes of those that were to stand by, and turned out to have no room. */
    private final ConcurrentMap<Long, Long> tooLarge = new ConcurrentHashMap<>();

    /** @param size by estimate */
    private record Loaded(Servable servable, Footprint.Size size) {}

    /**
     * From memory, else from the artifact store, with its hash verified.
     *
     * @throws RuntimeException what loading threw; see {@link LoadFailures}
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
            long closing = retired.bytes();
            if (closing > 0 && bytes(routed) + closing >= settings.modelMemory()) {
                throw new Refusal.Unavailable(
                        "Models that were asked for before take what this node has for them (modelyard.predict.memory)"
                                + " until they are closed; this one was not loaded.",
                        LATER);
            }
        }
        return get(versionId);
    }

    /**
     * Brings one that would come back in a roll-back into memory, as long as there is room for it beside what stays and what is not closed yet. Unlike what somebody is
     * about to use, it is let go of again where it turns out to have none, and takes no other's place that stands by.
     *
     * @return whether it is there
     * @throws RuntimeException what loading threw
     */
    boolean standIn(long versionId) {
        FutureTask<Loaded> own = new FutureTask<>(() -> load(versionId));
        if (!fits(versionId, tooLarge.getOrDefault(versionId, 1L)) || loaded.putIfAbsent(versionId, own) != null) {
            return loaded.containsKey(versionId);
        }
        own.run();
        result(versionId, own);
        evicting.lock();
        try {
            Loaded model = done(own);
            if (model != null
                    && !routed.contains(versionId)
                    && !fits(versionId, model.size().bytes())) {
                tooLarge.put(versionId, model.size().bytes());
                loaded.remove(versionId, own);
                retire(model);
            } else {
                order.add(versionId);
            }
        } finally {
            evicting.unlock();
        }
        evict();
        return loaded.containsKey(versionId);
    }

    /** Beside what routes hold, what stands by, and what keeps its memory when it is let go of. What else is there makes room. */
    private boolean fits(long versionId, long bytes) {
        long sum = retired.bytes() + bytes;
        for (Map.Entry<Long, FutureTask<Loaded>> one : loaded.entrySet()) {
            Loaded model = done(one.getValue());
            Long id = one.getKey();
            boolean stays = routed.contains(id) || standing.contains(id);
            if (model != null && id != versionId && (stays || model.size().outside() > 0)) {
                sum += model.size().bytes();
            }
        }
        return sum <= settings.modelMemory();
    }

    private Loaded load(long versionId) {
        Servable servable = servables.load(versionId);
        Scorer scorer = servable.scorer();
        if (!scorer.elsewhere()) {
            FirstAnswer.of(servable);
        }
        return new Loaded(servable, Footprint.of(scorer));
    }

    /**
     * For a version that is about to serve, perhaps again: also where it is in memory, its file must still be what was registered.
     *
     * @throws RuntimeException what loading or verifying threw; see {@link LoadFailures}
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
        retired.close(now);
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
            if (LoadFailures.corruption(e).isPresent()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** These stay in memory. */
    void keep(Set<Long> versions) {
        routed = Set.copyOf(versions);
        evict();
    }

    /** These go last. */
    void standBy(Set<Long> versions) {
        standing = Set.copyOf(versions);
        tooLarge.keySet().retainAll(versions);
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
            letGo(id -> !held.contains(id) && !last.contains(id) && id != newest);
            letGo(id -> !held.contains(id) && id != newest);
        } finally {
            evicting.unlock();
        }
    }

    /** As long as there are too many bytes. What is outside of the heap and not closed yet counts against what is in it alone: to let go of more outside would free nothing now. */
    private void letGo(Predicate<Long> dispensable) {
        long excess = bytes(loaded.keySet()) - settings.modelMemory();
        for (Iterator<Long> oldest = order.iterator(); excess + retired.bytes() > 0 && oldest.hasNext(); ) {
            Long id = oldest.next();
            Loaded model = done(loaded.get(id));
            if (dispensable.test(id)
                    && (excess > 0 || model == null || model.size().outside() == 0)) {
                oldest.remove();
                loaded.remove(id);
                excess -= model == null ? 0 : model.size().bytes();
                if (model != null) {
                    retire(model);
                }
            }
        }
    }

    private void retire(Loaded model) {
        if (model.size().outside() > 0) {
            retired.add(model.servable().scorer(), model.size().bytes());
        }
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
}
