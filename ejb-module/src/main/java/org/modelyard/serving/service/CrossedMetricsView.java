package org.modelyard.serving.service;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model in service over a time, by two things at once.
 *
 * @param since what the figures begin with: a full hour, null for all that is kept; of the log the oldest row that was read
 * @param by what the first of each two names is of
 * @param and what the second is of
 * @param source where they are from
 * @param cut whether the log has more in that time than was read: then it is the newest part of it, since {@code since}
 * @param groups by their names, those without any data left out
 */
public record CrossedMetricsView(
        String model,
        String period,
        @Nullable String environment,
        @Nullable Instant since,
        Instant until,
        String by,
        String and,
        Source source,
        boolean cut,
        List<Group> groups) {

    /** Where figures are from. */
    public enum Source {
        /** Exact hourly sums, which outlive the log's rows. */
        HOURS,
        /** The log's rows, as far back as they are kept. */
        LOG
    }

    /**
     * Figures of what both names are said of; none of feedback.
     *
     * @param names one of each
     */
    public record Group(List<String> names, ModelMetricsView.Figures figures) {}
}
