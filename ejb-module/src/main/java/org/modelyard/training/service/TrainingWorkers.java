package org.modelyard.training.service;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The jobs that this node works on at this moment. */
@ApplicationScoped
public class TrainingWorkers {

    private final Set<UUID> busy = ConcurrentHashMap.newKeySet();

    void enter(UUID job) {
        busy.add(job);
    }

    void leave(UUID job) {
        busy.remove(job);
    }

    boolean has(UUID job) {
        return busy.contains(job);
    }

    int count() {
        return busy.size();
    }
}
