package org.modelyard.ml.explain;

import org.jspecify.annotations.Nullable;

/**
 * What one input adds to an answer.
 *
 * @param feature name of the input
 * @param value of the row, as text; null when missing
 * @param contribution on the explanation's scale
 * @param standardError of the sampling; 0 where the contribution is exact
 */
public record Contribution(String feature, @Nullable String value, double contribution, double standardError) {}
