package org.modelyard.batch.service;

import jakarta.batch.runtime.BatchStatus;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.batch.entity.BatchExecution;
import org.modelyard.batch.model.JobParameter;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;

/**
 * Submits JSR-352 jobs and tells how they go. REST, console, timers and other features use the same door, so that every
 * execution has an organisation, an audit entry and a lease. Call it after the commit of what the job reads.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Executions {

    private static final Set<BatchStatus> RESTARTABLE = Set.of(BatchStatus.FAILED, BatchStatus.STOPPED);

    private static final ReentrantLock KEEPING = new ReentrantLock();

    @Inject
    @Any
    private Instance<BatchJob> jobs;

    @Inject
    private Operator operator;

    @Inject
    private ExecutionRows rows;

    @Inject
    private HeldLeases leases;

    /** All jobs, by name. */
    public List<JobView> jobs(Caller caller) {
        caller.require(Role.VIEWER);
        return jobs.stream()
                .map(JobView::of)
                .sorted(Comparator.comparing(JobView::name))
                .toList();
    }

    /**
     * @throws Refusal.NotFound for a job that does not exist
     * @throws Refusal.Invalid for a missing, unknown or refused parameter
     */
    public ExecutionView submit(Caller caller, String job, Map<String, String> parameters) {
        caller.require(Role.OPERATOR);
        BatchJob known = jobs.stream()
                .filter(candidate -> candidate.name().equals(job))
                .findFirst()
                .orElseThrow(() -> new Refusal.NotFound("batch job", job));
        JobParameter.check(known.parameters(), parameters);
        known.validate(caller, parameters);
        return start(caller, job, known.prepare(caller, parameters));
    }

    /** As {@link #submit}, for a feature that has checked and claimed its own work: the job is not asked again. */
    public ExecutionView start(Caller caller, String job, Map<String, String> parameters) {
        caller.require(Role.OPERATOR);
        Properties properties = new Properties();
        properties.putAll(parameters);
        properties.setProperty(Operator.ORGANISATION, Long.toString(caller.organisationId()));
        properties.setProperty(Operator.SUBMITTED_BY, caller.actor());
        return started(caller, operator.start(job, properties), "batch.start");
    }

    /** Newest first. */
    public Page<ExecutionView> list(Caller caller, PageRequest page) {
        caller.require(Role.VIEWER);
        return Page.of(rows.page(caller, page), page, BatchExecution::executionId, row -> view(row, false));
    }

    public ExecutionView get(Caller caller, long executionId) {
        caller.require(Role.VIEWER);
        return view(rows.get(caller, executionId), true);
    }

    /** Its owner, perhaps another node, stops it at the next item or step; a dead owner's is stopped by recovery. */
    public ExecutionView stop(Caller caller, long executionId) {
        caller.require(Role.OPERATOR);
        Operator.Execution now = present(rows.get(caller, executionId));
        if (now.status() != BatchStatus.STARTED && now.status() != BatchStatus.STARTING) {
            throw new Refusal.Conflict("Execution " + executionId + " is " + now.status() + " and cannot be stopped.");
        }
        rows.requestStop(caller, executionId);
        operator.stop(executionId);
        return get(caller, executionId);
    }

    /** @return the new execution, which goes on at the checkpoint */
    public ExecutionView restart(Caller caller, long executionId) {
        caller.require(Role.OPERATOR);
        Operator.Execution ended = present(rows.get(caller, executionId));
        requireEnded(ended, "restarted");
        if (!leases.reserveEnded(ended.instanceId())) {
            throw new Refusal.Conflict("Another execution of this job instance is at work.");
        }
        long next = 0;
        try {
            next = operator.restart(executionId);
        } finally {
            if (next == 0) {
                leases.cancel(ended.instanceId());
            }
        }
        return started(caller, next, "batch.restart");
    }

    /** It can never be restarted. */
    public ExecutionView abandon(Caller caller, long executionId) {
        caller.require(Role.OPERATOR);
        BatchExecution row = rows.get(caller, executionId);
        requireEnded(present(row), "abandoned");
        operator.abandon(executionId);
        rows.abandoned(caller, row);
        return get(caller, executionId);
    }

    private ExecutionView started(Caller caller, long executionId, String action) {
        Operator.Execution execution = operator.execution(executionId)
                .orElseThrow(() -> new IllegalStateException("the batch repository lost execution " + executionId));
        keep(execution, caller.organisationId(), caller.actor(), false);
        rows.started(caller, execution, action);
        return view(rows.get(caller, executionId), true);
    }

    /** The row of an execution, by the submitter or the job's own thread; the first one writes it. */
    public void keep(Operator.Execution execution, long organisationId, String submittedBy, boolean recovered) {
        KEEPING.lock(); // both are threads of this process, and come at nearly the same moment
        try {
            if (rows.any(execution.id()).isEmpty()) {
                rows.add(execution, organisationId, submittedBy, recovered);
            }
        } finally {
            KEEPING.unlock();
        }
    }

    private static void requireEnded(Operator.Execution execution, String what) {
        if (!RESTARTABLE.contains(execution.status())) {
            throw new Refusal.Conflict(
                    "Execution " + execution.id() + " is " + execution.status() + " and cannot be " + what + ".");
        }
    }

    private Operator.Execution present(BatchExecution row) {
        return same(row).orElseThrow(() -> new Refusal.Conflict("The batch repository no longer has this execution."));
    }

    private ExecutionView view(BatchExecution row, boolean withSteps) {
        return same(row)
                .map(now -> ExecutionView.of(row, now, withSteps ? operator.steps(row.executionId()) : List.of()))
                .orElseGet(() -> ExecutionView.lost(row));
    }

    /** A repository that was deleted gives ids out again: then the row is another execution's. */
    private Optional<Operator.Execution> same(BatchExecution row) {
        return operator.execution(row.executionId())
                .filter(now -> now.instanceId() == row.instanceId()
                        && now.organisationId() != null
                        && now.organisationId() == row.organisationId());
    }
}
