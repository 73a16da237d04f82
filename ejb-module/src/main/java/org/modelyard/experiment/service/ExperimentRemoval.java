package org.modelyard.experiment.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.experiment.entity.Experiment;
import org.modelyard.experiment.entity.ExperimentRemains;
import org.modelyard.experiment.entity.StoredExperiments;
import org.modelyard.experiment.model.ExperimentState;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.StatementFailed;

/** Experiments that go: the plan at once, exposures and events some at a time afterwards. */
@Stateless
public class ExperimentRemoval {

    private static final int EXPERIMENTS_AT_ONCE = 20;
    private static final int ROWS_AT_ONCE = 5_000;
    /** Far longer than a transaction lasts that had found the experiment before it was deleted. */
    private static final Duration ON_ITS_WAY = Duration.ofDays(1);

    @Inject
    private StoredExperiments experiments;

    @Inject
    private ExperimentRemains remains;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    /** @throws Refusal.Conflict while it runs */
    public void delete(Caller caller, String name) {
        caller.require(Role.OPERATOR);
        Experiment experiment =
                experiments.locked(caller.organisationId(), name).orElseThrow(() -> Experiments.missing(name));
        if (experiment.state(clock.instant()) == ExperimentState.RUNNING) {
            throw new Refusal.Conflict("The experiment '" + name + "' is running: stop it first.");
        }
        remove(caller, experiment);
    }

    /**
     * Removes some of what has had its time, in a transaction of its own.
     *
     * @param age since an experiment was over; null where none goes by its age
     * @return whether there may be more
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public boolean forgetSome(long organisationId, @Nullable Duration age) {
        boolean more = false;
        if (age != null) {
            List<Experiment> old =
                    experiments.lockedOver(organisationId, clock.instant().minus(age), EXPERIMENTS_AT_ONCE);
            old.forEach(one -> remove(Caller.server(organisationId), one));
            more = old.size() == EXPERIMENTS_AT_ONCE;
        }
        try {
            return remains.sweep(
                            organisationId,
                            ROWS_AT_ONCE,
                            clock.instant().minus(ON_ITS_WAY).toEpochMilli())
                    || more;
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    private void remove(Caller caller, Experiment experiment) {
        try {
            remains.mark(caller.organisationId(), experiment.id(), clock.millis());
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
        experiments.remove(experiment);
        audit.done(caller, "experiment.delete", "experiment/" + experiment.name(), experiment.name());
    }
}
