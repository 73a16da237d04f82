package org.modelyard.ml.evaluation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FairnessTest {

    @Test
    void a_small_group_is_listed_and_takes_part_in_nothing() {
        int n = 1_000;
        String[] groups = new String[n];
        boolean[] actual = new boolean[n];
        boolean[] given = new boolean[n];
        for (int row = 0; row < n; row++) {
            groups[row] = row < 10 ? "few" : row % 2 == 0 ? "a" : "b";
            actual[row] = row % 3 == 0;
            given[row] = row < 10 || row % 4 == 0;
        }
        Fairness fairness = Fairness.of(groups, actual, given, null, null, 30);
        assertThat(fairness.disparities().keySet()).containsExactlyElementsOf(Fairness.FIGURES);
        assertThat(fairness.groups()).hasSize(3);
        assertThat(fairness.groups().get(2).enough()).isFalse();
        Disparity parity = disparity(fairness, "demographicParityDifference");
        assertThat(parity.reason()).isEqualTo("'a' against 'b'.");
        assertThat(parity.value()).isCloseTo(0.5, within(0.02));
        assertThat(disparity(fairness, "calibrationDifference").outcome()).isEqualTo(Disparity.Outcome.UNDEFINED);
        Fairness strict = Fairness.of(groups, actual, given, null, null, 200);
        assertThat(disparity(strict, "demographicParityDifference").outcome()).isEqualTo(Disparity.Outcome.MEASURED);
        assertThat(disparity(strict, "equalOpportunityDifference").outcome()).isEqualTo(Disparity.Outcome.TOO_FEW);
        assertThat(disparity(strict, "equalOpportunityDifference").reason())
                .isEqualTo("Fewer than two groups have 200 positive rows.");
    }

    @Test
    void when_nobody_is_selected_the_ratio_is_undefined() {
        String[] groups = {"a", "a", "b", "b"};
        Fairness fairness = Fairness.of(groups, new boolean[] {true, false, true, false}, new boolean[4], null, "a", 1);
        assertThat(disparity(fairness, "demographicParityDifference").value()).isZero();
        assertThat(disparity(fairness, "demographicParityRatio").outcome()).isEqualTo(Disparity.Outcome.UNDEFINED);
        assertThat(disparity(fairness, "disparateImpact").value()).isNaN();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fairness.of(groups, new boolean[4], new boolean[4], null, "c", 1))
                .withMessageContaining("no group 'c'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fairness.of(new String[0], new boolean[0], new boolean[0], null, null, 1));
    }

    @Test
    void the_intervals_cover_what_was_planted() {
        int rounds = 300;
        int parity = 0;
        int opportunity = 0;
        int odds = 0;
        for (int round = 0; round < rounds; round++) {
            Fairness fairness = planted(new Random(round), 800);
            parity += requireNonNull(disparity(fairness, "demographicParityDifference")
                                    .interval())
                            .contains(0.2)
                    ? 1
                    : 0;
            opportunity += requireNonNull(disparity(fairness, "equalOpportunityDifference")
                                    .interval())
                            .contains(-0.2)
                    ? 1
                    : 0;
            odds += requireNonNull(disparity(fairness, "averageOddsDifference").interval())
                            .contains(-0.2)
                    ? 1
                    : 0;
        }
        assertThat(parity / (double) rounds).isBetween(0.9, 1.0);
        assertThat(opportunity / (double) rounds).isBetween(0.9, 0.995);
        assertThat(odds / (double) rounds).isBetween(0.9, 0.995);
    }

    @Test
    void calibration_is_told_by_group() {
        Random random = new Random(4);
        int n = 4_000;
        String[] groups = new String[n];
        boolean[] actual = new boolean[n];
        double[] stated = new double[n];
        boolean[] given = new boolean[n];
        for (int row = 0; row < n; row++) {
            groups[row] = row % 2 == 0 ? "fair" : "overrated";
            stated[row] = 0.2 + 0.6 * random.nextDouble();
            actual[row] = random.nextDouble() < stated[row] - (row % 2 == 0 ? 0 : 0.15);
            given[row] = stated[row] >= 0.5;
        }
        Fairness fairness = Fairness.of(groups, actual, given, stated, null, 30);
        Metric fair = requireNonNull(fairness.groups().get(0).calibrationGap());
        Metric overrated = requireNonNull(fairness.groups().get(1).calibrationGap());
        assertThat(requireNonNull(fair.interval()).contains(0)).isTrue();
        assertThat(requireNonNull(overrated.interval()).contains(0.15)).isTrue();
        assertThat(disparity(fairness, "calibrationDifference").value()).isCloseTo(0.15, within(0.05));
        assertThat(requireNonNull(fairness.groups().get(1).ece()).value()).isGreaterThan(0.1);
    }

    /** Whatever the truth, 'b' is called positive in 0.3 of cases and 'a' in 0.5. */
    private static Fairness planted(Random random, int rows) {
        String[] groups = new String[rows];
        boolean[] actual = new boolean[rows];
        boolean[] given = new boolean[rows];
        Arrays.setAll(groups, row -> row % 2 == 0 ? "a" : "b");
        for (int row = 0; row < rows; row++) {
            actual[row] = random.nextBoolean();
            given[row] = random.nextDouble() < (row % 2 == 0 ? 0.5 : 0.3);
        }
        return Fairness.of(groups, actual, given, null, "a", 30);
    }

    private static Disparity disparity(Fairness fairness, String name) {
        return requireNonNull(fairness.disparities().get(name));
    }
}
