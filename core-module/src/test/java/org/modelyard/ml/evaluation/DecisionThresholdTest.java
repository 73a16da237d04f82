package org.modelyard.ml.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.modelyard.ml.evaluation.ThresholdObjective.Cost;
import org.modelyard.ml.evaluation.ThresholdObjective.FBetaScore;
import org.modelyard.ml.evaluation.ThresholdObjective.PrecisionAtRecall;

class DecisionThresholdTest {

    private static final boolean[] POSITIVE = {false, false, true, false, true, true};
    private static final double[] STATED = {0.05, 0.15, 0.25, 0.35, 0.55, 0.95};

    @Test
    void each_objective_takes_the_best_cut() {
        DecisionThreshold f1 = DecisionThreshold.choose(POSITIVE, STATED, new FBetaScore(1));
        assertThat(f1.threshold()).isCloseTo(0.2, within(1e-12));
        assertThat(f1.reached()).isCloseTo(6 / 7.0, within(1e-12));
        DecisionThreshold dear = DecisionThreshold.choose(POSITIVE, STATED, new Cost(10, 1));
        assertThat(dear.threshold()).isCloseTo(0.45, within(1e-12));
        assertThat(dear.reached()).isCloseTo(-1 / 6.0, within(1e-12));
        DecisionThreshold found = DecisionThreshold.choose(POSITIVE, STATED, new PrecisionAtRecall(0.6));
        assertThat(found.threshold()).isCloseTo(0.45, within(1e-12));
        assertThat(found.reached()).isEqualTo(1);
        assertThat(DecisionThreshold.choose(POSITIVE, STATED, new PrecisionAtRecall(1))
                        .reached())
                .isEqualTo(0.75);
    }

    @Test
    void where_any_alarm_costs_too_much_nothing_is_positive() {
        DecisionThreshold none =
                DecisionThreshold.choose(new boolean[] {true, false}, new double[] {0.2, 1}, new Cost(100, 1));
        assertThat(none.positive(1)).isFalse();
        DecisionThreshold all =
                DecisionThreshold.choose(new boolean[] {true, false}, new double[] {0, 0.5}, new Cost(1, 100));
        assertThat(all.positive(0)).isTrue();
    }

    @Test
    void with_honest_probabilities_the_threshold_is_that_of_decision_theory() {
        Random random = new Random(5);
        double[] stated = random.doubles(200_000).toArray();
        boolean[] positive = new boolean[stated.length];
        for (int i = 0; i < stated.length; i++) {
            positive[i] = random.nextDouble() < stated[i];
        }
        assertThat(DecisionThreshold.choose(positive, stated, new Cost(1, 4)).threshold())
                .isCloseTo(0.2, within(0.03));
    }

    @Test
    void json_brings_it_back_and_nonsense_is_refused() {
        for (ThresholdObjective objective : List.of(new FBetaScore(2), new Cost(1, 3), new PrecisionAtRecall(0.7))) {
            DecisionThreshold chosen = DecisionThreshold.choose(POSITIVE, STATED, objective);
            assertThat(DecisionThreshold.fromJson(chosen.toJson())).isEqualTo(chosen);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> DecisionThreshold.fromJson("{\"threshold\":0.5}"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DecisionThreshold.choose(new boolean[2], new double[2], new FBetaScore(1)))
                .withMessageContaining("rows of both labels");
        assertThatIllegalArgumentException().isThrownBy(() -> new Cost(-1, 1));
    }

    @Test
    void costs_decide_for_the_least_expected_one() {
        CostMatrix costs = new CostMatrix(List.of("a", "b", "c"), new double[][] {{0, 1, 5}, {1, 0, 5}, {20, 20, 0}});
        assertThat(costs.decide(new double[] {0.5, 0.4, 0.1})).isZero();
        assertThat(costs.decide(new double[] {0.4, 0.35, 0.25})).isEqualTo(2);
        ClassificationScores scores = new ClassificationScores(
                List.of("a", "b", "c"), new int[] {0, 2}, new double[] {0.4, 0.35, 0.25, 0.5, 0.4, 0.1});
        assertThat(costs.leastMeanCost(scores).value()).isEqualTo(12.5);
        assertThat(costs.meanCost(scores).value()).isEqualTo(10);
        assertThat(IntStream.of(scores.predicted())).containsExactly(0, 0);
    }
}
