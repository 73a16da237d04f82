package org.modelyard.registry.service;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.SoftlyKept;

/**
 * Bounds how many requests do at once what costs much and whoever may see may ask for, as often as they like: the one that is injected bounds those
 * that have a stored model, or the rows that one has learnt from, in memory only to look at them. A turn is not taken within another.
 */
@ApplicationScoped
public class ReadingTurns {

    private static final int AT_ONCE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Semaphore turns;
    private final Duration patience;
    private final String busy;

    public ReadingTurns() {
        this(AT_ONCE, PATIENCE);
    }

    public ReadingTurns(int atOnce, Duration patience) {
        this(atOnce, patience, "Other versions are being looked at here: try again in a moment.");
    }

    /**
     * For work of another kind, with turns of its own.
     *
     * @param patience how long one waits for a turn, and is told to wait when there was none
     * @param busy what is said then
     */
    public ReadingTurns(int atOnce, Duration patience, String busy) {
        this.turns = new Semaphore(atOnce, true);
        this.patience = patience;
        this.busy = busy;
    }

    /** @throws Refusal.Unavailable when others take too long */
    public <T> T inTurn(Supplier<T> looking) {
        await();
        try {
            return looking.get();
        } finally {
            turns.release();
        }
    }

    /**
     * What is kept, else what is read in turn. Whoever has waited looks again first: the one before may have read the same.
     *
     * @throws Refusal.Unavailable when nothing is kept and others take too long
     */
    public <K, V> V keptOr(SoftlyKept<K, V> kept, K key, Supplier<V> read) {
        return kept.get(key, () -> inTurn(() -> kept.get(key, read)));
    }

    private void await() {
        try {
            if (turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new Refusal.Unavailable(busy, patience);
    }
}
