package org.modelyard.training.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.modelyard.training.entity.TrainingJob;
import org.modelyard.training.model.TrainingState;

/**
 * What became of an organisation's training jobs of a period.
 *
 * @param total jobs of all states
 * @param states jobs by state, zeros included
 * @param successRate completed among completed and failed, 0-1; null when there are none of either
 * @param meanSeconds from the first start to the end, over the latest completed jobs; null when there is none
 * @param meanOver how many jobs the mean is of
 * @param trainers the same for each trainer, by name
 */
public record TrainingMetrics(
        long total,
        Map<TrainingState, Long> states,
        @Nullable Double successRate,
        @Nullable Double meanSeconds,
        int meanOver,
        List<OfTrainer> trainers) {

    /**
     * One trainer's jobs.
     *
     * @param trainer its type; {@code unknown} for jobs from before it was kept
     */
    public record OfTrainer(
            String trainer,
            long total,
            Map<TrainingState, Long> states,
            @Nullable Double successRate,
            @Nullable Double meanSeconds,
            int meanOver) {}

    static final int LATEST = 1_000;
    private static final double MILLIS = 1_000;

    /** @param counts rows of trainer, state and number */
    static TrainingMetrics of(List<Object[]> counts, List<TrainingJob> completed) {
        Map<String, Map<TrainingState, Long>> byTrainer = new TreeMap<>();
        Map<TrainingState, Long> all = zeros();
        for (Object[] row : counts) {
            TrainingState state = (TrainingState) row[1];
            all.merge(state, (Long) row[2], Long::sum);
            byTrainer.computeIfAbsent(name((String) row[0]), any -> zeros()).merge(state, (Long) row[2], Long::sum);
        }
        List<OfTrainer> trainers = new ArrayList<>();
        byTrainer.forEach((trainer, states) -> {
            List<TrainingJob> own = completed.stream()
                    .filter(job -> name(job.trainer()).equals(trainer))
                    .toList();
            trainers.add(new OfTrainer(trainer, total(states), states, rate(states), mean(own), own.size()));
        });
        return new TrainingMetrics(total(all), all, rate(all), mean(completed), completed.size(), trainers);
    }

    private static String name(@Nullable String trainer) {
        return trainer == null ? "unknown" : trainer;
    }

    private static Map<TrainingState, Long> zeros() {
        Map<TrainingState, Long> states = new EnumMap<>(TrainingState.class);
        for (TrainingState state : TrainingState.values()) {
            states.put(state, 0L);
        }
        return states;
    }

    private static long total(Map<TrainingState, Long> states) {
        return states.values().stream().mapToLong(Long::longValue).sum();
    }

    private static @Nullable Double rate(Map<TrainingState, Long> states) {
        long good = states.getOrDefault(TrainingState.COMPLETED, 0L);
        long judged = good + states.getOrDefault(TrainingState.FAILED, 0L);
        return judged == 0 ? null : (double) good / judged;
    }

    private static @Nullable Double mean(List<TrainingJob> completed) {
        double seconds = completed.stream()
                .mapToDouble(TrainingMetrics::seconds)
                .average()
                .orElse(Double.NaN);
        return Double.isNaN(seconds) ? null : seconds;
    }

    private static double seconds(TrainingJob job) {
        return job.startedAt() == null || job.endedAt() == null
                ? 0
                : Duration.between(job.startedAt(), job.endedAt()).toMillis() / MILLIS;
    }
}
