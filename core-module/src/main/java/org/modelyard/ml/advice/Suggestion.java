package org.modelyard.ml.advice;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.stats.Interval;

/**
 * Edits of a row that raise what the model predicts. The gain is what the model associates with such a row: it promises no cause.
 *
 * @param edits one, or two that were made together
 * @param inputs the changed ones with their new values, as a prediction takes them
 * @param predicted the answer of the model that serves to the changed row: a value, or the label's probability
 * @param gain that answer less the one before
 * @param interval of the gain, see {@link Members}; null where unknown
 * @param reason why there is no interval; null where there is one
 */
public record Suggestion(
        List<Edit> edits,
        Map<String, String> inputs,
        double predicted,
        double gain,
        @Nullable Interval interval,
        @Nullable String reason) {

    public Suggestion {
        edits = List.copyOf(edits);
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        if ((interval == null) == (reason == null)) {
            throw new IllegalArgumentException("a gain without an interval, and only that, gives a reason");
        }
    }

    /** Whether other rows to learn from would have given a gain as well, with the interval's confidence. */
    public boolean sure() {
        return interval != null && interval.low() > 0;
    }
}
