package org.modelyard.batch.service;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.runtime.context.JobContext;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.UUID;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.Outage;

/**
 * The one step of a job that does a piece of queued work. What it throws becomes the work's problem; a dead database leaves
 * the work open, and its job is started again.
 */
public abstract class WorkStep extends AbstractBatchlet {

    private static final System.Logger LOG = System.getLogger(WorkStep.class.getName());
    private static final String DONE = "DONE";
    private static final String FAILED = "FAILED";

    @Inject
    private JobContext job;

    /** The work's id, as the job's parameter has it. */
    protected abstract String work();

    /** Does the work, unless it is complete; repeated after a crash it begins again. */
    protected abstract void work(UUID id, long execution);

    protected abstract void fail(UUID id, String problem);

    @Override
    public final String process() {
        UUID id = UUID.fromString(work());
        try {
            work(id, job.getExecutionId());
            return DONE;
        } catch (RuntimeException | OutOfMemoryError e) {
            if (Outage.isDatabase(e)) {
                throw e;
            }
            fail(id, cause(id, Outage.rootOf(e)));
            return FAILED;
        }
    }

    private String cause(UUID id, Throwable thrown) {
        if (thrown instanceof Refusal) {
            return String.valueOf(thrown.getMessage());
        }
        LOG.log(Level.ERROR, job.getJobName() + " " + id + " failed", thrown);
        return "It failed: " + thrown + ". The server's log tells more under this id.";
    }
}
