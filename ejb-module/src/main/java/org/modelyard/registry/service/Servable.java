package org.modelyard.registry.service;

import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Signature;
import org.modelyard.monitoring.model.Histograms;
import org.modelyard.monitoring.model.ProfileLayout;

/**
 * A version in memory, ready to answer.
 *
 * @param version the number, e.g. {@code 1.0.0}
 * @param layout null when the version has no profile: then its drift cannot be told
 * @param reference histograms of the training rows on that layout; null as the layout is
 */
public record Servable(
        long versionId,
        long modelId,
        String model,
        String version,
        Scorer scorer,
        Signature signature,
        @Nullable ProfileLayout layout,
        @Nullable Histograms reference) {}
