package org.modelyard.batch.service;

import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.modelyard.batch.entity.QueuedWork;
import org.modelyard.batch.entity.QueuedWorks;
import org.modelyard.platform.model.Refusal;

/**
 * The server's own steps with the work of one kind, each in a transaction of its own, for all organisations. The attribute stands
 * here too, since that of a session bean's class does not reach what it inherits.
 *
 * @param <W> the work
 */
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public abstract class WorkLedger<W extends QueuedWork> implements WorkQueue {

    protected abstract QueuedWorks<W> works();

    /** What a piece of the work is called, for a refusal. */
    protected abstract String called();

    protected abstract Instant now();

    @Override
    public List<WaitingWork> waiting() {
        return works().unclaimedSince(now().minus(PATIENCE), MOST_AT_ONCE).stream()
                .map(WaitingWork::of)
                .toList();
    }

    @Override
    public List<WaitingWork> begun() {
        return works().begun(MOST_AT_ONCE).stream().map(WaitingWork::of).toList();
    }

    @Override
    public boolean claim(UUID id) {
        return works().locked(id).map(work -> work.claim(now(), PATIENCE)).orElse(false);
    }

    @Override
    public void fail(UUID id, String problem) {
        changing(id).fail(problem, now());
    }

    /** To be changed: locked to the end of the transaction. */
    protected W changing(UUID id) {
        return works().locked(id).orElseThrow(() -> new Refusal.NotFound(called(), id.toString()));
    }
}
