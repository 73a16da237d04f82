package org.modelyard.training.service;

import jakarta.batch.api.Batchlet;
import jakarta.batch.runtime.context.JobContext;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.pulse.Pulse;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.Outage;
import org.modelyard.platform.settings.TrainingSettings;
import org.modelyard.training.model.TrainingPhase;

/** What the steps have in common: the job's row when they begin, and the word that they end with. */
abstract class TrainingStep implements Batchlet {

    private static final System.Logger LOG = System.getLogger(TrainingStep.class.getName());

    @Inject
    private JobContext context;

    @Inject
    private TrainingLedger ledger;

    @Inject
    private TrainingWorkers workers;

    @Inject
    private TrainingSettings settings;

    abstract TrainingPhase phase();

    /**
     * Does the step's work; whatever it has done in an earlier life it does not do again. It is left off at the next beat of its {@link Pulse}
     * when somebody wants that.
     */
    abstract void work(TrainingTask task, TrainingRun run);

    /** The exit status of a step that has done its work. */
    String next(TrainingTask task) {
        return StepOutcome.DONE.name();
    }

    TrainingLedger ledger() {
        return ledger;
    }

    @Override
    public final String process() {
        TrainingRun run = run();
        return run == null ? StepOutcome.LOST.name() : outcome(run);
    }

    /** Of this execution, also in a partition, which has no user data of its own; null when it has ended. */
    private @Nullable TrainingRun run() {
        return workers.run(UUID.fromString(context.getProperties().getProperty(TrainingDispatcher.PARAMETER)));
    }

    private String outcome(TrainingRun run) {
        try {
            run.check();
            TrainingTask task = ledger.open(run.job());
            if (task.state().ended()) {
                return StepOutcome.DONE.name();
            }
            if (ledger.reach(run.job(), task.progress().in(phase()))) {
                throw new TrainingInterrupted(StepOutcome.CANCELLED);
            }
            Duration longest = task.plan().timeout(settings.timeout());
            run.until(task.startedAt().plus(longest), longest);
            Pulse.during(run::check, () -> work(task, run));
            return next(task);
        } catch (TrainingInterrupted e) {
            if (e.outcome() == StepOutcome.CANCELLED) {
                ledger.cancelled(run.job());
            }
            return e.outcome().name();
        } catch (RuntimeException | OutOfMemoryError e) {
            return failed(run.job(), e).name();
        }
    }

    private StepOutcome failed(UUID job, Throwable thrown) {
        if (Outage.isDatabase(thrown)) {
            LOG.log(Level.WARNING, "training job {0} waits for the database: {1}", job, thrown.toString());
            return StepOutcome.LOST;
        }
        ledger.fail(job, cause(job, Outage.rootOf(thrown)));
        return StepOutcome.FAILED;
    }

    private String cause(UUID job, Throwable thrown) {
        if (thrown instanceof Refusal) {
            return String.valueOf(thrown.getMessage());
        }
        LOG.log(Level.ERROR, "training job " + job + " failed in step " + phase(), thrown);
        if (thrown instanceof OutOfMemoryError) {
            return "The memory ran out in step " + phase()
                    + ". Give the server a larger heap, lower maxTerms, or train on fewer rows.";
        }
        return "Step " + phase() + " failed: " + thrown + ". The server's log tells more under this job's id.";
    }

    @Override
    public final void stop() {
        TrainingRun run = run();
        if (run != null) {
            run.stop();
        }
    }
}
