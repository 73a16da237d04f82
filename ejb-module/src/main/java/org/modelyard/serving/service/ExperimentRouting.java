package org.modelyard.serving.service;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.experiment.model.ExperimentPlan;
import org.modelyard.experiment.model.ExperimentSubject;
import org.modelyard.experiment.model.VariantTarget;
import org.modelyard.registry.service.Servable;
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
     * @param absent versions that are not in memory, to be added to
     */
    void divide(
            RunningExperiments.Running running,
            Map<RoutingTable.Place, Route> routes,
            Map<RoutingTable.Place, Route> champions,
            Map<RoutingTable.Named, Route> divided,
            Map<Long, RunningExperiments.Running> absent) {
        ExperimentPlan plan = running.plan();
        String environment = String.valueOf(plan.environment());
        RoutingTable.Place place =
                new RoutingTable.Place(running.organisationId(), String.valueOf(plan.model()), environment);
        boolean versions = plan.subject() == ExperimentSubject.VERSIONS;
        Route serving = versions ? routes.get(place) : null;
        if (versions && (serving == null || serving.candidate() != null || serving.experiment() != null)) {
            return; // what has taken over meanwhile ends it
        }
        List<Route> asked = new ArrayList<>();
        for (VariantTarget target : running.targets()) {
            Route one = asked(running, target, serving, champions, environment, absent);
            if (one == null) {
                return; // where nothing serves, whoever deploys is heard of
            }
            asked.add(one);
        }
        Route route = ExperimentRoute.over(running, serving == null ? asked.get(0) : serving, asked);
        divided.put(new RoutingTable.Named(running.organisationId(), running.name()), route);
        if (versions) {
            routes.put(place, route);
        }
    }

    private @Nullable Route asked(
            RunningExperiments.Running running,
            VariantTarget target,
            @Nullable Route serving,
            Map<RoutingTable.Place, Route> champions,
            String environment,
            Map<Long, RunningExperiments.Running> absent) {
        if (target.versionId() == 0) {
            return champions.get(new RoutingTable.Place(running.organisationId(), target.model(), environment));
        }
        if (serving != null && serving.servables().containsKey(target.versionId())) {
            return serving;
        }
        Servable servable = models.ready(target.versionId());
        if (servable == null) {
            absent.put(target.versionId(), running);
            return null;
        }
        return Route.whole(target.model(), RoutingReason.PINNED, 0, running.environmentId(), running.salt(), servable);
    }

    /** False when it cannot be loaded; for good, then its experiment is stopped. */
    boolean load(RunningExperiments.Running running, long versionId) {
        try {
            models.get(versionId);
            return true;
        } catch (RuntimeException e) {
            LOG.log(
                    Level.ERROR,
                    "version " + versionId + " of the experiment " + running.name() + " cannot be loaded",
                    e);
            LoadedModels.corruption(e).ifPresent(reason -> experiments.lost(running, reason));
            return false;
        }
    }
}
