package org.modelyard.revision.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.weights.FeatureWeight;

/**
 * A page of the weights of a version.
 *
 * @param output beside the target that they are of; null: the target
 * @param with number of the version that they are compared with
 * @param bias by label; of a regression by the empty text
 * @param matching weights on all pages
 * @param items the largest first; compared, the largest difference
 */
public record WeightsView(
        String model,
        String version,
        @Nullable String output,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String with,
        Map<String, Double> bias,
        long matching,
        List<FeatureWeight> items,
        @Nullable String next) {}
