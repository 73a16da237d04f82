package org.modelyard.serving.model;

import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.Signature;
import org.modelyard.monitoring.model.ProfileLayout;

/**
 * What is needed to read a version's inference records without its weights.
 *
 * @param layout null when the version has no profile: its inputs are then not counted
 */
public record VersionShape(long modelId, Signature signature, @Nullable ProfileLayout layout) {}
