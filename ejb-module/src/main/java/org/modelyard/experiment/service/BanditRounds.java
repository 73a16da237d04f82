package org.modelyard.experiment.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
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
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.service.StatementFailed;

/** The rounds of bandits: begun with the experiment, followed by others when what was seen says so, and listed. */
@Stateless
public class BanditRounds {

    /** A look is followed by a pause of so many times what it took, so that short rounds of large experiments do not keep the database busy. */
    private static final int REST = 20;

    @Inject
    private StoredExperiments experiments;

    @Inject
    private ExperimentRounds rounds;

    @Inject
    private ExperimentSums sums;

    @Inject
    private Clock clock;

    /**
     * What a next round would rest on.
     *
     * @param after number of the round that divided when it was looked
     * @param pauseMillis until the one after is due
     */
    public record Proposal(long experiment, int after, List<BanditRound.Seen> seen, long pauseMillis) {}

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

    /** Adds up what the judged units did, without holding anything. Empty for one that runs no more: its last round has begun. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Optional<Proposal> look(long id) {
        Instant now = clock.instant();
        Optional<Experiment> found = experiments.byId(id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        ExperimentPlan plan = found.get().plan();
        try {
            if (found.get().state(now) != ExperimentState.RUNNING) {
                rounds.close(id);
                return Optional.empty();
            }
            Optional<ExperimentRounds.Stored> latest = rounds.latest(id);
            if (latest.isEmpty()) {
                return Optional.empty();
            }
            JudgedUnits judged = new JudgedUnits(id, plan.windowMillis(), now.toEpochMilli() - plan.windowMillis());
            List<BanditRound.Seen> seen =
                    new ArrayList<>(Collections.nCopies(plan.variants().size(), new BanditRound.Seen(0, 0)));
            for (ExperimentSums.Tally one : sums.tallies(judged, List.of(plan.metric()), 0, Long.MAX_VALUE)) {
                seen.set(
                        one.variant(),
                        new BanditRound.Seen(one.sums().metric().n(), one.sums().active()));
            }
            long took = Math.max(0, clock.millis() - now.toEpochMilli());
            return Optional.of(new Proposal(
                    id,
                    latest.get().round().number(),
                    List.copyOf(seen),
                    Math.max(plan.bandit().everyMillis(), REST * took)));
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    /** Begins the round, unless the experiment is over or another node was first; where nothing new was seen the present one goes on. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void begin(Proposal proposal) {
        long id = proposal.experiment();
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
            if (present.get().restsOn(proposal.seen())) {
                rounds.postpone(id, due);
            } else {
                rounds.begin(id, present.get().next(locked.get().plan(), proposal.seen(), now), due);
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
        try {
            return Page.of(
                    rounds.before(experiment.id(), page.before(), page.fetch()),
                    page,
                    one -> one.round().number(),
                    one -> RoundView.of(plan, one));
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }
}
