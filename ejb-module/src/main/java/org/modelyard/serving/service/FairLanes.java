package org.modelyard.serving.service;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Things that wait in lanes, each of its own length, and are taken in turn, one of a lane at a time: a lane that is full or slow holds
 * no other up. Thread-safe; nothing waits for long in it.
 *
 * @param <T> what waits
 */
final class FairLanes<T> {

    private final int most;
    private final Map<Long, Deque<T>> lanes = new HashMap<>();
    private final Deque<Long> ready = new ArrayDeque<>();

    /** @param most that wait in one lane */
    FairLanes(int most) {
        this.most = most;
    }

    /** One that was taken: its lane goes on when {@link #done} was called. */
    record Taken<T>(long lane, T what) {}

    /** @return false when the lane is full */
    synchronized boolean offer(long lane, T what) {
        Deque<T> waiting = lanes.get(lane);
        if (waiting == null) {
            waiting = new ArrayDeque<>();
            lanes.put(lane, waiting);
            ready.add(lane);
        }
        return waiting.size() < most && waiting.add(what);
    }

    /** Null when nothing waits in a lane of which none is taken. */
    synchronized @Nullable Taken<T> take() {
        Long lane = ready.poll();
        Deque<T> waiting = lane == null ? null : lanes.get(lane);
        T first = waiting == null ? null : waiting.poll();
        return lane == null || first == null ? null : new Taken<>(lane, first);
    }

    synchronized void done(long lane) {
        Deque<T> waiting = lanes.get(lane);
        if (waiting == null || waiting.isEmpty()) {
            lanes.remove(lane);
        } else {
            ready.add(lane);
        }
    }

    /** Whether {@link #take} gives one. */
    synchronized boolean waiting() {
        return !ready.isEmpty();
    }
}
