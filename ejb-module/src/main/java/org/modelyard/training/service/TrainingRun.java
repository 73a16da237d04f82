package org.modelyard.training.service;

import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.modelyard.batch.model.Lease;
import org.modelyard.training.model.JobRows;

/** One execution of a job on this node, shared by its steps: the lease, the wish to stop, the rows in memory. */
final class TrainingRun {

    private final UUID job;
    private final Lease lease;
    private @Nullable ScheduledFuture<?> heartbeat;
    private volatile boolean lost;
    private volatile boolean stopped;
    private final TrialQueue trials = new TrialQueue();
    private @Nullable JobRows rows;
    private @Nullable JobRows trialRows;

    TrainingRun(UUID job, Lease lease) {
        this.job = job;
        this.lease = lease;
    }

    UUID job() {
        return job;
    }

    Lease lease() {
        return lease;
    }

    void beatsBy(ScheduledFuture<?> beat) {
        heartbeat = beat;
    }

    void endHeartbeat() {
        if (heartbeat != null) {
            heartbeat.cancel(false);
        }
    }

    /** Somebody else has the work now. */
    void lose() {
        lost = true;
    }

    /** Somebody asked the batch runtime to stop this execution. */
    void stop() {
        stopped = true;
    }

    /** @throws TrainingInterrupted when the step should not go on */
    void check() {
        if (lost) {
            throw new TrainingInterrupted(StepOutcome.LOST);
        }
        if (stopped) {
            throw new TrainingInterrupted(StepOutcome.STOPPED);
        }
    }

    @Nullable
    JobRows rows() {
        return rows;
    }

    void keep(JobRows split) {
        rows = split;
    }

    TrialQueue trials() {
        return trials;
    }

    @Nullable
    JobRows trialRows() {
        return trialRows;
    }

    void keepForTrials(JobRows split) {
        trialRows = split;
    }
}
