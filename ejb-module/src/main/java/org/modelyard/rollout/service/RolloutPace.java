package org.modelyard.rollout.service;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When what a rollout has shown is counted again: at each look while that takes a moment, and the more rarely the longer it takes, so that a million values cost
 * the database a small part of its time. Times are those of {@link System#nanoTime}.
 */
final class RolloutPace {

    /** What counting may take without a rest. */
    static final Duration MOMENT = Duration.ofMillis(200);

    /** So many times as long as it took beyond that, it rests. */
    static final int REST = 10;

    static final Duration LONGEST = Duration.ofSeconds(30);

    private final Map<Long, Long> next = new ConcurrentHashMap<>();

    boolean due(long rollout, long now) {
        Long from = next.get(rollout);
        return from == null || now - from >= 0;
    }

    void seen(long rollout, long began, long ended) {
        long beyond = Math.max(0, ended - began - MOMENT.toNanos());
        next.put(rollout, ended + Math.min(REST * beyond, LONGEST.toNanos()));
    }

    /** Forgets all others. */
    void keep(Collection<Long> open) {
        next.keySet().retainAll(open);
    }
}
