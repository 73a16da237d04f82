package org.modelyard.serving.model;

import org.jspecify.annotations.Nullable;

/**
 * What an answer took.
 *
 * @param inputTokens read; {@link #UNKNOWN} when nobody has told
 * @param outputTokens written; likewise
 * @param costNanos billionths of the currency; {@link #UNKNOWN} without a declared price, or when it depends on what nobody has told
 * @param currency three letters; null when the cost is not known
 */
public record Spent(long inputTokens, long outputTokens, long costNanos, @Nullable String currency) {

    public static final long UNKNOWN = -1;
}
