package org.modelyard.serving.service;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What answers took together.
 *
 * @param inputTokens read, as far as somebody has told; null where nobody has, or all have told 0
 * @param outputTokens written; likewise
 * @param costs by currency, exact, as decimals; empty where no cost is known
 */
public record SpentSums(@Nullable Long inputTokens, @Nullable Long outputTokens, Map<String, String> costs) {}
