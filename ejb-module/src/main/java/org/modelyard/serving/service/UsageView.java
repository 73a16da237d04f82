package org.modelyard.serving.service;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much a version was used over a time.
 *
 * @param since the full hour that the figures begin with; null for all that is kept
 * @param total over all environments
 * @param environments by name, those without any requests left out; what named none is under an empty name
 * @param lastUsed beginning of the last hour in which it was asked, whatever the period; null when it was not, as far back as
 *     hours are kept
 * @param spent tokens and cost over the time; null where there are no tokens and no cost is known
 */
public record UsageView(
        String model,
        String version,
        String period,
        @Nullable Instant since,
        Instant until,
        Figures total,
        Map<String, Figures> environments,
        @Nullable Instant lastUsed,
        @Nullable SpentSums spent) {

    /**
     * What is not known is null, never 0. Quantiles are within 19 % above the true ones.
     *
     * @param requests rows answered, refused or failed; exact
     * @param errors rows refused or failed; exact
     * @param meanLatencyMillis over the requests
     */
    public record Figures(
            long requests,
            long errors,
            @Nullable Double meanLatencyMillis,
            @Nullable Double p50LatencyMillis,
            @Nullable Double p95LatencyMillis,
            @Nullable Double p99LatencyMillis) {}
}
