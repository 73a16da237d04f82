package org.modelyard.training.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.platform.model.Period;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.StatementFailed;
import org.modelyard.training.entity.StoredTrainingJobs;
import org.modelyard.training.entity.TrainingEpochs;
import org.modelyard.training.entity.TrainingTrials;
import org.modelyard.training.model.EpochFigures;
import org.modelyard.training.model.TrainingPlan;

/** How training went: of one job step by step, of all jobs in numbers. */
@Stateless
public class TrainingHistory {

    private static final int MOST_EPOCHS = 20_000;

    @Inject
    private StoredTrainingJobs jobs;

    @Inject
    private TrainingEpochs epochs;

    @Inject
    private TrainingTrials trials;

    @Inject
    private Clock clock;

    /**
     * What became of the organisation's jobs.
     *
     * @param period how far back, by when they were asked for
     */
    public TrainingMetrics metrics(Caller caller, Period period) {
        caller.require(Role.VIEWER);
        Instant since = period.since(clock.instant());
        return TrainingMetrics.of(
                jobs.counts(caller.organisationId(), since),
                jobs.completed(caller.organisationId(), since, TrainingMetrics.LATEST));
    }

    /**
     * What the job's search has found so far.
     *
     * @throws Refusal.NotFound when the job has no search
     */
    public SearchView search(Caller caller, UUID job) {
        caller.require(Role.VIEWER);
        TrainingPlan plan = jobs.byPublicId(caller.organisationId(), job)
                .map(found -> TrainingPlan.fromJson(found.spec()))
                .orElseThrow(() -> new Refusal.NotFound("training job", job.toString()));
        if (plan.search() == null) {
            throw new Refusal.NotFound("search of training job", job.toString());
        }
        try {
            return SearchView.of(plan.search(), trials.of(job), plan.seed());
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    /** The steps of the job's fits, in the order of folds and epochs; at most {@value #MOST_EPOCHS}. */
    public List<EpochFigures> epochs(Caller caller, UUID job) {
        caller.require(Role.VIEWER);
        if (jobs.byPublicId(caller.organisationId(), job).isEmpty()) {
            throw new Refusal.NotFound("training job", job.toString());
        }
        try {
            return epochs.of(job, MOST_EPOCHS);
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }
}
