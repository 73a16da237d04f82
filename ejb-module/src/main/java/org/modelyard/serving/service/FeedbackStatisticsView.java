package org.modelyard.serving.service;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.stats.Interval;
import org.modelyard.stats.Proportions;

/**
 * What feedback says of a model's answers over a time.
 *
 * @param since of answers given since then; null for all that is kept
 * @param by what the groups are
 * @param groups by name, those of which nothing is said left out
 */
public record FeedbackStatisticsView(
        String model,
        String period,
        @Nullable String environment,
        @Nullable Instant since,
        Instant until,
        Rates total,
        String by,
        List<Group> groups) {

    private static final double CONFIDENCE = 0.95;

    /** Of one version, variant, label, day or value of an attribute or a dimension. */
    public record Group(String name, Rates rates) {}

    /**
     * The latest word on each matter counts.
     *
     * @param accuracy predicted classes that were right
     * @param used answers that were used, or accepted where nothing is said of use
     * @param helpful answers that helped
     */
    public record Rates(Rate accuracy, Rate used, Rate helpful) {}

    /**
     * A share.
     *
     * @param told answers of which something is said
     * @param positive of them, those of which it is true
     * @param share null without any
     * @param interval of the share, by Wilson, 95 %; null without any
     */
    public record Rate(long told, long positive, @Nullable Double share, @Nullable Interval interval) {

        static Rate of(long told, long positive) {
            return told == 0
                    ? new Rate(0, 0, null, null)
                    : new Rate(
                            told, positive, (double) positive / told, Proportions.wilson(positive, told, CONFIDENCE));
        }
    }
}
