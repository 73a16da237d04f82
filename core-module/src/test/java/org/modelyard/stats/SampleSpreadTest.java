package org.modelyard.stats;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Intervals of a statistic from its values on parts of the sample. */
class SampleSpreadTest {

    private static final int ROWS = 100;
    private static final double SLOPE = 0.7;

    @Test
    void for_a_mean_the_jackknife_of_single_rows_is_students_interval() {
        double[] rows = new Random(1).doubles(12).toArray();
        double[] without = new double[rows.length];
        double sum = 0;
        for (double row : rows) {
            sum += row;
        }
        for (int i = 0; i < rows.length; i++) {
            without[i] = (sum - rows[i]) / (rows.length - 1);
        }
        Interval student = requireNonNull(MeanIntervals.student(rows, 0.95));
        Interval jackknife = requireNonNull(MeanIntervals.groupJackknife(sum / rows.length, without, 0.95));
        assertThat(jackknife.low()).isCloseTo(student.low(), within(1e-12));
        assertThat(jackknife.high()).isCloseTo(student.high(), within(1e-12));
    }

    @Test
    void too_few_values_or_none_that_differs_give_no_interval() {
        assertThat(MeanIntervals.groupJackknife(1, new double[] {2}, 0.95)).isNull();
        assertThat(MeanIntervals.groupJackknife(1, new double[] {1, 1, 1}, 0.95))
                .isNull();
        assertThat(MeanIntervals.resampled(1, new double[] {1}, 0.95)).isNull();
        assertThat(MeanIntervals.resampled(1, new double[] {1, 1}, 0.95)).isNull();
    }

    @Test
    void the_slope_of_a_line_is_covered_as_often_as_stated() {
        int rounds = 600;
        int byFolds = 0;
        int bySamples = 0;
        int tooNarrow = 0;
        for (int round = 0; round < rounds; round++) {
            Random random = new Random(round);
            double[] x = new double[ROWS];
            double[] y = new double[ROWS];
            for (int row = 0; row < ROWS; row++) {
                x[row] = random.nextGaussian();
                y[row] = SLOPE * x[row] + random.nextGaussian();
            }
            double slope = slope(x, y, IntStream.range(0, ROWS).toArray());
            double[] without = IntStream.range(0, 5)
                    .mapToDouble(fold -> slope(
                            x,
                            y,
                            IntStream.range(0, ROWS)
                                    .filter(row -> row % 5 != fold)
                                    .toArray()))
                    .toArray();
            double[] samples = IntStream.range(0, 20)
                    .mapToDouble(
                            sample -> slope(x, y, random.ints(ROWS, 0, ROWS).toArray()))
                    .toArray();
            byFolds += covers(MeanIntervals.groupJackknife(slope, without, 0.95));
            bySamples += covers(MeanIntervals.resampled(slope, samples, 0.95));
            tooNarrow += covers(MeanIntervals.crossValidated(without, 0.25, 0.95));
        }
        System.out.printf(
                "of %d slopes covered: %d by folds, %d by bootstrap samples, %d by Nadeau and Bengio's correction%n",
                rounds, byFolds, bySamples, tooNarrow);
        assertThat(byFolds / (double) rounds).isBetween(0.92, 0.985);
        assertThat(bySamples / (double) rounds).isBetween(0.91, 0.985);
        // that correction is for the scores of folds, not for what their models state about one row
        assertThat(tooNarrow / (double) rounds).isLessThan(0.8);
    }

    private static int covers(@Nullable Interval interval) {
        return requireNonNull(interval).contains(SLOPE) ? 1 : 0;
    }

    private static double slope(double[] x, double[] y, int[] rows) {
        double meanX = IntStream.of(rows).mapToDouble(row -> x[row]).average().orElseThrow();
        double meanY = IntStream.of(rows).mapToDouble(row -> y[row]).average().orElseThrow();
        double products = 0;
        double squares = 0;
        for (int row : rows) {
            products += (x[row] - meanX) * (y[row] - meanY);
            squares += (x[row] - meanX) * (x[row] - meanX);
        }
        return products / squares;
    }
}
