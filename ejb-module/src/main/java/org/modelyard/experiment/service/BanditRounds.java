package org.modelyard.experiment.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.experiment.entity.Experiment;
import org.modelyard.experiment.entity.ExperimentRounds;
import org.modelyard.experiment.entity.ExperimentSums;
import org.modelyard.experiment.entity.JudgedUnits;
import org.modelyard.experiment.entity.StoredExperiments;
import org.modelyard.experiment.model.BanditRound;
import org.modelyard.experiment.model.ExperimentPlan;
import org.modelyard.experiment.model.ExperimentState;
import org.modelyard.platform.entity.Epochs;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.service.StatementFailed;

/** The rounds of bandits: begun with the experiment, followed by others when what was seen says so, and listed. */
@Stateless
public class BanditRounds {

    private static final System.Logger LOG = System.getLogger(BanditRounds.class.getName());

    /** A look is followed by a pause of so many times what it took, so that short rounds of large experiments do not keep the database busy. */
    private static final int REST = 20;

    /** A pause is at least such a part of the time that the experiment has run: however short rounds are, a year has some 11,000. */
    private static final long PARTS = 1_000;

    /** Between looks that fail. */
    private static final long AFTER_A_FAILURE = 60_000;

    @Inject
    private StoredExperiments experiments;

    @Inject
    private ExperimentRounds rounds;

    @Inject
    private ExperimentSums sums;

    @Inject
    private Epochs epochs;

    @Inject
    private Clock clock;

    /**
     * What comes next.
     *
     * @param after number of the round that divided when it was looked
     * @param next that follows it, whenever it begins; null where nothing new was seen, so that the present one goes on
     * @param pauseMillis until the one after is due
     * @param divides whether predictions are divided, so that every node's routes must hear of it
     */
    public record Proposal(long experiment, int after, @Nullable BanditRound next, long pauseMillis, boolean divides) {}

    /** Within the start's transaction. */
    public void first(Experiment experiment, ExperimentPlan plan, Instant now) {
        long from = now.toEpochMilli();
        try {
            rounds.begin(
                    experiment.id(),
                    BanditRound.first(plan, from),
                    from + plan.bandit().everyMillis());
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    /** Experiments, of all organisations, whose next round is due. */
    public List<Long> due() {
        try {
            return rounds.due(clock.millis());
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    /** Adds up what the judged units did and computes the round that follows, without holding anything. Empty for one that runs no more: its last round has begun. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Optional<Proposal> look(long id) {
        Instant now = clock.instant();
        Optional<Experiment> found = experiments.byId(id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        ExperimentPlan plan = found.get().plan();
        try {
            Optional<ExperimentRounds.Stored> latest = rounds.latest(id);
            if (latest.isEmpty()) {
                return Optional.empty();
            }
            BanditRound present = latest.get().round();
            if (found.get().state(now) != ExperimentState.RUNNING) {
                rounds.close(id, present.number());
                return Optional.empty();
            }
            JudgedUnits judged = JudgedUnits.of(id, plan, now.toEpochMilli() - plan.windowMillis());
            List<BanditRound.Seen> seen =
                    new ArrayList<>(Collections.nCopies(plan.variants().size(), new BanditRound.Seen(0, 0)));
            for (ExperimentSums.Tally one : sums.tallies(judged, List.of(plan.metric()), 0, Long.MAX_VALUE)) {
                seen.set(
                        one.variant(),
                        new BanditRound.Seen(one.sums().metric().n(), one.sums().active()));
            }
            BanditRound next = present.restsOn(seen) ? null : present.next(plan, seen, now.toEpochMilli());
            Instant begun = found.get().startedAt();
            long age = begun == null ? 0 : now.toEpochMilli() - begun.toEpochMilli();
            long took = Math.max(0, clock.millis() - now.toEpochMilli());
            return Optional.of(new Proposal(
                    id,
                    present.number(),
                    next,
                    Math.max(Math.max(plan.bandit().everyMillis(), REST * took), age / PARTS),
                    plan.firstAnswers()));
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    /** Begins the round, unless the experiment is over or another node was first; where nothing new was seen the present one goes on. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void begin(Proposal proposal) {
        long id = proposal.experiment();
        if (proposal.divides() && proposal.next() != null) {
            epochs.raise(Epochs.ROUTING); // before the experiment's row, as whoever starts or stops one
        }
        Optional<Experiment> locked = experiments.lockedById(id);
        long now = clock.millis();
        if (locked.filter(one -> one.state(Instant.ofEpochMilli(now)) == ExperimentState.RUNNING)
                .isEmpty()) {
            return;
        }
        try {
            Optional<BanditRound> present = rounds.latest(id)
                    .map(ExperimentRounds.Stored::round)
                    .filter(one -> one.number() == proposal.after());
            if (present.isEmpty()) {
                return;
            }
            long due = now + proposal.pauseMillis();
            BanditRound next = proposal.next();
            if (next == null) {
                rounds.postpone(id, present.get().number(), due);
            } else {
                rounds.begin(id, next.from(now), due);
            }
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    /** A look has failed: the next one waits, so that it does not keep others from theirs. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void putOff(long id) {
        Optional<Experiment> locked = experiments.lockedById(id);
        if (locked.isEmpty()) {
            return;
        }
        try {
            Optional<ExperimentRounds.Stored> latest = rounds.latest(id).filter(one -> one.dueMillis() != null);
            if (latest.isPresent()) {
                long pause = Math.max(AFTER_A_FAILURE, every(locked.get()));
                rounds.postpone(id, latest.get().round().number(), clock.millis() + pause);
            }
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    /** That its plan cannot be read may be why the look failed. */
    private static long every(Experiment experiment) {
        try {
            return experiment.plan().bandit().everyMillis();
        } catch (IllegalStateException unreadable) {
            LOG.log(Level.WARNING, "experiment " + experiment.id() + " cannot be read", unreadable);
            return 0;
        }
    }

    /** Within the transaction that stops the experiment and has locked it: nobody looks again. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void last(Experiment experiment) {
        try {
            Optional<ExperimentRounds.Stored> latest = rounds.latest(experiment.id());
            if (latest.isPresent()) {
                rounds.close(experiment.id(), latest.get().round().number());
            }
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    /** Newest first; none where shares are fixed. */
    public Page<RoundView> list(Caller caller, String name, PageRequest page) {
        caller.require(Role.VIEWER);
        Experiment experiment =
                experiments.byName(caller.organisationId(), name).orElseThrow(() -> Experiments.missing(name));
        ExperimentPlan plan = experiment.plan();
        boolean running = experiment.state(clock.instant()) == ExperimentState.RUNNING;
        try {
            return Page.of(
                    rounds.before(experiment.id(), page.before(), page.fetch()),
                    page,
                    one -> one.round().number(),
                    one -> RoundView.of(plan, one, running));
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }
}
