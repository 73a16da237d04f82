package org.modelyard.serving.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelyard.experiment.model.ExperimentPlan;
import org.modelyard.experiment.model.ExperimentSubject;
import org.modelyard.experiment.model.VariantTarget;
import org.modelyard.ml.score.Signature;
import org.modelyard.registry.service.Servable;
import org.modelyard.serving.model.RoutingReason;

/** Puts running experiments into routes while the routing table is made anew. */
final class ExperimentRouting {

    private final LoadedModels models;

    ExperimentRouting(LoadedModels models) {
        this.models = models;
    }

    /**
     * Lets an experiment divide what its place, or whoever asks for it by name, sends. Where one of its versions cannot be loaded, what
     * serves answers everything.
     *
     * @param routes by place; that of the experiment is replaced by one that it divides
     * @param divided by name, to be added to
     * @param absent versions that are not in memory, to be added to
     * @return why its variants cannot be asked the same any more, when they cannot
     */
    Optional<String> divide(
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
            return Optional.empty(); // what has taken over meanwhile ends it
        }
        List<Route> asked = new ArrayList<>();
        for (VariantTarget target : running.targets()) {
            Route one = asked(running, target, serving, champions, environment, absent);
            if (one == null) {
                return Optional.empty(); // where nothing serves, whoever deploys is heard of
            }
            asked.add(one);
        }
        Route plain = serving == null ? asked.get(0) : serving;
        for (Route one : asked) {
            if (!alike(plain.signature(), one.signature())) {
                return Optional.of(
                        one.model() + " does not take and answer the same as " + plain.model() + " any more.");
            }
        }
        Route route = ExperimentRoute.over(running, plain, asked);
        divided.put(new RoutingTable.Named(running.organisationId(), running.name()), route);
        if (versions) {
            routes.put(place, route);
        }
        return Optional.empty();
    }

    /** Rows are read once, by the columns of what serves: a variant that read others would answer about something else. */
    private static boolean alike(Signature one, Signature other) {
        return columns(one).equals(columns(other))
                && Set.copyOf(one.labels()).equals(Set.copyOf(other.labels()))
                && one.outputs().equals(other.outputs());
    }

    private static List<String> columns(Signature signature) {
        return signature.inputs().stream()
                .map(input -> input.feature().name() + " " + input.feature().type())
                .toList();
    }

    /** An experiment over versions answers in the place of a deployment, whose bound then holds for all its variants together. */
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
        Route whole =
                Route.whole(target.model(), RoutingReason.PINNED, 0, running.environmentId(), running.salt(), servable);
        return serving != null
                ? whole.boundBy(serving.boundBy())
                : whole.boundBy(deployment(running, target, champions, environment));
    }

    /** Of the version, where it is what serves: it is asked like any other of its requests. 0 for none. */
    private static long deployment(
            RunningExperiments.Running running,
            VariantTarget target,
            Map<RoutingTable.Place, Route> champions,
            String environment) {
        Route champion = champions.get(new RoutingTable.Place(running.organisationId(), target.model(), environment));
        return champion != null && champion.servables().containsKey(target.versionId()) ? champion.boundBy() : 0;
    }
}
