package org.modelyard.serving.console;

import org.jspecify.annotations.Nullable;
import org.modelyard.serving.model.RoutingReason;
import org.modelyard.serving.service.Route;

/** Why an inference went to its version, in words. */
final class RoutingWords {

    private RoutingWords() {}

    /**
     * A sentence or two.
     *
     * @param environment null when a version was named
     * @param experiment its name, where it is known
     */
    static String of(
            RoutingReason reason, @Nullable String environment, @Nullable String experiment, @Nullable String variant) {
        return switch (reason) {
            case DEPLOYMENT -> "It served in " + environment + "." + rollout(variant);
            case PINNED -> "The caller asked for this version.";
            case ALIAS -> "The caller asked for a name that stood for this version.";
            case NONE -> "It reached no version.";
            case EXPERIMENT ->
                (experiment == null ? "A running experiment" : "The experiment '" + experiment + "'")
                        + " gives this unit the variant '" + variant + "'.";
        };
    }

    private static String rollout(@Nullable String variant) {
        if (Route.CANDIDATE.equals(variant)) {
            return " A version is being rolled out there, and this one fell to it.";
        }
        return Route.CHAMPION.equals(variant)
                ? " A version is being rolled out there; this one stayed with the version before."
                : "";
    }
}
