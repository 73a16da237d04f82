package org.modelyard.ml.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class SearchResultTest {

    private static final Map<String, Object> SQUARE =
            Map.of("l2", Map.of("min", 0, "max", 1), "validationShare", Map.of("min", 0, "max", 0.5));

    @Test
    void the_best_comes_first_and_the_others_are_counted() {
        SearchPlan plan = Simulated.plan("method", "random", "metric", "accuracy");
        List<Trial> trials = Simulated.run(Search.of(plan, 1), 1, 1, trial -> switch (trial.number() % 3) {
            case 0 -> new Outcome.Pruned();
            case 1 -> new Outcome.Finished(-trial.number() % 2);
            default -> new Outcome.Failed("No.");
        });
        SearchResult result = SearchResult.of(plan, trials, 1);
        assertThat(result.ranking()).extracting(Trial::number).containsExactly(4, 10, 16, 22, 28, 1, 7, 13, 19, 25);
        assertThat(result.best()).isEqualTo(result.ranking().get(0));
        assertThat(result.pruned()).isEqualTo(10);
        assertThat(result.failed()).isEqualTo(10);
        assertThat(result.importance()).isEmpty();
    }

    @Test
    void without_a_finished_trial_there_is_no_best() {
        SearchResult result = SearchResult.of(Simulated.plan(), List.of(), 1);
        assertThat(result.best()).isNull();
        assertThat(SearchResult.fromJson(result.toJson())).isEqualTo(result);
    }

    /** y = 4a + b over the unit square: variances 16/12 and 1/12, so a explains 16/17. */
    @Test
    void importance_is_the_share_of_variance_explained() {
        Map<String, Double> importance = importance(
                "random", trial -> 4 * Simulated.number(trial, "l2") + 2 * Simulated.number(trial, "validationShare"));
        assertThat(importance.keySet()).containsExactly("l2", "validationShare");
        assertThat(importance.get("l2")).isCloseTo(16 / 17.0, within(0.03));
        assertThat(importance.get("validationShare")).isBetween(0.01, 0.09); // of 1/17 the trees miss some
    }

    /** y = 1 where exactly one of the two is large: neither says anything by itself. */
    @Test
    void interplay_is_nobodys_own_share() {
        Map<String, Double> importance = importance(
                "random",
                trial -> Simulated.number(trial, "l2") > 0.5 == Simulated.number(trial, "validationShare") > 0.25
                        ? 0
                        : 1);
        assertThat(importance.values()).allMatch(share -> share < 0.15);
    }

    /** The estimator tries good places more often; the share is of the whole space all the same. */
    @Test
    void importance_does_not_follow_where_the_search_went() {
        Map<String, Double> importance = importance(
                "tpe", trial -> 4 * Simulated.number(trial, "l2") + 2 * Simulated.number(trial, "validationShare"));
        assertThat(importance.get("l2")).isGreaterThan(0.8);
    }

    @Test
    void scores_that_are_all_the_same_tell_nothing() {
        assertThat(importance("random", trial -> 1)).isEmpty();
    }

    private static Map<String, Double> importance(String method, ToDoubleFunction<Trial> score) {
        SearchPlan plan = Simulated.plan("method", method, "trials", 150, "metric", "logLoss", "space", SQUARE);
        List<Trial> trials =
                Simulated.run(Search.of(plan, 9), 1, 9, trial -> new Outcome.Finished(score.applyAsDouble(trial)));
        return SearchResult.of(plan, trials, 1).importance();
    }
}
