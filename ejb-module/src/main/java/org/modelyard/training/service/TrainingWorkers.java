package org.modelyard.training.service;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The jobs that this node works on at this moment, and their executions. */
@ApplicationScoped
public class TrainingWorkers {

    private final Set<UUID> busy = ConcurrentHashMap.newKeySet();
    private final Map<UUID, TrainingRun> runs = new ConcurrentHashMap<>();

    /** Before its execution begins. */
    void enter(UUID job) {
        busy.add(job);
    }

    /** Its execution works. */
    void begin(TrainingRun run) {
        busy.add(run.job());
        runs.put(run.job(), run);
    }

    void leave(UUID job) {
        runs.remove(job);
        busy.remove(job);
    }

    /** The execution that works on the job here, or null. */
    @Nullable
    TrainingRun run(UUID job) {
        return runs.get(job);
    }

    /** The executions that work here. */
    List<TrainingRun> runs() {
        return List.copyOf(runs.values());
    }

    boolean has(UUID job) {
        return busy.contains(job);
    }

    int count() {
        return busy.size();
    }
}
