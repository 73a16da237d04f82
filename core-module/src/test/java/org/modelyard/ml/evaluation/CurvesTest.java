package org.modelyard.ml.evaluation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurvesTest {

    private static final List<String> TWO = List.of("no", "yes");

    @Test
    void thinned_curves_keep_area_and_every_point_within_a_pixel() {
        Random random = new Random(4);
        int n = 20_000;
        boolean[] positive = new boolean[n];
        double[] score = new double[n];
        for (int i = 0; i < n; i++) {
            positive[i] = i % 5 == 0;
            score[i] = random.nextGaussian() + (positive[i] ? 1.2 : 0);
        }
        CutPoints cuts = CutPoints.of(positive, score);
        Curve whole = new Curve(
                IntStream.range(0, cuts.count())
                        .mapToDouble(cuts::falseAlarmRate)
                        .toArray(),
                IntStream.range(0, cuts.count()).mapToDouble(cuts::recall).toArray());
        Curve thin = whole.thinned(Curve.MOST_POINTS);
        assertThat(thin.points()).isEqualTo(Curve.MOST_POINTS);
        assertThat(thin.area()).isCloseTo(whole.area(), within(2e-4));
        assertThat(thin.area()).isCloseTo(AreaUnderCurve.of(positive, score).value(), within(1e-3));
        for (int i = 0; i < whole.points(); i++) {
            double x = whole.x()[i];
            double y = whole.y()[i];
            // a picture of 500 pixels
            assertThat(distance(thin, x, y)).isLessThan(1 / 500.0);
        }
    }

    @Test
    void the_corner_of_a_perfect_model_stays() {
        int n = 1_000;
        int[] actual = new int[n];
        double[] probabilities = new double[2 * n];
        for (int i = 0; i < n; i++) {
            actual[i] = i % 2;
            probabilities[2 * i + 1] = i % 2 == 1 ? 0.9 + i * 1e-5 : 0.1 + i * 1e-5;
            probabilities[2 * i] = 1 - probabilities[2 * i + 1];
        }
        Evaluation evaluation = new ClassificationScores(TWO, actual, probabilities).evaluate();
        LabelCurves curves = requireNonNull(evaluation.curves()).labels().get(0);
        assertThat(curves.label()).isEqualTo("yes");
        assertThat(curves.roc().area()).isEqualTo(1);
        assertThat(curves.roc().points()).isEqualTo(3);
        assertThat(curves.lift().y()[0]).isEqualTo(2);
        assertThat(curves.gain().x()[curves.gain().points() - 1]).isEqualTo(1);
    }

    @Test
    void the_reliability_bins_hold_all_rows() {
        ClassificationScores scores = new ClassificationScores(
                TWO, new int[] {0, 1, 1, 1}, new double[] {0.95, 0.05, 0.08, 0.92, 0, 1, 0.06, 0.94});
        List<ReliabilityBin> bins = requireNonNull(scores.evaluate().curves()).reliability();
        assertThat(bins).hasSize(2);
        assertThat(bins.get(1).rows()).isEqualTo(3);
        assertThat(bins.get(1).share()).isEqualTo(1);
        assertThat(bins.get(1).stated()).isCloseTo((0.92 + 1 + 0.94) / 3, within(1e-12));
        assertThat(bins.get(1).interval().low()).isBetween(0.43, 0.44);
    }

    @Test
    void residuals_keep_the_largest_and_bins_keep_all_rows() {
        Random random = new Random(6);
        double[] actual = random.doubles(5_000, 0, 100).toArray();
        double[] predicted =
                Arrays.stream(actual).map(v -> v + random.nextGaussian()).toArray();
        predicted[1234] += 50;
        Residuals residuals = requireNonNull(requireNonNull(
                        new RegressionScores(actual, predicted).evaluate().curves())
                .residuals());
        assertThat(residuals.predicted().length).isBetween(150, Curve.MOST_POINTS);
        assertThat(residuals.predicted()).isSorted();
        assertThat(Arrays.stream(residuals.residual()).max().orElseThrow()).isGreaterThan(45);
        assertThat(residuals.bins().stream().mapToLong(Residuals.Bin::rows).sum())
                .isEqualTo(5_000);
        assertThat(residuals.bins()).allSatisfy(bin -> assertThat(bin.low()).isLessThan(bin.high()));
    }

    @Test
    void json_keeps_the_curves_and_reads_what_was_stored_before_them() {
        Random random = new Random(7);
        double[] actual = random.doubles(300).toArray();
        Evaluation regression = new RegressionScores(
                        actual, Arrays.stream(actual).map(v -> v * 0.9).toArray())
                .evaluate();
        Evaluation again = Evaluation.fromJson(regression.toJson());
        assertThat(again.metrics()).isEqualTo(regression.metrics());
        assertThat(requireNonNull(requireNonNull(again.curves()).residuals()).bins())
                .isEqualTo(requireNonNull(requireNonNull(regression.curves()).residuals())
                        .bins());

        Evaluation binary = new ClassificationScores(
                        TWO, new int[] {0, 1, 1}, new double[] {0.9, 0.1, 1 / 3.0, 2 / 3.0, 0.2, 0.8})
                .evaluate();
        Curves curves = requireNonNull(Evaluation.fromJson(binary.toJson()).curves());
        assertThat(curves.reliability())
                .isEqualTo(requireNonNull(binary.curves()).reliability());
        assertThat(curves.labels().get(0).roc().x())
                .containsExactly(
                        requireNonNull(binary.curves()).labels().get(0).roc().x());

        Evaluation old = Evaluation.fromJson("{\"task\":\"CLASSIFICATION\",\"rows\":4,\"metrics\":{\"accuracy\":"
                + "{\"value\":0.5,\"rows\":4,\"low\":0.15,\"high\":0.85,\"confidence\":0.95}},\"classes\":[]}");
        assertThat(old.curves()).isNull();
        assertThat(requireNonNull(old.metrics().get("accuracy")).method()).isNull();
        assertThat(old.value("accuracy")).isEqualTo(0.5);
    }

    private static double distance(Curve curve, double x, double y) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 1; i < curve.points(); i++) {
            double dx = curve.x()[i] - curve.x()[i - 1];
            double dy = curve.y()[i] - curve.y()[i - 1];
            double along = ((x - curve.x()[i - 1]) * dx + (y - curve.y()[i - 1]) * dy) / (dx * dx + dy * dy);
            double t = Math.max(0, Math.min(1, along));
            least = Math.min(least, Math.hypot(x - curve.x()[i - 1] - t * dx, y - curve.y()[i - 1] - t * dy));
        }
        return least;
    }
}
