package org.modelyard.training.service;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.search.Outcome;
import org.modelyard.ml.search.SearchPlan;
import org.modelyard.ml.search.SearchResult;
import org.modelyard.ml.search.Trial;

/**
 * A search as others see it.
 *
 * @param metric by which trials are compared
 * @param planned trials at most
 * @param best number of the best trial, or null
 * @param importance by hyperparameter: share of the scores' variance that it explains by itself; empty with too few trials
 * @param trials the best first, then those without a score in the order of their numbers
 */
public record SearchView(
        String method,
        String metric,
        int planned,
        @Nullable Integer best,
        Map<String, Double> importance,
        List<Line> trials) {

    /**
     * One trial.
     *
     * @param state RUNNING, FINISHED, PRUNED or FAILED
     * @param score null unless FINISHED
     * @param epochs steps of its first fit
     * @param reason why it FAILED, or null
     */
    public record Line(
            int number,
            String state,
            Map<String, Object> hyperparameters,
            @Nullable Double score,
            int epochs,
            @Nullable String reason) {

        static Line of(Trial trial) {
            Outcome outcome = trial.outcome();
            return new Line(
                    trial.number(),
                    outcome.getClass().getSimpleName().toUpperCase(java.util.Locale.ROOT),
                    trial.hyperparameters(),
                    outcome instanceof Outcome.Finished ? trial.score() : null,
                    trial.losses().size(),
                    outcome instanceof Outcome.Failed failed ? failed.reason() : null);
        }
    }

    static SearchView of(SearchPlan plan, List<Trial> trials, long seed) {
        SearchResult result = SearchResult.of(plan, trials, seed);
        List<Trial> shown = new java.util.ArrayList<>(result.ranking());
        trials.stream()
                .filter(trial -> !(trial.outcome() instanceof Outcome.Finished))
                .sorted(Comparator.comparingInt(Trial::number))
                .forEach(shown::add);
        Trial best = result.best();
        return new SearchView(
                plan.method().name(),
                plan.metric(),
                plan.trials(),
                best == null ? null : best.number(),
                result.importance(),
                shown.stream().map(Line::of).toList());
    }
}
