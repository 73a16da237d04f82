package org.modelyard.experiment.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.experiment.entity.BanditExposures;
import org.modelyard.experiment.entity.Experiment;
import org.modelyard.experiment.entity.ExperimentRounds;
import org.modelyard.experiment.model.Assignment;
import org.modelyard.experiment.model.BanditRound;
import org.modelyard.platform.service.StatementFailed;

/** Which variant a unit of a bandit has: what it was given first, for good. */
@Stateless
public class BanditTraffic {

    @Inject
    private BanditExposures exposures;

    @Inject
    private ExperimentRounds rounds;

    /**
     * What the unit has, or gets now by the round that divides.
     *
     * @return empty when somebody else gives it one at this moment: {@link #given} then knows
     */
    public Optional<BanditExposures.Given> give(
            Experiment experiment, String unit, Instant now, @Nullable Double covariate) {
        try {
            Optional<BanditExposures.Given> known = exposures.of(experiment.id(), unit);
            if (known.isPresent()) {
                return known;
            }
            BanditRound round = rounds.latest(experiment.id())
                    .orElseThrow(() -> new IllegalStateException(experiment.name() + " runs without a round"))
                    .round();
            int place = Assignment.placeIn(round, experiment.salt(), unit);
            BanditExposures.Given given = new BanditExposures.Given(
                    place, round.number(), round.arms().get(place).buckets());
            return exposures.add(experiment.id(), unit, given, now.toEpochMilli(), covariate)
                    ? Optional.of(given)
                    : Optional.empty();
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    /** In a transaction of its own, since one that has read already may not see what others have stored meanwhile. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public BanditExposures.Given given(long experiment, String unit) {
        try {
            return exposures
                    .of(experiment, unit)
                    .orElseThrow(() -> new IllegalStateException("a unit is assigned and has no variant"));
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }
}
