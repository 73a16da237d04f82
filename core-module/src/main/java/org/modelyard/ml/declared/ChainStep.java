package org.modelyard.ml.declared;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One member of a chain.
 *
 * @param model that the version belongs to
 * @param version its number: a chain never changes in what it answers
 * @param sha256 of its stored model; null until the chain is {@link Chain#bound bound}
 * @param when a condition over inputs and attributes, under which it is asked; null: always
 * @param minScore its answer counts from this score on, 0-1; 0: whatever it is
 * @param deadline its answer counts within this time; null: within the request's
 */
public record ChainStep(
        String model,
        String version,
        @Nullable String sha256,
        @Nullable String when,
        double minScore,
        @Nullable Duration deadline) {

    ChainStep at(String sha) {
        return new ChainStep(model, version, sha, when, minScore, deadline);
    }

    String name() {
        return model + " " + version;
    }
}
