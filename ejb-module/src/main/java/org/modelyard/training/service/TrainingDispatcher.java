package org.modelyard.training.service;

import jakarta.annotation.PostConstruct;
import jakarta.batch.runtime.BatchStatus;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.modelyard.access.model.Caller;
import org.modelyard.batch.service.Executions;
import org.modelyard.batch.service.JobLeases;
import org.modelyard.batch.service.Operator;
import org.modelyard.batch.service.Recovery;
import org.modelyard.platform.service.Timers;
import org.modelyard.platform.settings.TrainingSettings;

/**
 * Starts the batch job of each waiting training job, as many at a time as this node has workers, and takes up those that
 * nobody works on any more. Looks at the rows at its start and ever after; a hint only makes it look sooner.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class TrainingDispatcher {

    /** Name of the batch job. */
    static final String JOB = "training";
    /** Its one parameter: the public id of the training job. */
    static final String PARAMETER = "trainingJob";

    private static final System.Logger LOG = System.getLogger(TrainingDispatcher.class.getName());
    private static final Duration SWEEP = Duration.ofSeconds(1);
    /** Waiting jobs, the first of which may have to wait for their organisation's others. */
    private static final int LOOKED_AT = 200;

    /** Looks in a row. */
    private static final int SIGHTINGS = 5;

    @Inject
    private Executions executions;

    @Inject
    private Operator operator;

    @Inject
    private TrainingLedger ledger;

    @Inject
    private TrainingWorkers workers;

    @Inject
    private JobLeases leases;

    @Inject
    private TrainingSettings settings;

    @Inject
    private Timers timers;

    private final ReentrantLock sweeping = new ReentrantLock();
    private final Map<UUID, Integer> sightings = new HashMap<>();
    private volatile boolean away;

    @PostConstruct
    void start() {
        timers.every("training-jobs", SWEEP, this::look);
    }

    public void on(@ObservesAsync TrainingQueued hint) {
        look();
    }

    private void look() {
        if (!sweeping.tryLock()) {
            return;
        }
        try {
            startWaiting();
            takeUpAbandoned();
            away = false;
        } catch (RuntimeException e) {
            if (!away) {
                LOG.log(Level.WARNING, "training jobs are not dispatched", e);
            }
            away = true;
        } finally {
            sweeping.unlock();
        }
    }

    private void startWaiting() {
        int free = settings.workers() - workers.count();
        if (free <= 0) {
            return;
        }
        for (Dispatchable job : ledger.queued(LOOKED_AT)) {
            if (free > 0 && ledger.claim(job)) {
                execute(job.id(), job.organisationId());
                free--;
            }
        }
    }

    /**
     * RUNNING rows that nobody works on. An execution that a dead process left behind as running belongs to the batch
     * feature, which restarts it; here remain those that were never started, or ended without ending their job. Between
     * two executions of a job a row looks the same for a moment, so it must look so for a while.
     */
    private void takeUpAbandoned() {
        List<Dispatchable> running = ledger.running();
        sightings.keySet().retainAll(running.stream().map(Dispatchable::id).toList());
        for (Dispatchable job : running) {
            if (workers.has(job.id()) || isAlive(job) || leases.isHeld(TrainingExecution.leaseOf(job.id()))) {
                sightings.remove(job.id());
            } else if (sightings.merge(job.id(), 1, Integer::sum) >= SIGHTINGS) {
                sightings.remove(job.id());
                takeUp(job);
            }
        }
    }

    private boolean isAlive(Dispatchable job) {
        return execution(job).filter(Operator.Execution::running).isPresent();
    }

    private Optional<Operator.Execution> execution(Dispatchable job) {
        return job.execution() == null ? Optional.empty() : operator.execution(job.execution());
    }

    private void takeUp(Dispatchable job) {
        Optional<Operator.Execution> last = execution(job);
        if (last.filter(execution -> execution.status() == BatchStatus.STOPPED).isPresent()) {
            ledger.halt(job.id());
        } else if (last.filter(execution -> Recovery.CUT_OFF.equals(execution.exitStatus()))
                .isPresent()) {
            ledger.fail(
                    job.id(),
                    "The server died again and again while it worked on this job; the batch runtime gave up. Give it"
                            + " more memory, or train on fewer rows.");
        } else if (workers.count() < settings.workers()) {
            LOG.log(Level.INFO, "nobody works on training job {0}: taking it up", job.id());
            execute(job.id(), job.organisationId());
        }
    }

    private void execute(UUID job, long organisation) {
        workers.enter(job);
        try {
            executions.start(Caller.server(organisation), JOB, Map.of(PARAMETER, job.toString()));
        } catch (RuntimeException e) {
            workers.leave(job);
            throw e;
        }
    }
}
