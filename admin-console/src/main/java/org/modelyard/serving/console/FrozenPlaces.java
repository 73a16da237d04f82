package org.modelyard.serving.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.console.Words;
import org.modelyard.serving.service.EnvironmentView;
import org.modelyard.serving.service.ModelDeployments;

/** Which environments take nothing now, in words for the pages where one deploys. */
@Named
@RequestScoped
public class FrozenPlaces {

    @Inject
    private ModelDeployments deployments;

    @Inject
    private Viewer viewer;

    @Inject
    private Words words;

    @Inject
    private Clock clock;

    public FrozenPlaces() {}

    /** At another time than now. */
    FrozenPlaces(ModelDeployments deployments, Viewer viewer, Words words, Clock clock) {
        this.deployments = deployments;
        this.viewer = viewer;
        this.words = words;
        this.clock = clock;
    }

    /** OPEN, FROZEN, or PLANNED when a freeze begins later. */
    public String state(EnvironmentView place) {
        Instant from = place.frozenFrom();
        Instant until = place.frozenUntil();
        Instant now = clock.instant();
        if (from == null || until == null || !now.isBefore(until)) {
            return "OPEN";
        }
        return now.isBefore(from) ? "PLANNED" : "FROZEN";
    }

    /** From when until when, and why; empty where it is open. */
    public String why(EnvironmentView place) {
        String state = state(place);
        if (state.equals("OPEN")) {
            return "";
        }
        String note = place.frozenNote();
        return (state.equals("PLANNED") ? "from " + words.exact(place.frozenFrom()) + " " : "") + "until "
                + words.exact(place.frozenUntil()) + (note == null || note.isBlank() ? "" : ": " + note);
    }

    /** As {@link #of}, of all. */
    public List<String> getAll() {
        return of(deployments.environments(viewer.caller()));
    }

    /** As {@link #of}, of one by its name; null for none. */
    public List<String> named(@Nullable String environment) {
        return environment == null
                ? List.of()
                : of(deployments.environments(viewer.caller()).stream()
                        .filter(place -> place.name().equals(environment))
                        .toList());
    }

    /** A sentence for each environment that is frozen, or is to be. */
    public List<String> of(List<EnvironmentView> places) {
        return places.stream()
                .filter(place -> !state(place).equals("OPEN"))
                .map(place -> place.name()
                        + (state(place).equals("FROZEN") ? " is frozen " : " will be frozen ")
                        + why(place))
                .toList();
    }
}
