package org.modelyard.ml.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a search found.
 *
 * @param best null when no trial finished; of Hyperband's whichever scored best, after its stage's epochs
 * @param ranking every finished trial, the best first
 * @param pruned how many were stopped early
 * @param failed how many could not be measured
 * @param importance by hyperparameter, the largest first: share of the scores' variance that it explains by itself, 0-1; what is missing to 1 is
 *     their interplay. Empty with too few trials to tell, see {@link Importance}
 */
public record SearchResult(
        String metric,
        @Nullable Trial best,
        List<Trial> ranking,
        int pruned,
        int failed,
        Map<String, Double> importance) {

    public SearchResult {
        ranking = List.copyOf(ranking);
        importance = Collections.unmodifiableMap(new LinkedHashMap<>(importance));
    }

    /** @param seed of the importance */
    public static SearchResult of(SearchPlan plan, List<Trial> trials, long seed) {
        List<Trial> ranking = plan.ranked(trials);
        return new SearchResult(
                plan.metric(),
                ranking.isEmpty() ? null : ranking.get(0),
                ranking,
                (int) trials.stream()
                        .filter(trial -> trial.outcome() instanceof Outcome.Pruned)
                        .count(),
                (int) trials.stream()
                        .filter(trial -> trial.outcome() instanceof Outcome.Failed)
                        .count(),
                Importance.of(plan, trials, seed));
    }

    public String toJson() {
        return SearchJson.write(this);
    }

    /** @throws IllegalArgumentException when the text is no result */
    public static SearchResult fromJson(String json) {
        return SearchJson.read(json, SearchResult.class);
    }
}
