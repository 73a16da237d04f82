package org.modelyard.ml.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.calibration.LabelCalibration.Method;
import org.modelyard.ml.evaluation.ClassificationScores;
import org.modelyard.ml.evaluation.DecisionThreshold;
import org.modelyard.ml.evaluation.ThresholdObjective;
import org.modelyard.ml.score.Scores;

class CalibrationTest {

    @Test
    void platt_finds_the_distortion_that_was_made() {
        Random random = new Random(1);
        int n = 200_000;
        double[] stated = new double[n];
        boolean[] happened = new boolean[n];
        for (int i = 0; i < n; i++) {
            double logOdds = 2 * random.nextGaussian();
            happened[i] = random.nextDouble() < 1 / (1 + Math.exp(-(0.5 * logOdds - 1)));
            stated[i] = 1 / (1 + Math.exp(-logOdds));
        }
        PlattScaling platt = PlattScaling.fit(stated, happened);
        assertThat(platt.slope()).isCloseTo(0.5, within(0.02));
        assertThat(platt.intercept()).isCloseTo(-1, within(0.02));
    }

    @Test
    void platt_stays_sober_where_the_rows_are_separated_or_the_wrong_way_round() {
        double[] stated = {0.05, 0.1, 0.2, 0.8, 0.9, 0.95};
        boolean[] right = {false, false, false, true, true, true};
        boolean[] wrong = {true, true, true, false, false, false};
        assertThat(PlattScaling.fit(stated, right).calibrate(0.99)).isBetween(0.7, 0.999);
        PlattScaling base = PlattScaling.fit(stated, wrong);
        assertThat(base.slope()).isZero();
        assertThat(base.calibrate(0.9)).isCloseTo(0.5, within(1e-12));
        assertThat(PlattScaling.fit(new double[] {0.3, 0.3, 0.3}, new boolean[] {true, false, false})
                        .calibrate(0.3))
                .isBetween(0.3, 0.45);
    }

    @Test
    void isotonic_pools_what_falls_and_joins_by_lines() {
        IsotonicCalibration isotonic = IsotonicCalibration.fit(
                new double[] {0.1, 0.2, 0.3, 0.4, 0.6}, new boolean[] {false, true, false, true, true});
        assertThat(isotonic.from()).containsExactly(0.1, 0.2, 0.3, 0.4, 0.6);
        assertThat(isotonic.to()).containsExactly(1 / 7.0, 0.5, 0.5, 1 - 1 / 7.0, 1 - 1 / 7.0);
        assertThat(isotonic.calibrate(0.35)).isCloseTo((0.5 + 6 / 7.0) / 2, within(1e-12));
        assertThat(isotonic.calibrate(0)).isEqualTo(1 / 7.0);
        assertThat(isotonic.calibrate(1)).isEqualTo(1 - 1 / 7.0);
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void boastful_probabilities_become_honest_on_new_rows(Method method) {
        for (int labels : new int[] {2, 4}) {
            ClassificationScores fitted = boastful(new Random(2), labels, 4_000);
            ClassificationScores fresh = boastful(new Random(3), labels, 4_000);
            LabelCalibration calibration = LabelCalibration.fit(fitted, method);
            double before = fresh.metric("ece").value();
            ClassificationScores calibrated = calibration.calibrate(fresh);
            assertThat(before).isGreaterThan(0.1);
            assertThat(calibrated.metric("ece").value()).isLessThan(0.05);
            assertThat(calibrated.metric("logLoss").value())
                    .isLessThan(fresh.metric("logLoss").value());
            Decision decision = new Decision(calibration, null);
            assertThat(Decision.fromBytes(decision.toBytes())).isEqualTo(decision);
        }
    }

    @Test
    void what_cannot_be_fitted_or_read_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlattScaling.fit(new double[] {0.1, 0.2}, new boolean[2]))
                .withMessageContaining("rows of both outcomes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IsotonicCalibration.fit(new double[] {0.1, 2}, new boolean[] {true, false}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabelCalibration.fit(
                        new ClassificationScores(List.of("a", "b"), new int[0], new double[0]), Method.TEMPERATURE));
        Decision platt = new Decision(new OneVersusRest(List.of(new PlattScaling(1, 0))), null);
        byte[] bytes = platt.toBytes();
        assertThat(Decision.fromBytes(bytes)).isEqualTo(platt);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatExceptionOfType(CorruptContent.class).isThrownBy(() -> Decision.fromBytes(cut));
        }
        byte[] negative = bytes.clone();
        negative[17] = (byte) 0xbf; // the slope's sign: behind magic, flag, two kinds and a count
        assertThatExceptionOfType(CorruptContent.class).isThrownBy(() -> Decision.fromBytes(negative));
        assertThatIllegalArgumentException().isThrownBy(() -> platt.requireLabels(3));
    }

    @Test
    void a_temperature_is_found_again_and_keeps_the_order() {
        ClassificationScores boastful = boastful(new Random(4), 4, 20_000);
        TemperatureScaling scaling = (TemperatureScaling) LabelCalibration.fit(boastful, Method.TEMPERATURE);
        assertThat(scaling.power()).isCloseTo(1 / 3.0, within(0.02));
        assertThat(scaling.calibrate(boastful).predicted()).isEqualTo(boastful.predicted());
        assertThat(scaling.calibrate(new double[] {0, 1, 0})[0]).isGreaterThan(0);
        // separated rows do not make it certain
        ClassificationScores separated = new ClassificationScores(
                List.of("a", "b", "c"), new int[] {0, 1, 2}, new double[] {0.6, 0.2, 0.2, 0.2, 0.6, 0.2, 0.2, 0.2, 0.6
                });
        assertThat(LabelCalibration.fit(separated, Method.TEMPERATURE).calibrate(new double[] {0.6, 0.2, 0.2})[0])
                .isBetween(0.7, 0.9);
    }

    @Test
    void a_decision_calibrates_first_and_then_asks_the_threshold() {
        List<String> labels = List.of("no", "yes");
        DecisionThreshold threshold = new DecisionThreshold(0.3, new ThresholdObjective.Cost(1, 2), -0.1, 100);
        Decision both = new Decision(new OneVersusRest(List.of(new PlattScaling(1, -1))), threshold);
        double calibrated = 1 / (1 + Math.exp(1));
        Scores.Labelled answer = both.decide(new Scores.Labelled(labels, new double[] {0.5, 0.5}, 0));
        assertThat(answer.probabilities()[1]).isCloseTo(calibrated, within(1e-12));
        assertThat(answer.best()).isZero();
        assertThat(new Decision(null, threshold)
                        .decide(new Scores.Labelled(labels, new double[] {0.69, 0.31}, 0))
                        .label())
                .isEqualTo("yes");
        Scores.Labelled stated = new Scores.Labelled(labels, new double[] {0.5, 0.5}, 0);
        assertThat(Decision.NONE.decide(stated)).isSameAs(stated);
        for (ThresholdObjective objective : List.of(
                new ThresholdObjective.FBetaScore(2),
                new ThresholdObjective.Cost(1, 3),
                new ThresholdObjective.PrecisionAtRecall(0.7))) {
            Decision decision = new Decision(null, new DecisionThreshold(0.4, objective, 0.5, 10));
            assertThat(Decision.fromBytes(decision.toBytes())).isEqualTo(decision);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> both.requireLabels(3));
    }

    /** Labels drawn from softened probabilities, stated sharpened. */
    private static ClassificationScores boastful(Random random, int labels, int rows) {
        int[] actual = new int[rows];
        double[] stated = new double[rows * labels];
        for (int row = 0; row < rows; row++) {
            double[] logits = random.doubles(labels, -2, 2).toArray();
            double[] honest = softmax(logits, 1);
            double[] sharp = softmax(logits, 3);
            double draw = random.nextDouble();
            int label = 0;
            while (label < labels - 1 && draw >= honest[label]) {
                draw -= honest[label++];
            }
            actual[row] = label;
            System.arraycopy(sharp, 0, stated, row * labels, labels);
        }
        return new ClassificationScores(List.of("a", "b", "c", "d").subList(0, labels), actual, stated);
    }

    private static double[] softmax(double[] logits, double scale) {
        double[] weights = Arrays.stream(logits).map(z -> Math.exp(scale * z)).toArray();
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(w -> w / sum).toArray();
    }
}
