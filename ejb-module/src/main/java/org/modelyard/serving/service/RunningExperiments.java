package org.modelyard.serving.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.audit.service.Audit;
import org.modelyard.experiment.entity.Experiment;
import org.modelyard.experiment.entity.ExperimentRounds;
import org.modelyard.experiment.entity.StoredExperiments;
import org.modelyard.experiment.model.BanditRound;
import org.modelyard.experiment.model.ExperimentPlan;
import org.modelyard.experiment.model.ExperimentState;
import org.modelyard.experiment.model.VariantTarget;
import org.modelyard.platform.entity.Epochs;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.platform.service.StatementFailed;

/** What routing and deployments need to know of experiments that divide predictions. */
@Stateless
public class RunningExperiments {

    private static final int LONGEST_REASON = 2_000;

    private static final System.Logger LOG = System.getLogger(RunningExperiments.class.getName());

    @Inject
    private StoredExperiments experiments;

    @Inject
    private ExperimentRounds rounds;

    @Inject
    private DeploymentSteps steps;

    @Inject
    private Epochs epochs;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    /**
     * One that runs.
     *
     * @param environmentId internal id of where it runs
     * @param endsAtMillis from which on it divides nothing; {@link Long#MAX_VALUE} for never
     * @param targets of its variants, in their order
     * @param round of a bandit that divides now; null where shares are fixed
     */
    public record Running(
            long id,
            long organisationId,
            String name,
            ExperimentPlan plan,
            long environmentId,
            String salt,
            int slotFrom,
            long endsAtMillis,
            List<VariantTarget> targets,
            @Nullable BanditRound round) {

        /** @throws IllegalStateException when it cannot be read, or is a bandit without a round */
        static Running of(Experiment experiment, ExperimentPlan plan, @Nullable BanditRound round) {
            if (plan.adaptive() != (round != null)) {
                throw new IllegalStateException(experiment.name() + " runs without a round");
            }
            Instant end = experiment.endsAt();
            Long environment = experiment.environmentId();
            return new Running(
                    experiment.id(),
                    experiment.organisationId(),
                    experiment.name(),
                    plan,
                    environment == null ? 0 : environment,
                    experiment.salt(),
                    experiment.slotFrom(),
                    end == null ? Long.MAX_VALUE : end.toEpochMilli(),
                    experiment.targets(),
                    round);
        }
    }

    /** Of all organisations, oldest first. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public List<Running> all() {
        Instant now = clock.instant();
        return experiments.dividing().stream()
                .filter(one -> one.state(now) == ExperimentState.RUNNING)
                .flatMap(one -> read(one).stream())
                .toList();
    }

    /** One that cannot be read must not keep all others' routes from being read anew. */
    private Optional<Running> read(Experiment experiment) {
        try {
            ExperimentPlan plan = experiment.plan();
            BanditRound round = plan.adaptive()
                    ? rounds.latest(experiment.id())
                            .map(ExperimentRounds.Stored::round)
                            .orElse(null)
                    : null;
            return Optional.of(Running.of(experiment, plan, round));
        } catch (SQLException e) {
            throw new StatementFailed(e);
        } catch (IllegalStateException unreadable) {
            LOG.log(System.Logger.Level.ERROR, "experiment " + experiment.id() + " cannot be read", unreadable);
            return Optional.empty();
        }
    }

    /**
     * @throws Refusal.NotFound when the organisation has none of that name
     * @throws Refusal.Conflict unless it runs and asks models
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void require(long organisationId, String name) {
        Experiment experiment =
                experiments.byName(organisationId, name).orElseThrow(() -> new Refusal.NotFound("experiment", name));
        if (experiment.environmentId() == null) {
            throw new Refusal.Conflict("The experiment '" + name
                    + "' is over content and asks no model: POST /experiments/" + name + "/assign gives the content.");
        }
        experiment.requireRunning(clock.instant());
    }

    /**
     * What starting or stopping an experiment changes.
     *
     * @param divides whether it divides predictions
     * @param modelId internal id of the model whose versions it tests; null where it tests none
     */
    public record Stake(boolean divides, @Nullable Long modelId) {

        /** As the experiment is now. */
        public static Stake of(Experiment experiment) {
            return new Stake(experiment.environmentId() != null, experiment.modelId());
        }
    }

    /** By name; nothing where there is no such experiment. In a transaction of its own: the locks come before the caller's first read. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Stake stake(long organisationId, String name) {
        return experiments.byName(organisationId, name).map(Stake::of).orElse(new Stake(false, null));
    }

    /** Waits for whoever else changes what answers there; to be called before anything is read. Routing is read anew after the commit. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void hold(Stake stake) {
        if (stake.modelId() != null) {
            steps.lock(stake.modelId());
        }
        if (stake.divides()) {
            epochs.raise(Epochs.ROUTING); // before the experiment's row: deployments, too, raise it first
        }
    }

    /** Why nothing else may come into that place, in words that name what runs there; empty when nothing does. */
    public Optional<String> obstacle(long organisationId, long modelId, long environmentId) {
        Instant now = clock.instant();
        return experiments.inPlace(organisationId, modelId, environmentId).stream()
                .filter(one -> one.state(now) == ExperimentState.RUNNING)
                .findFirst()
                .map(one -> "The experiment '" + one.name() + "' runs over versions of "
                        + one.plan().model() + " in " + one.plan().environment() + " (drafted by " + one.createdBy()
                        + ", started " + one.startedAt()
                        + "): stop it, or roll its winner out, first.");
    }

    /** Names of those that are not over and run, or are to run, in the environment. */
    public List<String> plannedIn(long organisationId, String environment) {
        Instant now = clock.instant();
        return experiments.lockedOpen(organisationId).stream()
                .filter(one -> one.state(now) != ExperimentState.STOPPED
                        && environment.equals(one.plan().environment()))
                .map(Experiment::name)
                .toList();
    }

    /** One of its versions can no longer be loaded: it ends, and what serves answers everything. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void lost(Running running, String reason) {
        epochs.raise(Epochs.ROUTING); // before the experiment's row, as whoever starts or stops one
        experiments.lockedById(running.id()).ifPresent(experiment -> {
            String words = Texts.cut(reason, LONGEST_REASON);
            if (experiment.stop(words, clock.instant())) {
                audit.done(
                        Caller.server(running.organisationId()),
                        "experiment.stop",
                        "experiment/" + running.name(),
                        Texts.cut(running.name() + ": " + words, 1_000));
            }
        });
    }
}
