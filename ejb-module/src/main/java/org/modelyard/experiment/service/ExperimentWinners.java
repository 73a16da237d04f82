package org.modelyard.experiment.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.experiment.model.ExperimentSubject;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.rollout.model.RolloutStrategy;
import org.modelyard.rollout.model.RolloutWish;
import org.modelyard.rollout.service.RolloutView;
import org.modelyard.serving.service.ModelDeployments;

/** Turns winners into rollouts, when the rule that was set at the start names one. */
@ApplicationScoped
public class ExperimentWinners {

    @Inject
    private Experiments experiments;

    @Inject
    private ExperimentResults results;

    @Inject
    private ModelDeployments deployments;

    @Inject
    private ExperimentHandover handover;

    /**
     * Stops the experiment and rolls its winner out where it ran.
     *
     * @param wish null for GRADUAL with its usual steps
     * @throws Refusal.Conflict when no versions are tested, when there is no winner, or when it cannot be rolled out now
     */
    public RolloutView rollOut(Caller caller, String name, @Nullable RolloutWish wish) {
        caller.require(Role.OPERATOR);
        ExperimentView experiment = experiments.get(caller, name);
        if (experiment.plan().subject() != ExperimentSubject.VERSIONS) {
            throw new Refusal.Conflict("The experiment '" + name + "' is over "
                    + experiment.plan().subject() + ": only a version of a model that serves can be rolled out.");
        }
        ResultsView found = results.decision(caller, name);
        String winner = found.winner();
        if (winner == null) {
            throw new Refusal.Conflict("By the rule that was set at the start there is no winner of '" + name + "' ("
                    + found.verdict() + "). " + found.recommendation());
        }
        ExperimentView.Asked asked = experiment.asked().stream()
                .filter(one -> one.variant().equals(winner))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the variants of " + name + " lack " + winner));
        ModelDeployments.NewDeployment command = new ModelDeployments.NewDeployment(
                asked.model(),
                asked.version(),
                experiment.plan().environment(),
                null,
                null,
                null,
                List.of("experiment " + name));
        ModelVersionView version = deployments.deployable(caller, command);
        return handover.begin(
                caller, name, command, version, worded(wish, name, winner).plan());
    }

    private static RolloutWish worded(@Nullable RolloutWish wish, String name, String winner) {
        RolloutWish wanted = wish == null ? RolloutWish.of(RolloutStrategy.GRADUAL) : wish;
        return wanted.note() != null
                ? wanted
                : new RolloutWish(
                        wanted.strategy(),
                        wanted.steps(),
                        wanted.judgement(),
                        wanted.promote(),
                        wanted.longest(),
                        wanted.deprecate(),
                        "'" + winner + "' has won the experiment '" + name + "'.");
    }
}
