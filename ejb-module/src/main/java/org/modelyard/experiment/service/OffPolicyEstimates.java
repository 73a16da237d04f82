package org.modelyard.experiment.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.experiment.entity.Experiment;
import org.modelyard.experiment.entity.ExperimentRounds;
import org.modelyard.experiment.entity.ExperimentSums;
import org.modelyard.experiment.entity.StoredExperiments;
import org.modelyard.experiment.model.ExperimentPlan;
import org.modelyard.experiment.model.ExperimentVariant;
import org.modelyard.experiment.model.OffPolicyReading;
import org.modelyard.experiment.model.PolicyWish;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.StatementFailed;

/** What other ways to divide units would have earned, from what was logged of those that were divided. */
@Stateless
public class OffPolicyEstimates {

    @Inject
    private StoredExperiments experiments;

    @Inject
    private ExperimentSums sums;

    @Inject
    private ExperimentRounds rounds;

    @Inject
    private Clock clock;

    /**
     * @throws Refusal.Invalid when it is no policy over the experiment's variants
     * @throws Refusal.Conflict when the metric is neither a share nor a mean, or nobody is judged yet
     */
    public OffPolicyView of(Caller caller, String name, PolicyWish wish) {
        caller.require(Role.VIEWER);
        try {
            Experiment experiment =
                    experiments.byName(caller.organisationId(), name).orElseThrow(() -> Experiments.missing(name));
            ExperimentPlan plan = experiment.plan();
            double[] policy = wish.of(plan);
            if (!OffPolicyReading.tells(plan.metric().kind())) {
                throw new Refusal.Conflict("What a policy earns is a PROPORTION or a MEAN of units; the metric of '"
                        + name + "' is a " + plan.metric().kind() + ".");
            }
            ExperimentReading reading = ExperimentReading.of(experiment, sums, clock.instant());
            int[] shares = plan.variants().stream()
                    .mapToInt(ExperimentVariant::buckets)
                    .toArray();
            List<OffPolicyReading.Logged> logged = sums.logged(reading.judged(), plan.metric(), shares);
            if (logged.isEmpty()) {
                throw new Refusal.Conflict(
                        "No unit of '" + name
                                + "' is judged yet: there is nothing to estimate from. A unit is judged when its window is over.");
            }
            return OffPolicyView.of(
                    reading, policy, OffPolicyReading.of(plan, policy, logged).checked(reading.ratio(rounds)));
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }
}
