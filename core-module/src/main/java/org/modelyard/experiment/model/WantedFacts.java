package org.modelyard.experiment.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a plan wants to know of a unit that a prediction assigns.
 *
 * @param segments names of the attributes that are told apart
 * @param covariate name of the one whose number was settled before; null for none
 */
public record WantedFacts(List<String> segments, @Nullable String covariate) {

    public static final WantedFacts NONE = new WantedFacts(List.of(), null);

    public WantedFacts {
        segments = List.copyOf(segments);
    }

    boolean none() {
        return segments.isEmpty() && covariate == null;
    }
}
