package org.modelyard.training.service;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.training.entity.TrainingJob;
import org.modelyard.training.model.TrainingState;

/**
 * What became of an organisation's training jobs.
 *
 * @param total jobs of all states
 * @param states jobs by state, zeros included
 * @param successRate completed among completed and failed, 0-1; null when there are none of either
 * @param meanSeconds from the first start to the end, over the latest completed jobs; null when there is none
 * @param meanOver how many jobs the mean is of
 */
public record TrainingMetrics(
        long total,
        Map<TrainingState, Long> states,
        @Nullable Double successRate,
        @Nullable Double meanSeconds,
        int meanOver) {

    static final int LATEST = 100;
    private static final double MILLIS = 1_000;

    /** @param counts rows of state and number */
    static TrainingMetrics of(List<Object[]> counts, List<TrainingJob> completed) {
        Map<TrainingState, Long> states = new EnumMap<>(TrainingState.class);
        for (TrainingState state : TrainingState.values()) {
            states.put(state, 0L);
        }
        counts.forEach(row -> states.put((TrainingState) row[0], (Long) row[1]));
        long total = states.values().stream().mapToLong(Long::longValue).sum();
        long good = states.getOrDefault(TrainingState.COMPLETED, 0L);
        long judged = good + states.getOrDefault(TrainingState.FAILED, 0L);
        double seconds = completed.stream()
                .mapToDouble(TrainingMetrics::seconds)
                .average()
                .orElse(Double.NaN);
        return new TrainingMetrics(
                total,
                states,
                judged == 0 ? null : (double) good / judged,
                Double.isNaN(seconds) ? null : seconds,
                completed.size());
    }

    private static double seconds(TrainingJob job) {
        return job.startedAt() == null || job.endedAt() == null
                ? 0
                : Duration.between(job.startedAt(), job.endedAt()).toMillis() / MILLIS;
    }
}
