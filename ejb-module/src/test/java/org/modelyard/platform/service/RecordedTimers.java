package org.modelyard.platform.service;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps what a bean wants done by the clock, for a test to do. */
public final class RecordedTimers extends Timers {

    private final Map<String, Timed> all = new HashMap<>();

    /**
     * @param pause between two runs
     * @param cluster whether one node of the cluster does it
     */
    public record Timed(Duration pause, boolean cluster, Runnable work) {}

    @Override
    public void every(String name, Duration first, Duration pause, Runnable work) {
        all.put(name, new Timed(pause, false, work));
    }

    @Override
    public void everyInCluster(String name, Duration first, Duration pause, Duration atMostFor, Runnable work) {
        all.put(name, new Timed(pause, true, work));
    }

    public @Nullable Timed find(String name) {
        return all.get(name);
    }

    public Timed of(String name) {
        Timed timed = all.get(name);
        if (timed == null) {
            throw new AssertionError("no timer " + name + " among " + all.keySet());
        }
        return timed;
    }

    /** As if its time had come. */
    public void fire(String name) {
        of(name).work().run();
    }
}
