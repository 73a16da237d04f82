package org.modelyard.serving.service;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.modelyard.experiment.model.Assignment;
import org.modelyard.experiment.model.BanditRound;
import org.modelyard.experiment.model.ExperimentPlan;
import org.modelyard.experiment.model.OutcomeEvent;
import org.modelyard.experiment.model.Targeting;
import org.modelyard.experiment.model.UnitFacts;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.Servable;
import org.modelyard.serving.model.ExperimentArm;
import org.modelyard.serving.model.PredictionRow;
import org.modelyard.serving.model.RoutingReason;
import org.modelyard.serving.model.TrafficSplit;

/**
 * A running experiment where a route leads: for each row the route of its unit's variant, made beforehand. Nobody waits, and nothing is
 * read from a database; who was assigned is found in the inference log.
 */
final class ExperimentRoute {

    private final RunningExperiments.Running running;
    private final Targeting.Filter filter;
    private final List<Route> arms;
    private final Route plain;
    private final Route heldOut;

    /**
     * @param plain what answers whoever does not take part
     * @param arms of the plan's variants, in their order
     */
    private ExperimentRoute(RunningExperiments.Running running, Route plain, List<Route> arms) {
        this.running = running;
        this.filter = running.plan().targeting().filter();
        this.plain = plain;
        this.arms = arms;
        this.heldOut = plain.with(null, new ExperimentArm(running.id(), ExperimentArm.HELD_OUT));
    }

    /**
     * A route whose rows are divided by an experiment.
     *
     * @param plain what answers whoever does not take part
     * @param asked by the plan's variants, in their order
     */
    static Route over(RunningExperiments.Running running, Route plain, List<Route> asked) {
        ExperimentPlan plan = running.plan();
        List<Route> arms = new ArrayList<>();
        for (int place = 0; place < asked.size(); place++) {
            arms.add(arm(running, plan.variants().get(place).name(), asked.get(place), arm(running, place)));
        }
        return plain.with(new ExperimentRoute(running, plain, List.copyOf(arms)), null);
    }

    /** Of a bandit with the propensity of the round that this snapshot has: what is logged is what the unit was divided by. */
    private static ExperimentArm arm(RunningExperiments.Running running, int place) {
        BanditRound round = running.round();
        return round == null
                ? new ExperimentArm(running.id(), place)
                : new ExperimentArm(
                        running.id(),
                        place,
                        round.number(),
                        round.arms().get(place).buckets());
    }

    private static Route arm(RunningExperiments.Running running, String name, Route asked, ExperimentArm arm) {
        Servable servable = asked.servable(asked.split().variants().get(0));
        return new Route(
                servable.model(),
                RoutingReason.EXPERIMENT,
                asked.deploymentId(),
                running.environmentId(),
                running.salt(),
                TrafficSplit.whole(name, servable.versionId()),
                asked.servables(),
                null,
                null,
                arm,
                asked.boundBy());
    }

    /** Whether it divides nothing any more. */
    boolean over(long nowMillis) {
        return nowMillis >= running.endsAtMillis();
    }

    /** Where a row goes, settled for good. */
    Route settle(PredictionRow row, long nowMillis) {
        String unit = row.unit();
        if (unit == null || unit.isBlank() || unit.length() > OutcomeEvent.LONGEST_UNIT || over(nowMillis)) {
            return plain;
        }
        ExperimentPlan plan = running.plan();
        Assignment assignment =
                Assignment.of(plan, running.salt(), running.slotFrom(), unit, targets(plan.targeting(), row));
        return switch (assignment.reason()) {
            case ASSIGNED -> arms.get(place(assignment, unit));
            case HELD_OUT -> heldOut;
            case NOT_TARGETED, OUTSIDE_TRAFFIC -> plain;
        };
    }

    /** By the round where there is one, and by the same hash. */
    private int place(Assignment assignment, String unit) {
        BanditRound round = running.round();
        return round == null ? assignment.placeIn(running.plan()) : Assignment.placeIn(round, running.salt(), unit);
    }

    /** A prediction is answered also where what it says of its unit is not of the targeting's type: then it does not take part. */
    private boolean targets(Targeting targeting, PredictionRow row) {
        if (targeting.condition() == null) {
            return true;
        }
        try {
            return filter.takes(UnitFacts.of(targeting, row, plain.signature()));
        } catch (Refusal.Invalid otherType) {
            return false;
        }
    }

    /** By the variant's name; what answers whoever does not take part comes first, so that a variant of its name counts. */
    Map<String, String> models() {
        Map<String, String> models = new HashMap<>();
        Stream.concat(Stream.of(plain), arms.stream())
                .forEach(route -> models.put(route.split().variants().get(0).name(), route.model()));
        return models;
    }

    /** All models that may be asked. */
    Collection<Servable> servables() {
        return Stream.concat(Stream.of(plain), arms.stream())
                .flatMap(route -> route.servables().values().stream())
                .toList();
    }
}
