package org.modelyard.ml.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrategiesTest {

    @ParameterizedTest
    @ValueSource(strings = {"grid", "random", "tpe", "hyperband"})
    void a_search_that_was_cut_off_goes_on_as_if_nothing_had_happened(String method) {
        SearchPlan plan = Simulated.plan("method", method, "metric", "logLoss");
        List<Trial> whole = Simulated.run(plan, 7);
        for (int cut : new int[] {0, 1, 9, 14, 25}) {
            List<Trial> stored = new ArrayList<>();
            whole.subList(0, cut).forEach(trial -> stored.add(Trial.fromJson(trial.toJson())));
            Collections.shuffle(stored, new Random(cut));
            Search again = Search.of(SearchPlan.fromJson(plan.toJson()), 7);
            assertThat(again.next(stored)).contains(whole.get(cut).ended(new Outcome.Running()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"grid", "random", "tpe"})
    void each_trial_is_another_point_in_parallel_too(String method) {
        SearchPlan plan = Simulated.plan(
                "method",
                method,
                "metric",
                "logLoss",
                "space",
                Map.of(
                        "wordNgrams",
                        Map.of("values", List.of(1, 2, 3)),
                        "patience",
                        Map.of("min", 1, "max", 9, "steps", 9)));
        List<Trial> trials = Simulated.run(
                Search.of(plan, 1), 4, 1, trial -> new Outcome.Finished(Simulated.number(trial, "patience")));
        Set<Object> points = new HashSet<>();
        trials.forEach(trial -> points.add(trial.hyperparameters()));
        assertThat(trials).hasSize(27);
        assertThat(points).hasSize(27);
        assertThat(trials)
                .extracting(Trial::number)
                .doesNotHaveDuplicates()
                .startsWith(1)
                .endsWith(27);
    }

    @Test
    void no_more_trials_than_asked() {
        for (String method : List.of("random", "tpe")) {
            assertThat(Simulated.run(Simulated.plan("method", method, "trials", 17, "metric", "logLoss"), 1))
                    .hasSize(17);
        }
    }

    @Test
    void another_seed_is_another_search() {
        for (String method : List.of("grid", "random", "tpe", "hyperband")) {
            SearchPlan plan = Simulated.plan("method", method);
            assertThat(Search.of(plan, 1).next(List.of()))
                    .isNotEqualTo(Search.of(plan, 2).next(List.of()));
        }
    }

    /**
     * 40 trials on a bowl whose bottom is 0, the best of each over 200 seeds: it wins more than three times in four, and is on average nearer
     * to the bottom by two fifths at least.
     */
    @Test
    void the_parzen_estimator_beats_random_search() {
        SearchPlan tpe = Simulated.plan("method", "tpe", "trials", 40, "metric", "logLoss");
        SearchPlan random = Simulated.plan("method", "random", "trials", 40, "metric", "logLoss");
        int wins = 0;
        double tpeSum = 0;
        double randomSum = 0;
        for (int seed = 0; seed < 200; seed++) {
            double ofTpe = best(tpe, seed);
            double ofRandom = best(random, seed);
            wins += ofTpe < ofRandom ? 1 : 0;
            tpeSum += ofTpe;
            randomSum += ofRandom;
        }
        assertThat(wins).isGreaterThan(150);
        assertThat(tpeSum).isLessThan(randomSum * 0.6);
    }

    @Test
    void the_estimator_keeps_away_from_what_failed() {
        SearchPlan plan = Simulated.plan("method", "tpe", "trials", 60, "metric", "logLoss");
        List<Trial> trials = Simulated.run(
                Search.of(plan, 3),
                1,
                3,
                trial -> Simulated.number(trial, "learningRate") > 1
                        ? new Outcome.Failed("It does not converge.")
                        : new Outcome.Finished(Simulated.bowl(trial)));
        long late = trials.subList(30, 60).stream()
                .filter(trial -> trial.outcome() instanceof Outcome.Failed)
                .count();
        assertThat(late).isLessThan(5); // a third of the space fails
    }

    @Test
    void a_higher_metric_is_sought_upwards() {
        SearchPlan plan = Simulated.plan("method", "tpe", "trials", 60, "metric", "accuracy");
        List<Trial> trials =
                Simulated.run(Search.of(plan, 3), 1, 3, trial -> new Outcome.Finished(-Simulated.bowl(trial)));
        assertThat(plan.ranked(trials).get(0).score()).isGreaterThan(-0.3);
    }

    private static double best(SearchPlan plan, long seed) {
        return plan.ranked(Simulated.run(plan, seed)).get(0).score();
    }
}
