package org.modelyard.registry.service;

import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.modelyard.batch.service.WaitingWork;
import org.modelyard.batch.service.WorkQueue;

/**
 * The waiting imports, of which this node begins one after the other: it imports one at a time, and the jobs of the others would hold a thread each
 * that all jobs and timers share. For one thread at a time.
 */
final class ImportsInTurn implements WorkQueue {

    private final WorkQueue all;
    private final Predicate<UUID> open;

    /** The last that was begun here. */
    private @Nullable UUID begun;

    /** @param open whether an import is there and has not come to an end */
    ImportsInTurn(WorkQueue all, Predicate<UUID> open) {
        this.all = all;
        this.open = open;
    }

    /** The one that was begun here may have lost its job: it stays among them, and may be begun again. */
    @Override
    public List<WaitingWork> waiting() {
        UUID last = begun;
        if (last == null || !open.test(last)) {
            begun = null;
            return all.waiting();
        }
        return all.waiting().stream().filter(work -> work.id().equals(last)).toList();
    }

    @Override
    public List<WaitingWork> begun() {
        return all.begun();
    }

    @Override
    public void fail(UUID id, String problem) {
        all.fail(id, problem);
    }

    @Override
    public boolean claim(UUID id) {
        if ((begun != null && !begun.equals(id)) || !all.claim(id)) {
            return false;
        }
        begun = id;
        return true;
    }
}
