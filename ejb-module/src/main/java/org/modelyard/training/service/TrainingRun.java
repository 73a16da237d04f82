package org.modelyard.training.service;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.modelyard.batch.model.Lease;
import org.modelyard.platform.model.Refusal;
import org.modelyard.training.model.JobRows;

/** One execution of a job on this node, shared by its steps: the lease, the wish to stop, the rows in memory. */
final class TrainingRun {

    private final UUID job;
    private final Lease lease;
    private @Nullable ScheduledFuture<?> heartbeat;
    private volatile boolean lost;
    private volatile boolean stopped;
    private volatile boolean cancelled;
    private volatile @Nullable Duration overdue;
    private volatile @Nullable Instant end;
    private volatile Duration longest = Duration.ZERO;
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

    /** Somebody asked to cancel the job. */
    void cancel() {
        cancelled = true;
    }

    /** @param last when the job has had its time, which is {@code most} */
    void until(Instant last, Duration most) {
        longest = most;
        end = last;
    }

    /** Looks at the time, for the work that has no clock. */
    void look(Instant now) {
        Instant last = end;
        if (last != null && now.isAfter(last)) {
            overdue = longest;
        }
    }

    /**
     * What the work asks at every row: fields, and nothing that waits.
     *
     * @throws TrainingInterrupted when the step should not go on
     * @throws Refusal.Conflict when the time is over: the job fails, whatever it was at
     */
    void check() {
        if (lost) {
            throw new TrainingInterrupted(StepOutcome.LOST);
        }
        if (stopped) {
            throw new TrainingInterrupted(StepOutcome.STOPPED);
        }
        if (cancelled) {
            throw new TrainingInterrupted(StepOutcome.CANCELLED);
        }
        Duration most = overdue;
        if (most != null) {
            // no Invalid: that would be the fault of a trial, and the search would go on
            throw new Refusal.Conflict("The job ran longer than " + most
                    + ", the lesser of its timeout and modelyard.training.timeout. Take fewer epochs, rounds, trees or"
                    + " trials, train on fewer rows, or raise the limit.");
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
