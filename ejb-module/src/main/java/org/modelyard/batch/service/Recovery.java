package org.modelyard.batch.service;

import jakarta.annotation.PostConstruct;
import jakarta.batch.runtime.BatchStatus;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.Timers;
import org.modelyard.platform.settings.TrainingSettings;

/**
 * Finds executions that the repository holds for running though their process is dead, and restarts each once from its
 * checkpoint: those of this node's earlier boots at the start, those of a dead neighbour when their lease has run out.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class Recovery {

    private static final System.Logger LOG = System.getLogger(Recovery.class.getName());
    private static final Duration FIRST = Duration.ofSeconds(1);
    /** A job that takes the process down each time must not do so for ever. */
    private static final int MOST_RECOVERIES = 5;

    /** Exit status of an execution whose process died. */
    public static final String CUT_OFF = "PROCESS_DIED";

    @Inject
    private Operator operator;

    @Inject
    private ExecutionRows rows;

    @Inject
    private HeldLeases leases;

    @Inject
    private TrainingSettings settings;

    @Inject
    private Clock clock;

    @Inject
    private Timers timers;

    @PostConstruct
    void start() {
        timers.every("batch-recovery", FIRST, settings.heartbeat().dividedBy(3), this::sweep);
    }

    private void sweep() {
        operator.running().forEach(this::lookSafely);
    }

    /** One execution that cannot be restarted must not keep the others waiting. */
    private void lookSafely(long executionId) {
        try {
            look(executionId);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "execution " + executionId + " is not recovered now", e);
        }
    }

    /**
     * Alive as long as somebody holds the lease. What was started past {@link Executions} takes no such lease and has a
     * keeper of its own.
     */
    private void look(long executionId) {
        operator.execution(executionId)
                .filter(Operator.Execution::running)
                .filter(execution -> execution.organisationId() != null)
                .filter(execution -> !justStarted(execution))
                .filter(execution -> leases.reserve(execution.instanceId()))
                .ifPresent(this::recover);
    }

    /** Between its start and its first step a job has no lease yet. */
    private boolean justStarted(Operator.Execution execution) {
        return Duration.between(execution.createdAt(), clock.instant()).compareTo(settings.heartbeat()) < 0
                && !leases.known(execution.instanceId());
    }

    /** Under the lease: nobody else decides about this instance now. Once restarted, the lease is the new execution's. */
    private void recover(Operator.Execution seen) {
        OptionalLong next = OptionalLong.empty();
        try {
            if (operator.execution(seen.id())
                    .filter(Operator.Execution::running)
                    .isPresent()) { // else it ended while we looked
                next = restart(seen);
            }
        } finally {
            if (next.isEmpty()) {
                leases.cancel(seen.instanceId());
            }
        }
        next.ifPresent(id -> tell(seen, id));
    }

    /** @return empty when it only ends */
    private OptionalLong restart(Operator.Execution dead) {
        if (rows.stopRequested(dead.id())) {
            operator.end(dead.id(), BatchStatus.STOPPED, CUT_OFF);
            return OptionalLong.empty();
        }
        if (rows.recoveries(dead.instanceId()) >= MOST_RECOVERIES) {
            LOG.log(
                    Level.ERROR,
                    "execution {0} of {1} died {2} times; it is left",
                    dead.id(),
                    dead.job(),
                    MOST_RECOVERIES);
            operator.end(dead.id(), BatchStatus.FAILED, CUT_OFF);
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(operator.restart(dead.id()));
        } catch (Refusal.Conflict superseded) { // a newer execution of the instance exists
            LOG.log(Level.INFO, "execution {0} of {1} ends: {2}", dead.id(), dead.job(), superseded.getMessage());
            operator.end(dead.id(), BatchStatus.FAILED, CUT_OFF);
            return OptionalLong.empty();
        }
    }

    private void tell(Operator.Execution dead, long next) {
        operator.end(dead.id(), BatchStatus.FAILED, CUT_OFF);
        LOG.log(Level.INFO, "execution {0} of {1} was cut off; {2} goes on", dead.id(), dead.job(), next);
        Long organisation = dead.organisationId();
        if (organisation != null) {
            rows.recovered(organisation, next, dead.id());
        }
    }
}
