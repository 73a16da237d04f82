package org.modelyard.ml.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.modelyard.ml.evaluation.Comparison.Recommendation;

/** How often two versions that are equally good in the long run are told apart, on rows that they share. */
class ComparisonErrorRatesTest {

    private static final List<String> TWO = List.of("no", "yes");
    private static final List<String> METRICS = List.of("accuracy", "rocAuc", "brier", "f1");
    /** For what is asymptotic. */
    private static final double SLACK = 0.01;

    @Test
    void two_equal_classifiers_are_rarely_told_apart() {
        classifiers("150 rows", 200, 150, 0.5);
    }

    @Test
    @Tag("long")
    void two_equal_classifiers_are_rarely_told_apart_in_many_rounds() {
        classifiers("150 rows", 4_000, 150, 0.5);
    }

    @Test
    @Tag("long")
    void nor_where_one_label_is_rare() {
        classifiers("400 rows, 5 % positive", 1_000, 400, 0.05);
    }

    @Test
    void two_equal_regressions_are_rarely_told_apart() {
        regressions(200, 120);
    }

    @Test
    @Tag("long")
    void two_equal_regressions_are_rarely_told_apart_in_many_rounds() {
        regressions(2_000, 120);
    }

    private static void classifiers(String what, int rounds, int rows, double positive) {
        ComparisonPlan plan = new ComparisonPlan("accuracy", METRICS.subList(1, 4), 0.05, 0, 200, 1);
        int promoted = 0;
        int kept = 0;
        int[] alarms = new int[METRICS.size()];
        for (int round = 0; round < rounds; round++) {
            Random random = new Random(1_000 + round);
            int[] actual = new int[rows];
            double[] first = new double[2 * rows];
            double[] second = new double[2 * rows];
            for (int row = 0; row < rows; row++) {
                actual[row] = random.nextDouble() < positive ? 1 : 0;
                double seen = (actual[row] == 1 ? 1 : -1) + 0.6 * random.nextGaussian();
                answer(first, row, seen + 0.8 * random.nextGaussian());
                answer(second, row, seen + 0.8 * random.nextGaussian());
            }
            Comparison comparison = Comparison.of(
                    new ClassificationScores(TWO, actual, first),
                    new ClassificationScores(TWO, actual, second),
                    null,
                    plan);
            promoted += comparison.recommendation() == Recommendation.PROMOTE ? 1 : 0;
            kept += comparison.recommendation() == Recommendation.KEEP ? 1 : 0;
            for (int i = 0; i < alarms.length; i++) {
                alarms[i] += comparison.metrics().get(i).p() <= 0.05 ? 1 : 0;
            }
        }
        System.out.printf(
                "equal classifiers, %s: of %d rounds promoted %d, kept %d; p <= 0.05 in %s %s%n",
                what, rounds, promoted, kept, METRICS, Arrays.toString(alarms));
        assertHeld(promoted, rounds, 0.025);
        assertHeld(kept, rounds, 0.05);
        for (int alarm : alarms) {
            assertHeld(alarm, rounds, 0.05);
        }
        assertThat(Arrays.stream(alarms).sum()).isPositive();
    }

    private static void answer(double[] probabilities, int row, double seen) {
        probabilities[2 * row + 1] = 1 / (1 + Math.exp(-2 * seen));
        probabilities[2 * row] = 1 - probabilities[2 * row + 1];
    }

    /** Errors of both versions are skewed, and of the same distribution. */
    private static void regressions(int rounds, int rows) {
        ComparisonPlan plan =
                new ComparisonPlan("mae", List.of("rmse", "r2", "medianAbsoluteError", "bias"), 0.05, 0, 200, 1);
        int promoted = 0;
        int[] alarms = new int[5];
        for (int round = 0; round < rounds; round++) {
            Random random = new Random(9_000 + round);
            double[] actual = new double[rows];
            double[] first = new double[rows];
            double[] second = new double[rows];
            for (int row = 0; row < rows; row++) {
                actual[row] = 3 * random.nextGaussian();
                double shared = actual[row] + 0.5 * random.nextGaussian() + 1;
                first[row] = shared + Math.log(random.nextDouble());
                second[row] = shared + Math.log(random.nextDouble());
            }
            Comparison comparison = Comparison.of(
                    new RegressionScores(actual, first), new RegressionScores(actual, second), null, plan);
            promoted += comparison.recommendation() == Recommendation.PROMOTE ? 1 : 0;
            for (int i = 0; i < alarms.length; i++) {
                alarms[i] += comparison.metrics().get(i).p() <= 0.05 ? 1 : 0;
            }
        }
        System.out.printf(
                "equal regressions: of %d rounds promoted %d; p <= 0.05 in mae, rmse, r2, median, bias %s%n",
                rounds, promoted, Arrays.toString(alarms));
        assertHeld(promoted, rounds, 0.025);
        for (int i = 0; i < 4; i++) {
            assertHeld(alarms[i], rounds, 0.05);
        }
    }

    /** Within four standard errors of the simulation, and the slack. */
    private static void assertHeld(int alarms, int rounds, double alpha) {
        assertThat(alarms / (double) rounds).isLessThan(alpha + SLACK + 4 * Math.sqrt(alpha * (1 - alpha) / rounds));
    }
}
