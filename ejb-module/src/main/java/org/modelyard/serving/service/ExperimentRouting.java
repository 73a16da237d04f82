package org.modelyard.serving.service;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.experiment.model.ExperimentPlan;
import org.modelyard.experiment.model.ExperimentSubject;
import org.modelyard.experiment.model.VariantTarget;
import org.modelyard.serving.model.RoutingReason;

/** Puts running experiments into routes while the routing table is made anew. */
final class ExperimentRouting {

    private static final System.Logger LOG = System.getLogger(ExperimentRouting.class.getName());

    private final LoadedModels models;
    private final RunningExperiments experiments;

    ExperimentRouting(LoadedModels models, RunningExperiments experiments) {
        this.models = models;
        this.experiments = experiments;
    }

    /**
     * Lets an experiment divide what its place, or whoever asks for it by name, sends. Where one of its versions cannot be loaded, what
     * serves answers everything.
     *
     * @param routes by place; that of the experiment is replaced by one that it divides
     * @param divided by name, to be added to
     * @return false when a version could not be loaded now and may be later
     */
    boolean divide(
            RunningExperiments.Running running,
            Map<RoutingTable.Place, Route> routes,
            Map<RoutingTable.Place, Route> champions,
            Map<RoutingTable.Named, Route> divided) {
        ExperimentPlan plan = running.plan();
        String environment = String.valueOf(plan.environment());
        RoutingTable.Place place =
                new RoutingTable.Place(running.organisationId(), String.valueOf(plan.model()), environment);
        boolean versions = plan.subject() == ExperimentSubject.VERSIONS;
        Route serving = versions ? routes.get(place) : null;
        if (versions && (serving == null || serving.candidate() != null || serving.experiment() != null)) {
            return true; // what has taken over meanwhile ends it
        }
        List<Route> asked = new ArrayList<>();
        for (VariantTarget target : running.targets()) {
            Route one = asked(running, target, serving, champions, environment);
            if (one == null) {
                return target.versionId() == 0; // where nothing serves, whoever deploys is heard of
            }
            asked.add(one);
        }
        Route route = ExperimentRoute.over(running, serving == null ? asked.get(0) : serving, asked);
        divided.put(new RoutingTable.Named(running.organisationId(), running.name()), route);
        if (versions) {
            routes.put(place, route);
        }
        return true;
    }

    private @Nullable Route asked(
            RunningExperiments.Running running,
            VariantTarget target,
            @Nullable Route serving,
            Map<RoutingTable.Place, Route> champions,
            String environment) {
        if (target.versionId() == 0) {
            return champions.get(new RoutingTable.Place(running.organisationId(), target.model(), environment));
        }
        if (serving != null && serving.servables().containsKey(target.versionId())) {
            return serving;
        }
        try {
            return Route.whole(
                    target.model(),
                    RoutingReason.PINNED,
                    0,
                    running.environmentId(),
                    running.salt(),
                    models.get(target.versionId()));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, target + " of the experiment " + running.name() + " cannot be loaded", e);
            LoadedModels.corruption(e).ifPresent(reason -> experiments.lost(running, reason));
            return null;
        }
    }
}
