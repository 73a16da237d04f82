package org.modelyard.serving.service;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.serving.model.Adoption;

/**
 * A model in service over a time.
 *
 * @param since the full hour that the figures begin with; null for all that is kept
 * @param total over all groups
 * @param adoption how often answers are used, over its own window, whatever the period; null unless the model's business metrics
 *     declare it
 * @param groups one a version, variant, day or value of a dimension, those without any data left out
 */
public record ModelMetricsView(
        String model,
        String period,
        @Nullable String environment,
        @Nullable Instant since,
        Instant until,
        Figures total,
        @Nullable Adoption adoption,
        String by,
        List<Group> groups) {

    /** Figures of one version, variant, day or value of a dimension. */
    public record Group(String name, Figures figures) {}

    /**
     * What is not known is null, never 0.
     *
     * @param requests rows answered, refused or failed; exact
     * @param errors rows refused or failed; exact
     * @param meanLatencyMillis over the requests
     * @param p95LatencyMillis within 19 % above the true quantile
     * @param judged inferences of which feedback tells whether the class was right
     * @param accuracy share of them that were
     * @param measured inferences of which feedback tells the true value
     * @param meanAbsoluteError over them
     * @param rootMeanSquaredError over them
     * @param spent tokens and cost; null where there are no tokens and no cost is known, and by variant
     */
    public record Figures(
            long requests,
            long errors,
            @Nullable Double meanLatencyMillis,
            @Nullable Double p95LatencyMillis,
            long judged,
            @Nullable Double accuracy,
            long measured,
            @Nullable Double meanAbsoluteError,
            @Nullable Double rootMeanSquaredError,
            @Nullable SpentSums spent) {}
}
