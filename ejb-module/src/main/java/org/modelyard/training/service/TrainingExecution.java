package org.modelyard.training.service;

import jakarta.annotation.Resource;
import jakarta.batch.api.listener.JobListener;
import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.lang.System.Logger.Level;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.modelyard.batch.model.Lease;
import org.modelyard.batch.service.JobLeases;
import org.modelyard.platform.settings.TrainingSettings;
import org.modelyard.training.process.Checkpoints;

/**
 * Around the steps of an execution: takes the training job's lease, keeps it alive while they work, and gives it back. The
 * batch feature's lease is of the batch instance; this one also keeps two instances from working on one training job.
 */
@Named
@Dependent
public class TrainingExecution implements JobListener {

    private static final System.Logger LOG = System.getLogger(TrainingExecution.class.getName());
    private static final int BEATS = 3;

    @Inject
    private JobContext context;

    @Inject
    private JobLeases leases;

    @Inject
    private TrainingLedger ledger;

    @Inject
    private TrainingWorkers workers;

    @Inject
    private Checkpoints checkpoints;

    @Inject
    private TrainingSettings settings;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    /** The lease of a job, by its public id. */
    public static String leaseOf(UUID job) {
        return TrainingDispatcher.JOB + "/" + job;
    }

    /** @throws IllegalStateException when somebody else works on the job: this execution then fails and changes nothing */
    @Override
    public void beforeJob() {
        UUID job = UUID.fromString(context.getProperties().getProperty(TrainingDispatcher.PARAMETER));
        Lease lease = leases.acquire(leaseOf(job))
                .orElseThrow(() -> new IllegalStateException("somebody else works on training job " + job));
        TrainingRun run = new TrainingRun(job, lease);
        context.setTransientUserData(run);
        workers.begin(run);
        ledger.executedBy(job, context.getExecutionId());
        long beat = settings.heartbeat().toMillis() / BEATS;
        run.beatsBy(scheduler.scheduleAtFixedRate(() -> beat(run), beat, beat, TimeUnit.MILLISECONDS));
    }

    private void beat(TrainingRun run) {
        try {
            if (!leases.renew(run.lease())) {
                LOG.log(Level.WARNING, "training job {0} was taken over by another node", run.job());
                run.lose();
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the lease of training job {0} was not renewed: {1}", run.job(), e.toString());
        }
    }

    @Override
    public void afterJob() {
        if (context.getTransientUserData() instanceof TrainingRun run) {
            run.endHeartbeat();
            workers.leave(run.job());
            BatchStatus status = context.getBatchStatus();
            try {
                boolean stopped = status == BatchStatus.STOPPING || status == BatchStatus.STOPPED;
                if (stopped && leases.renew(run.lease())) { // else another node has the job, and it runs
                    ledger.halt(run.job());
                }
                if (ledger.ended(run.job())) {
                    checkpoints.delete(run.job());
                }
                leases.release(run.lease());
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "training job " + run.job() + " could not be closed; its lease runs out", e);
            }
        }
    }
}
