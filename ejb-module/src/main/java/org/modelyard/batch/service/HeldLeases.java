package org.modelyard.batch.service;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.modelyard.batch.model.Lease;
import org.modelyard.platform.service.Timers;
import org.modelyard.platform.settings.TrainingSettings;

/**
 * The leases of the jobs that this node runs: renewed three times in a lease's life, and given back only when the batch
 * repository no longer holds the execution for running, since before that a neighbour would take it for dead.
 */
@ApplicationScoped
public class HeldLeases {

    private static final System.Logger LOG = System.getLogger(HeldLeases.class.getName());
    static final String PREFIX = "job-instance/";

    private static final Duration LONGEST_TICK = Duration.ofSeconds(1);

    @Inject
    private JobLeases leases;

    @Inject
    private Operator operator;

    @Inject
    private ExecutionRows rows;

    @Inject
    private TrainingSettings settings;

    @Inject
    private Timers timers;

    private final Map<Long, Held> held = new ConcurrentHashMap<>();

    /**
     * @param executionId 0 until the job's thread has begun
     * @param recovery whether the reservation was made for a dead execution's successor
     */
    private record Held(Lease lease, long executionId, boolean recovery, boolean ended, long renewedAt) {

        static Held reserved(Lease lease, boolean recovery) {
            return new Held(lease, 0, recovery, false, System.nanoTime());
        }

        Held begun(long id) {
            return new Held(lease, id, recovery, false, renewedAt);
        }

        Held again() {
            return new Held(lease, 0, false, false, renewedAt);
        }

        Held over() {
            return new Held(lease, executionId, recovery, true, renewedAt);
        }

        Held renewed() {
            return new Held(lease, executionId, recovery, ended, System.nanoTime());
        }
    }

    @PostConstruct
    void start() {
        Duration third = settings.heartbeat().dividedBy(3);
        timers.every("job-leases", third.compareTo(LONGEST_TICK) < 0 ? third : LONGEST_TICK, this::tick);
    }

    /**
     * Reserves an instance for recovery; the job's thread finds the lease here.
     *
     * @return false when anybody works on it, a job of this process that is about to end included
     */
    boolean reserve(long instanceId) {
        return !held.containsKey(instanceId) && acquire(instanceId, true);
    }

    /**
     * Reserves an instance whose newest execution is known to have ended.
     *
     * @return false when another process has it, or this one began it again
     */
    boolean reserveEnded(long instanceId) {
        Held before = held.get(instanceId);
        return before != null && before.ended()
                ? held.replace(instanceId, before, before.again())
                : before == null && acquire(instanceId, false);
    }

    private boolean acquire(long instanceId, boolean recovery) {
        Optional<Lease> lease = leases.acquire(name(instanceId));
        lease.ifPresent(taken -> held.put(instanceId, Held.reserved(taken, recovery)));
        return lease.isPresent();
    }

    /** Gives a reservation back that was not used. */
    void cancel(long instanceId) {
        Held reserved = held.remove(instanceId);
        if (reserved != null) {
            leases.release(reserved.lease());
        }
    }

    /**
     * @return whether this goes on for a dead execution
     * @throws IllegalStateException when another process has the instance: this execution must not run
     */
    boolean begin(long instanceId, long executionId) {
        Held reserved = held.get(instanceId);
        boolean free = reserved == null ? acquire(instanceId, false) : reserved.ended() || reserved.executionId() == 0;
        if (!free) {
            throw new IllegalStateException("another execution works on job instance " + instanceId);
        }
        Held begun = held.computeIfPresent(instanceId, (id, mine) -> mine.begun(executionId));
        return begun != null && begun.recovery();
    }

    /** Of no effect for an execution that never had the lease. */
    void end(long instanceId, long executionId) {
        held.computeIfPresent(instanceId, (id, job) -> job.executionId() == executionId ? job.over() : job);
    }

    /** Whether this node may still write for the instance: asks the database, for use before a result is kept. */
    public boolean owns(long instanceId) {
        Held mine = held.get(instanceId);
        return mine != null && leases.renew(mine.lease());
    }

    /** Whether anybody ever held this instance's lease. */
    boolean known(long instanceId) {
        return leases.isKnown(name(instanceId));
    }

    static String name(long instanceId) {
        return PREFIX + instanceId;
    }

    /** While the database is away it is tried again, and the leases run out if that lasts. */
    private void tick() {
        held.forEach(this::keep);
        List<Long> running = held.values().stream()
                .filter(job -> !job.ended() && job.executionId() > 0)
                .map(Held::executionId)
                .toList();
        if (!running.isEmpty()) {
            rows.stopRequested(running).forEach(operator::stop);
        }
    }

    private void keep(long instanceId, Held job) {
        if (job.ended()
                && operator.execution(job.executionId())
                        .filter(Operator.Execution::running)
                        .isEmpty()) {
            if (held.remove(instanceId, job)) {
                leases.release(job.lease());
            }
            return;
        }
        if (System.nanoTime() - job.renewedAt() < settings.heartbeat().toNanos() / 3) {
            return;
        }
        if (leases.renew(job.lease())) {
            held.replace(instanceId, job, job.renewed());
        } else {
            LOG.log(Level.WARNING, "job instance {0} was taken over; it stops here", instanceId);
            held.remove(instanceId, job);
            if (job.executionId() > 0) {
                operator.stop(job.executionId());
            }
        }
    }
}
