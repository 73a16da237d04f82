package org.modelyard.experiment.model;

import org.jspecify.annotations.Nullable;

/**
 * One of the variants; the first is the control.
 *
 * @param buckets its share of the assigned units, 1 to 10,000
 * @param content what the caller is to show, given back as it is
 * @param model asked by this variant, for MODELS alone
 * @param version a number, a range or {@code champion}, for VERSIONS and MODELS
 */
public record ExperimentVariant(
        String name, int buckets, @Nullable String content, @Nullable String model, @Nullable String version) {}
