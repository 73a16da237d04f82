package org.modelyard.training.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.modelyard.platform.settings.TrainingSettings;
import org.modelyard.training.entity.StoredTrainingJobs;
import org.modelyard.training.entity.TrainingJob;
import org.modelyard.training.model.TrainingState;

/** What an organisation may take of the workers, over all nodes. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class TrainingQuota {

    private static final Duration DAY = Duration.ofDays(1);
    private static final double MIB = 1 << 20;

    @Inject
    private StoredTrainingJobs jobs;

    @Inject
    private TrainingSettings settings;

    @Inject
    private Clock clock;

    /**
     * Part of the claim's transaction, which holds the lock of the organisation's queue.
     *
     * @return why the job has to wait, in words; empty when it may run
     */
    public Optional<String> obstacle(TrainingJob job) {
        TrainingSettings.OrganisationShare share = settings.organisation();
        Instant now = clock.instant();
        List<TrainingJob> counted = jobs.runningOrEndedSince(job.organisationId(), now.minus(DAY));
        List<TrainingJob> running = counted.stream()
                .filter(one -> one.state() == TrainingState.RUNNING)
                .toList();
        if (running.size() >= share.workers()) {
            return Optional.of("The organisation has " + running.size()
                    + " jobs running, as many as modelyard.training.organisation.workers allows.");
        }
        long taken = running.stream().mapToLong(TrainingJob::memory).sum();
        if (!running.isEmpty() && taken + job.memory() > share.memory()) {
            return Optional.of("The organisation's running jobs take about " + Math.round(taken / MIB)
                    + " MiB; this one's " + Math.round(job.memory() / MIB)
                    + " MiB would exceed modelyard.training.organisation.memory.");
        }
        Duration spent = counted.stream().map(one -> spent(one, now)).reduce(Duration.ZERO, Duration::plus);
        if (spent.compareTo(share.time()) >= 0) {
            return Optional.of("The organisation's jobs of the last 24 hours ran for " + spent.toMinutes()
                    + " minutes; modelyard.training.organisation.time allows no more.");
        }
        return Optional.empty();
    }

    /** Of the last day. */
    private static Duration spent(TrainingJob job, Instant now) {
        Instant started = job.startedAt();
        if (started == null) {
            return Duration.ZERO;
        }
        Instant from = started.isBefore(now.minus(DAY)) ? now.minus(DAY) : started;
        Instant ended = job.endedAt();
        return Duration.between(from, ended == null ? now : ended);
    }
}
