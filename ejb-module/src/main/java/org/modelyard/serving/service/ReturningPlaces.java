package org.modelyard.serving.service;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.model.DeploymentState;
import org.modelyard.serving.model.RoutingReason;

/**
 * Places that nothing serves for a moment: what did was found bad, and the last good version has not taken over yet. What answered there
 * goes on until then, as with a roll-back that somebody asked for; where nothing did on this node, callers are told to ask again.
 */
record ReturningPlaces(Set<RoutingTable.Place> places) {

    static final ReturningPlaces NONE = new ReturningPlaces(Set.of());

    private static final Duration AGAIN = Duration.ofSeconds(1);

    /**
     * @param steps as {@link DeploymentSteps#inService} tells them: of what is PENDING the roll-backs alone
     * @param before what served so far, without what was rolled out or tried beside it: that may have ended
     * @param routes of what serves, to be added to; so are {@code champions}
     */
    static ReturningPlaces keep(
            List<DeploymentSteps.Step> steps,
            Map<RoutingTable.Place, Route> before,
            Map<RoutingTable.Place, Route> routes,
            Map<RoutingTable.Place, Route> champions) {
        Set<RoutingTable.Place> served = new HashSet<>();
        Set<RoutingTable.Place> returning = new HashSet<>();
        for (DeploymentSteps.Step step : steps) {
            if (step.state() == DeploymentState.ACTIVE) {
                served.add(RoutingTable.Place.of(step));
            } else if (step.state() == DeploymentState.PENDING) {
                returning.add(RoutingTable.Place.of(step));
            }
        }
        returning.removeAll(served);
        for (RoutingTable.Place place : returning) {
            Route champion = before.get(place);
            if (champion != null) {
                routes.put(place, champion.because(RoutingReason.DEPLOYMENT));
                champions.put(place, champion);
            }
        }
        return new ReturningPlaces(Set.copyOf(returning));
    }

    /** @throws Refusal.Unavailable when what serves there is on its way back */
    void requireOther(RoutingTable.Place place) {
        if (places.contains(place)) {
            throw new Refusal.Unavailable(
                    "The last good version of " + place.model() + " is on its way back to " + place.environment()
                            + ": ask again.",
                    AGAIN);
        }
    }
}
