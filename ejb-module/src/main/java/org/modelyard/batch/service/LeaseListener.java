package org.modelyard.batch.service;

import jakarta.batch.api.listener.JobListener;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/**
 * Takes the lease of the job's instance before its first step, and lets it go after the last: the first listener of
 * every job. A job that cannot have it fails, since another node runs it.
 */
@Dependent
@Named("leaseListener")
public class LeaseListener implements JobListener {

    @Inject
    private JobContext job;

    @Inject
    private HeldLeases leases;

    @Inject
    private Operator operator;

    @Inject
    private Executions executions;

    @Override
    public void beforeJob() {
        boolean recovered = leases.begin(job.getInstanceId(), job.getExecutionId());
        operator.execution(job.getExecutionId()).ifPresent(execution -> {
            Long organisation = execution.organisationId();
            if (organisation != null) {
                executions.keep(execution, organisation, execution.submittedBy(), recovered);
            }
        });
    }

    @Override
    public void afterJob() {
        leases.end(job.getInstanceId(), job.getExecutionId());
    }
}
