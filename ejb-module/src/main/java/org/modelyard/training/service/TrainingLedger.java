package org.modelyard.training.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.StatementFailed;
import org.modelyard.training.entity.StoredTrainingJobs;
import org.modelyard.training.entity.TrainingEpochs;
import org.modelyard.training.entity.TrainingJob;
import org.modelyard.training.model.EpochFigures;
import org.modelyard.training.model.TrainingProgress;
import org.modelyard.training.model.TrainingState;

/** The steps' and the dispatcher's pen: each line is a transaction of its own, and told to who listens. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class TrainingLedger {

    private static final int MOST_RUNNING = 1_000;
    /** Of a fit long done: enough for a curve. */
    private static final int STEPS_KEPT = 100;

    private static final int THINNED_AT_ONCE = 100;

    @Inject
    private StoredTrainingJobs jobs;

    @Inject
    private TrainingEpochs epochs;

    @Inject
    private TrainingQuota quota;

    @Inject
    private TrainingHints hints;

    @Inject
    private Clock clock;

    /** The highest priority first, of those the oldest. */
    public List<Dispatchable> queued(int most) {
        return jobs.queued(most).stream().map(Dispatchable::of).toList();
    }

    /** Jobs that somebody should be working on, over all nodes. */
    public List<Dispatchable> running() {
        return jobs.in(TrainingState.RUNNING, MOST_RUNNING).stream()
                .map(Dispatchable::of)
                .toList();
    }

    /** Of all nodes that want a waiting job, one gets it, unless its organisation has enough of them already. */
    public boolean claim(Dispatchable waiting) {
        TrainingJob job = job(waiting.id());
        if (job.state() != TrainingState.QUEUED) {
            return false;
        }
        jobs.lockQueueOf(job.organisationId());
        Optional<String> obstacle = quota.obstacle(job);
        if (obstacle.isPresent()) {
            if (!obstacle.get().equals(job.waitsFor())) {
                job.waitFor(obstacle.get());
                hints.waits(job);
            }
            return false;
        }
        job.run(clock.instant());
        hints.changed(job);
        return true;
    }

    /**
     * Takes a job that was made or waits, for whoever asked for its execution.
     *
     * @throws Refusal.Conflict in any other state
     */
    public void claimNow(UUID id) {
        TrainingJob job = job(id);
        if (job.state() == TrainingState.CREATED) {
            job.queue(clock.instant());
        }
        if (job.state() != TrainingState.QUEUED) {
            throw new Refusal.Conflict("The training job " + id + " is " + job.state() + " and cannot be started.");
        }
        job.run(clock.instant());
        hints.changed(job);
    }

    /** Of these jobs the ones that somebody asked to cancel. Waits for nobody. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<UUID> toCancel(List<UUID> ids) {
        return jobs.toCancel(ids);
    }

    public boolean ended(UUID id) {
        return jobs.byPublicId(id).filter(job -> job.state().ended()).isPresent();
    }

    public void executedBy(UUID id, long execution) {
        job(id).executedBy(execution);
    }

    /** A step begins, for the first time or again. */
    public TrainingTask open(UUID id) {
        TrainingJob job = job(id);
        if (!job.state().ended()) {
            job.run(clock.instant());
        }
        return TrainingTask.of(job);
    }

    /** @return whether somebody asked to cancel */
    public boolean reach(UUID id, TrainingProgress progress) {
        TrainingJob job = job(id);
        job.reach(progress);
        hints.changed(job);
        return job.cancelRequested();
    }

    /** @param bytes what its rows take in memory, by estimate */
    public void uses(UUID id, UUID snapshot, long bytes) {
        TrainingJob job = job(id);
        job.uses(snapshot);
        job.needs(bytes);
    }

    /** Steps of a fit that were done. */
    public void stepped(UUID id, List<EpochFigures> steps) {
        try {
            epochs.write(id, steps);
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    /**
     * Thins out the steps of some fits of jobs that ended so long ago.
     *
     * @return whether there may be more
     */
    public boolean thinOut(long organisationId, Duration age) {
        try {
            return epochs.thinOut(organisationId, clock.instant().minus(age), STEPS_KEPT, THINNED_AT_ONCE)
                    == THINNED_AT_ONCE;
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    public void searched(UUID id, String trainer) {
        change(id, job -> job.making().searched(trainer));
    }

    public void fitted(UUID id, String bundle) {
        job(id).making().fitted(bundle);
    }

    public void evaluated(UUID id, String evaluation, String profile, String metrics, String documents) {
        change(id, job -> job.making().evaluated(evaluation, profile, metrics, documents));
    }

    public void judged(UUID id, String reasons) {
        change(id, job -> job.making().judged(reasons));
    }

    public void fail(UUID id, String cause) {
        change(id, job -> job.fail(cause, clock.instant()));
    }

    public void cancelled(UUID id) {
        change(id, job -> job.obeyCancel(clock.instant()));
    }

    /** Of no effect unless it runs. */
    public void halt(UUID id) {
        TrainingJob job = job(id);
        if (job.state() == TrainingState.RUNNING) {
            job.halt();
            hints.changed(job);
        }
    }

    private void change(UUID id, Consumer<TrainingJob> change) {
        TrainingJob job = job(id);
        change.accept(job);
        hints.changed(job);
    }

    private TrainingJob job(UUID id) {
        return jobs.locked(id).orElseThrow(() -> new Refusal.NotFound("training job", id.toString()));
    }
}
