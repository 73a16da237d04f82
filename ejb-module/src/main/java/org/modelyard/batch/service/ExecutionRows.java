package org.modelyard.batch.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.modelyard.access.model.Caller;
import org.modelyard.audit.service.Audit;
import org.modelyard.batch.entity.BatchExecution;
import org.modelyard.batch.entity.BatchExecutions;
import org.modelyard.batch.model.Owner;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.Node;

/** The rows beside the batch repository, each call in a transaction of its own with its audit entry. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ExecutionRows {

    @Inject
    private BatchExecutions executions;

    @Inject
    private Audit audit;

    @Inject
    private Node node;

    @Inject
    private Clock clock;

    /**
     * Fails when the row is there: the submitter and the job's own thread both bring it, whoever is quicker; {@link
     * Executions#keep} lets one of them.
     */
    public void add(Operator.Execution execution, long organisationId, String submittedBy, boolean recovered) {
        BatchExecution.Start start = start(execution, organisationId);
        executions.add(
                recovered
                        ? BatchExecution.recovered(start, submittedBy)
                        : BatchExecution.submitted(start, submittedBy));
    }

    public void started(Caller caller, Operator.Execution execution, String action) {
        audit.done(caller, action, subject(execution.id()), execution.job());
    }

    public void recovered(long organisationId, long next, long before) {
        audit.done(Caller.server(organisationId), "batch.recover", subject(next), "goes on from " + before);
    }

    public BatchExecution get(Caller caller, long executionId) {
        return executions
                .byId(caller.organisationId(), executionId)
                .orElseThrow(() -> new Refusal.NotFound("execution", Long.toString(executionId)));
    }

    public List<BatchExecution> page(Caller caller, PageRequest page) {
        return executions.page(caller.organisationId(), page);
    }

    public void requestStop(Caller caller, long executionId) {
        BatchExecution execution = get(caller, executionId);
        execution.requestStop();
        audit.done(caller, "batch.stop", subject(executionId), execution.job());
    }

    public void abandoned(Caller caller, BatchExecution execution) {
        audit.done(caller, "batch.abandon", subject(execution.executionId()), execution.job());
    }

    public boolean stopRequested(long executionId) {
        return !executions.stopRequested(List.of(executionId)).isEmpty();
    }

    public List<Long> stopRequested(Collection<Long> executionIds) {
        return executions.stopRequested(executionIds);
    }

    /** Of one job, that nobody has restarted, newest first; of those that were submitted since. */
    public List<Long> stopRequested(long organisationId, String job, Instant since, int most) {
        return executions.stopRequested(organisationId, job, since, most);
    }

    public long recoveries(long instanceId) {
        return executions.recoveries(instanceId);
    }

    public Optional<BatchExecution> any(long executionId) {
        return executions.any(executionId);
    }

    private BatchExecution.Start start(Operator.Execution execution, long organisationId) {
        return new BatchExecution.Start(
                execution.id(),
                execution.instanceId(),
                execution.job(),
                organisationId,
                new Owner(node.id(), node.boot()).text(),
                clock.instant());
    }

    private static String subject(long executionId) {
        return "batch-execution/" + executionId;
    }
}
