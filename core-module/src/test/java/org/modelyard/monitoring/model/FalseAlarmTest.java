package org.modelyard.monitoring.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.modelyard.ml.data.Table;

/**
 * The rate of false alarms in seeded simulations. Bound: the number of alarms that a binomial with the nominal rate
 * exceeds once in a thousand simulations.
 */
class FalseAlarmTest {

    private static final int WINDOWS = 400;
    private static final double ALPHA = 0.05;

    @Test
    void the_rate_of_false_alarms_of_a_whole_report_is_held() {
        // no effect floor: the tests alone must hold the rate
        DriftTest test = new DriftTest(ALPHA, 200, 0);
        int alarms = 0;
        for (int window = 0; window < WINDOWS; window++) {
            Table reference = sample(800, 1_000 + window);
            ProfileLayout layout = ProfileLayout.of(reference);
            Histograms now = Histograms.of(layout, sample(300, 500_000 + window));
            alarms += test.compare(Histograms.of(layout, reference), now).verdict() instanceof DriftVerdict.Drifted
                    ? 1
                    : 0;
        }
        int bound = BinomialDistribution.of(WINDOWS, ALPHA).inverseSurvivalProbability(0.001);
        System.out.println("false alarms: " + alarms + " of " + WINDOWS + " windows, bound " + bound);
        assertThat(alarms).isLessThanOrEqualTo(bound).isPositive();
    }

    /** The windows share one reference, as they do in use; that makes alarms cluster a little. */
    @Test
    void with_the_defaults_hardly_a_window_rings() {
        DriftTest test = DriftTest.withDefaults();
        Table reference = sample(5_000, 77);
        ProfileLayout layout = ProfileLayout.of(reference);
        Histograms counted = Histograms.of(layout, reference);
        int alarms = 0;
        for (int window = 0; window < WINDOWS; window++) {
            Histograms now = Histograms.of(layout, sample(200, 900_000 + window));
            alarms += test.compare(counted, now).verdict() instanceof DriftVerdict.Drifted ? 1 : 0;
        }
        int bound = BinomialDistribution.of(WINDOWS, DriftTest.DEFAULT_ALPHA).inverseSurvivalProbability(0.001);
        System.out.println("false alarms with defaults: " + alarms + " of " + WINDOWS + " windows, bound " + bound);
        assertThat(alarms).isLessThanOrEqualTo(bound);
    }

    /** Ten features: smooth, skewed, discrete, with atoms and missing values, categories with rare ones, a flag, text. */
    private static Table sample(int rows, int seed) {
        Random random = new Random(seed);
        double[][] numbers = new double[6][rows];
        String[][] codes = new String[2][rows];
        double[] flag = new double[rows];
        String[] text = new String[rows];
        for (int i = 0; i < rows; i++) {
            numbers[0][i] = random.nextGaussian();
            numbers[1][i] = Math.exp(random.nextGaussian());
            numbers[2][i] = random.nextInt(5);
            numbers[3][i] = random.nextDouble() < 0.4 ? 0 : random.nextDouble();
            numbers[4][i] = random.nextDouble() < 0.1 ? Double.NaN : random.nextGaussian();
            numbers[5][i] = numbers[0][i] + 0.1 * random.nextGaussian();
            codes[0][i] = "c" + random.nextInt(4);
            codes[1][i] = "d" + (int) (-Math.log(1 - random.nextDouble()) * 4);
            flag[i] = random.nextInt(2);
            StringBuilder words = new StringBuilder();
            for (int left = 3 + random.nextInt(6); left > 0; left--) {
                words.append('w')
                        .append((int) (300 * Math.pow(random.nextDouble(), 3)))
                        .append(' ');
            }
            text[i] = words.toString();
        }
        Samples samples = new Samples();
        for (int i = 0; i < numbers.length; i++) {
            samples.numeric("n" + i, numbers[i]);
        }
        return samples.categorical("c", codes[0])
                .categorical("d", codes[1])
                .bool("flag", flag)
                .text("text", text)
                .table();
    }
}
