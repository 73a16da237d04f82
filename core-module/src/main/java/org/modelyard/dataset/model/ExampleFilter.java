package org.modelyard.dataset.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which examples are wanted; null leaves a filter out.
 *
 * @param minQuality 0 to 1, inclusive
 * @param since inclusive
 */
public record ExampleFilter(
        @Nullable ExampleStatus status,
        @Nullable String source,
        @Nullable String label,
        @Nullable Double minQuality,
        @Nullable Instant since) {

    public static ExampleFilter all() {
        return new ExampleFilter(null, null, null, null, null);
    }
}
