package org.modelyard.registry.service;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.bundle.StoredModel;

/**
 * A file from elsewhere that was read and tried.
 *
 * @param files address by kind: the model as it is served, the file as it came, and what a bundle brought along
 * @param metrics that a bundle tells of; unverified
 * @param trainer what is known of how it was made
 * @param seed null when that is not known
 */
record ImportedModel(
        StoredModel model,
        Map<String, String> files,
        Map<String, @Nullable Double> metrics,
        Map<String, Object> trainer,
        @Nullable Long seed) {}
