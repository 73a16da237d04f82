package org.modelyard.monitoring.service;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.api.BatchProperty;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.UUID;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.Outage;

/**
 * The one step of the job {@code drift-check}: begins its check, compares, reports. Repeated after a crash it begins
 * again, which writes nothing twice.
 */
@Named("driftCheckStep")
@Dependent
public class DriftCheckStep extends AbstractBatchlet {

    private static final System.Logger LOG = System.getLogger(DriftCheckStep.class.getName());
    private static final String DONE = "DONE";
    private static final String FAILED = "FAILED";

    @Inject
    @BatchProperty
    @SuppressWarnings("NullAway.Init")
    private String driftCheck;

    @Inject
    private JobContext job;

    @Inject
    private DriftLedger ledger;

    @Inject
    private DriftComparison comparison;

    @Override
    public String process() {
        UUID id = UUID.fromString(driftCheck);
        Optional<DriftTask> task = ledger.begin(id, job.getExecutionId());
        if (task.isEmpty()) {
            return DONE;
        }
        try {
            report(task.get(), comparison.compare(task.get()));
            return DONE;
        } catch (RuntimeException e) {
            if (Outage.isDatabase(e)) {
                throw e; // the check stays open, and its job is started again
            }
            return failed(task.get(), Outage.rootOf(e));
        }
    }

    /** Twice: of two checks that raise the same first alert at the same moment one loses, and then finds it. */
    private void report(DriftTask task, DriftFinding found) {
        try {
            ledger.report(task, found);
        } catch (RuntimeException e) {
            if (Outage.isDatabase(e)) {
                throw e;
            }
            LOG.log(Level.INFO, "the report of drift check {0} is written again: {1}", task.check(), e.toString());
            ledger.report(task, found);
        }
    }

    private String failed(DriftTask task, Throwable cause) {
        if (cause instanceof Refusal) {
            ledger.fail(task.check(), String.valueOf(cause.getMessage()));
        } else {
            LOG.log(Level.ERROR, "drift check " + task.check() + " failed", cause);
            ledger.fail(
                    task.check(), "The comparison failed: " + cause + ". The server's log tells more under this id.");
        }
        return FAILED;
    }
}
