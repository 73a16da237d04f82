package org.modelyard.serving.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.Registry;
import org.modelyard.registry.service.Servable;
import org.modelyard.serving.entity.Environment;
import org.modelyard.serving.model.DeploymentState;
import org.modelyard.serving.model.RoutingReason;

/**
 * Which model answers where: an immutable snapshot in memory, replaced as a whole by one of the models that are loaded, and
 * again with each that comes: none waits for another. Reading it takes no lock, and no database where there is a route. A deployment that this node cannot load is left to
 * {@link DeploymentLoads}, and what served before goes on where it is still in memory.
 */
@ApplicationScoped
public class RoutingTable {

    /** What a request asks for instead of the deployment's version by number. */
    public static final String CHAMPION = "champion";

    private static final Duration AGAIN = Duration.ofSeconds(1);
    /** Many ask for an experiment that cannot be had, and each look loads for all. */
    private final Turns turns = new Turns(Duration.ofMillis(200));

    @Inject
    private DeploymentSteps deployments;

    @Inject
    private LoadedModels models;

    @Inject
    private DeploymentLoads loads;

    @Inject
    private VariantLoads variants;

    @Inject
    private DeploymentRooms rooms;

    @Inject
    private Registry registry;

    @Inject
    private RunningExperiments experiments;

    private volatile Snapshot snapshot = Snapshot.EMPTY;
    private final ReentrantLock reloading = new ReentrantLock();

    record Place(long organisationId, String model, String environment) {
        static Place of(DeploymentSteps.Step step) {
            return new Place(step.organisationId(), step.model(), step.environment());
        }
    }

    record Named(long organisationId, String experiment) {}

    /** The deployments' routes, those of experiments by name, and the versions that were asked for by number since it was made. */
    private record Snapshot(
            Map<Place, Route> routes,
            Map<Place, Route> champions,
            Map<Named, Route> experiments,
            ReturningPlaces returning,
            PinnedVersions pins) {
        static final Snapshot EMPTY =
                new Snapshot(Map.of(), Map.of(), Map.of(), ReturningPlaces.NONE, new PinnedVersions());

        /** @param version null or {@link #CHAMPION}: they differ in the reason they give */
        Map<Place, Route> routes(@Nullable String version) {
            return version == null ? routes : champions;
        }
    }

    /**
     * @param environment null for production
     * @param version null for what the deployment says; {@code 1.2.0}, {@code ^1.2}, {@code latest} or {@code champion}
     * @throws Refusal.NotFound when nothing answers there
     * @throws Refusal.Unavailable when this node cannot load what does
     */
    public Route route(Caller caller, String model, @Nullable String environment, @Nullable String version) {
        Snapshot now = snapshot;
        if (version != null && !version.equals(CHAMPION)) {
            return now.pins().route(registry, models, caller, model, version);
        }
        String where = environment == null ? Environment.PRODUCTION : environment;
        Place place = new Place(caller.organisationId(), model, where);
        Route route = now.routes(version).get(place);
        return route == null ? late(place, version) : route;
    }

    /**
     * What divides the rows of a running experiment that is asked by name.
     *
     * @throws Refusal.NotFound when there is none
     * @throws Refusal.Conflict unless it runs and asks models
     * @throws Refusal.Unavailable when what it asks is not in memory on this node
     */
    Route experiment(Caller caller, String name) {
        Named named = new Named(caller.organisationId(), name);
        Route route = snapshot.experiments().get(named);
        if (route == null) {
            experiments.require(caller.organisationId(), name);
            if (turns.next()) {
                reload(); // it was started a moment ago
            }
            route = snapshot.experiments().get(named);
        }
        if (route == null) {
            throw new Refusal.Unavailable(
                    "What the experiment '" + name + "' asks is not in memory here: see the log, or ask again.", AGAIN);
        }
        ExperimentRoute divider = route.experiment();
        if (divider != null && divider.over(System.currentTimeMillis())) {
            experiments.require(caller.organisationId(), name);
        }
        return route;
    }

    /** A deployment is in force from its commit on, a moment before this node's snapshot has it: the rows decide. */
    private Route late(Place place, @Nullable String version) {
        loads.requireLoadable(place);
        if (deployments.serves(place.organisationId(), place.model(), place.environment())) {
            reload(place);
            Route route = snapshot.routes(version).get(place);
            if (route != null) {
                return route;
            }
            loads.requireLoadable(place);
        }
        snapshot.returning().requireOther(place);
        throw new Refusal.NotFound("deployment of model " + place.model() + " in environment", place.environment());
    }

    /**
     * Reads the deployments and lets the routes take over whose models are in memory; then loads the others, each of which takes over as soon as
     * it can.
     *
     * @return false when a model could not be loaded now and may be later: call again
     */
    boolean reload() {
        return reload(null);
    }

    /**
     * Reads the deployments and lets the routes take over whose models are in memory; loads none.
     *
     * @return false when there are others
     */
    boolean reloadFromMemory() {
        PublishedRoutes now = publish();
        return now.missing().isEmpty() && now.absent().isEmpty();
    }

    /** @param only which models are loaded; null for all */
    private boolean reload(@Nullable Place only) {
        Set<DeploymentSteps.Step> tried = new HashSet<>();
        PublishedRoutes now = publish();
        for (DeploymentSteps.Step next = next(now.missing(), only, tried);
                next != null;
                next = next(now.missing(), only, tried)) {
            tried.add(next);
            if (loads.load(next)) {
                now = publish(); // a candidate may be missing only now that its champion is there
            }
        }
        for (Map.Entry<Long, RunningExperiments.Running> absent : now.absent().entrySet()) {
            if (only == null && variants.load(absent.getValue(), absent.getKey())) {
                now = publish();
            }
        }
        now.unfit().forEach(experiments::lost);
        return now.missing().isEmpty() && now.absent().isEmpty();
    }

    private static DeploymentSteps.@Nullable Step next(
            List<DeploymentSteps.Step> missing, @Nullable Place only, Set<DeploymentSteps.Step> tried) {
        return missing.stream()
                .filter(step -> !tried.contains(step) && (only == null || only.equals(Place.of(step))))
                .findFirst()
                .orElse(null);
    }

    private PublishedRoutes publish() {
        reloading.lock();
        try {
            Map<Place, Route> before = snapshot.champions();
            Map<Place, Route> routes = new HashMap<>();
            Map<Place, Route> champions = new HashMap<>();
            Set<Long> versions = new HashSet<>();
            List<DeploymentSteps.Step> missing = new ArrayList<>();
            List<DeploymentSteps.Step> steps = deployments.inService();
            List<RunningExperiments.Running> tested = experiments.all();
            models.keep(eligible(steps, tested)); // what is looked up from here on is let go of by nobody
            for (DeploymentSteps.Step step : steps) {
                if (step.state() == DeploymentState.ACTIVE) {
                    Place place = Place.of(step);
                    Route route = ready(step, missing);
                    // what goes on has it all: who was beside it and has not ended gets the share again below
                    Route champion = route == null ? before.get(place) : route.because(RoutingReason.ALIAS);
                    if (champion != null) {
                        routes.put(place, champion.because(RoutingReason.DEPLOYMENT));
                        champions.put(place, champion);
                    }
                }
            }
            ReturningPlaces returning = ReturningPlaces.keep(steps, before, routes, champions);
            for (DeploymentSteps.Step step : steps) {
                if (step.state() == DeploymentState.ROLLING_OUT) {
                    divide(step, routes, missing);
                }
            }
            Map<Named, Route> divided = new HashMap<>();
            Map<Long, RunningExperiments.Running> absent = new HashMap<>();
            Map<RunningExperiments.Running, String> unfit = new HashMap<>();
            ExperimentRouting dividing = new ExperimentRouting(models);
            for (RunningExperiments.Running running : tested) {
                dividing.divide(running, routes, champions, divided, absent)
                        .ifPresent(reason -> unfit.put(running, reason));
            }
            for (Map<?, Route> all : List.of(routes, divided)) {
                asked(all, versions);
            }
            rooms.keep(steps);
            loads.keep(steps);
            variants.keep(absent.keySet());
            models.keep(versions);
            snapshot = new Snapshot(
                    Map.copyOf(routes), Map.copyOf(champions), Map.copyOf(divided), returning, new PinnedVersions());
            return new PublishedRoutes(missing, absent, unfit);
        } finally {
            reloading.unlock();
        }
    }

    /** Versions that the next routes may ask, with those that the last ones do. */
    private Set<Long> eligible(List<DeploymentSteps.Step> steps, List<RunningExperiments.Running> tested) {
        Set<Long> versions = new HashSet<>();
        steps.forEach(step -> versions.add(step.versionId()));
        tested.forEach(running -> running.targets().forEach(target -> versions.add(target.versionId())));
        asked(snapshot.routes(), versions);
        asked(snapshot.experiments(), versions);
        return versions;
    }

    private static void asked(Map<?, Route> routes, Set<Long> versions) {
        routes.values().forEach(route -> route.asked().forEach(one -> versions.add(one.versionId())));
    }

    /** Gives a candidate its share; what serves keeps everything while the candidate is not loaded. */
    private void divide(DeploymentSteps.Step step, Map<Place, Route> routes, List<DeploymentSteps.Step> missing) {
        Route whole = routes.get(Place.of(step));
        if (whole == null || whole.candidate() != null || whole.servables().containsKey(step.versionId())) {
            return; // one at a time, and not beside itself where what goes on is its own version
        }
        Route candidate = ready(step, missing);
        if (candidate != null) {
            routes.put(
                    Place.of(step),
                    whole.beside(
                            step,
                            candidate.servable(candidate.split().variants().get(0))));
        }
    }

    /** Null when its model is not in memory: then it is missing. */
    private @Nullable Route ready(DeploymentSteps.Step step, List<DeploymentSteps.Step> missing) {
        Servable servable = models.ready(step.versionId());
        if (servable == null) {
            missing.add(step);
            return null;
        }
        return Route.whole(
                step.model(), RoutingReason.DEPLOYMENT, step.id(), step.environmentId(), step.salt(), servable);
    }
}
