package org.modelyard.batch.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.modelyard.platform.entity.InstantColumn;

/**
 * Whose a JSR-352 execution is: organisation, submitter, the node and boot that run it. Its state stays with the batch
 * repository; only the wish to stop it is kept here, since its owner may be another node.
 */
@Entity
@Table(name = "batch_execution")
public class BatchExecution {

    @Id
    @Column(name = "execution_id")
    private long executionId;

    @Column(name = "instance_id")
    private long instanceId;

    private String job;

    @Column(name = "organisation_id")
    private long organisationId;

    @Column(name = "submitted_by")
    private String submittedBy;

    @Convert(converter = InstantColumn.class)
    @Column(name = "submitted_at")
    private Instant submittedAt;

    private String owner;

    private boolean recovered;

    @Column(name = "stop_requested")
    private boolean stopRequested;

    @SuppressWarnings("NullAway.Init")
    protected BatchExecution() {}

    private BatchExecution(Start start, String submittedBy, boolean recovered) {
        this.executionId = start.executionId();
        this.instanceId = start.instanceId();
        this.job = start.job();
        this.organisationId = start.organisationId();
        this.owner = start.owner();
        this.submittedAt = start.at();
        this.submittedBy = submittedBy;
        this.recovered = recovered;
    }

    /** An execution that has just been handed to the batch runtime. */
    public record Start(long executionId, long instanceId, String job, long organisationId, String owner, Instant at) {}

    public static BatchExecution submitted(Start start, String submittedBy) {
        return new BatchExecution(start, submittedBy, false);
    }

    /** Goes on where an execution of the same instance was cut off. */
    public static BatchExecution recovered(Start start, String submittedBy) {
        return new BatchExecution(start, submittedBy, true);
    }

    /** Obeyed by the owner at its next renewal; by recovery, when the owner has died. */
    public void requestStop() {
        stopRequested = true;
    }

    public long executionId() {
        return executionId;
    }

    public long instanceId() {
        return instanceId;
    }

    public String job() {
        return job;
    }

    public long organisationId() {
        return organisationId;
    }

    public String submittedBy() {
        return submittedBy;
    }

    public Instant submittedAt() {
        return submittedAt;
    }

    public String owner() {
        return owner;
    }

    public boolean recovered() {
        return recovered;
    }

    public boolean stopRequested() {
        return stopRequested;
    }
}
