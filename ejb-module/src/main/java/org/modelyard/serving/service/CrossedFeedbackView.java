package org.modelyard.serving.service;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What feedback says of a model's answers over a time, by two things at once.
 *
 * @param since of answers given since then; null for all that is kept
 * @param by what the first of each two names is of
 * @param and what the second is of
 * @param groups by their names, those of which nothing is said left out
 */
public record CrossedFeedbackView(
        String model,
        String period,
        @Nullable String environment,
        @Nullable Instant since,
        Instant until,
        String by,
        String and,
        List<Group> groups) {

    /**
     * Of what both names are said of.
     *
     * @param names one of each
     */
    public record Group(List<String> names, FeedbackStatisticsView.Rates rates) {}
}
