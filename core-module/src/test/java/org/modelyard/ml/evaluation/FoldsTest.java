package org.modelyard.ml.evaluation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.modelyard.stats.MeanTests;

class FoldsTest {

    @Test
    void stratified_folds_hold_each_row_once_and_each_label_evenly() {
        int[] labels = IntStream.range(0, 103)
                .map(row -> row % 10 == 0 ? 1 : row % 3 == 0 ? 2 : 0)
                .toArray();
        List<Fold> folds = Folds.stratified(labels, 5, 7);
        covered(folds, labels.length);
        for (int label = 0; label < 3; label++) {
            int wanted = label;
            List<Long> counts = folds.stream()
                    .map(fold -> Arrays.stream(fold.test())
                            .filter(row -> labels[row] == wanted)
                            .count())
                    .sorted()
                    .toList();
            assertThat(counts.get(4) - counts.get(0)).isLessThanOrEqualTo(1);
        }
        assertThat(folds).allSatisfy(fold -> assertThat(fold.test().length).isBetween(20, 21));
        assertThat(Folds.stratified(labels, 5, 7).get(0).test())
                .isEqualTo(folds.get(0).test());
        assertThat(Folds.stratified(labels, 5, 8).get(0).test())
                .isNotEqualTo(folds.get(0).test());
    }

    @Test
    void no_group_is_in_two_folds() {
        Random random = new Random(3);
        int[] groups = random.ints(500, 0, 40).toArray();
        List<Fold> folds = Folds.grouped(groups, 4, 1);
        covered(folds, groups.length);
        for (Fold fold : folds) {
            assertThat(groups(groups, fold.test())).doesNotContainAnyElementsOf(groups(groups, fold.train()));
            assertThat(fold.test().length).isBetween(115, 135);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Folds.grouped(new int[] {0, 0, 1, 1}, 3, 1))
                .withMessageContaining("2 groups for 3 folds");
    }

    @Test
    void time_goes_forward_and_equal_times_stay_together() {
        double[] times = new Random(4).ints(300, 0, 60).asDoubleStream().toArray();
        List<Fold> folds = Folds.timeOrdered(times, 4);
        for (Fold fold : folds) {
            double last = Arrays.stream(fold.train())
                    .mapToDouble(row -> times[row])
                    .max()
                    .orElseThrow();
            double first = Arrays.stream(fold.test())
                    .mapToDouble(row -> times[row])
                    .min()
                    .orElseThrow();
            assertThat(last).isLessThan(first);
        }
        assertThat(folds.get(3).train().length + folds.get(3).test().length).isEqualTo(300);
        assertThatIllegalArgumentException().isThrownBy(() -> Folds.timeOrdered(new double[10], 2));
    }

    @Test
    void strata_of_numbers_are_of_about_the_same_count() {
        int[] strata = Folds.strata(new Random(5).doubles(100).toArray(), 5);
        for (int bin = 0; bin < 5; bin++) {
            int wanted = bin;
            assertThat(Arrays.stream(strata).filter(one -> one == wanted).count())
                    .isEqualTo(20);
        }
        assertThat(Folds.strata(new double[] {1, 1, 1}, 4)).containsOnly(Folds.strata(new double[] {1, 1, 1}, 4)[0]);
    }

    @Test
    void the_interval_is_wider_than_the_plain_one_and_the_verdict_follows_it() {
        double[] values = {0.90, 0.91, 0.89, 0.92, 0.88};
        CrossValidation result = CrossValidation.of("accuracy", values, 0.25, 0.05);
        assertThat(result.mean()).isCloseTo(0.9, within(1e-12));
        // t(4) = 2.776445, deviation 0.0158114, sqrt(1/5 + 1/4) = 0.670820
        assertThat(requireNonNull(result.interval()).high() - 0.9)
                .isCloseTo(2.7764451 * 0.015811388 * 0.67082039, within(1e-8));
        assertThat(result.stability()).isEqualTo(CrossValidation.Stability.STABLE);
        assertThat(CrossValidation.of("accuracy", values, 0.25, 0.02).stability())
                .isEqualTo(CrossValidation.Stability.UNSTABLE);
        CrossValidation undefined = CrossValidation.of("rocAuc", new double[] {0.8, Double.NaN, 0.7}, 0.5, 0.05);
        assertThat(undefined.stability()).isEqualTo(CrossValidation.Stability.UNDEFINED);
        assertThat(undefined.reason()).isEqualTo("rocAuc has no value in 1 of 3 folds.");
    }

    @Test
    void the_corrected_test_holds_its_rate_where_the_plain_one_rings_too_often() {
        rates(500);
    }

    @Test
    @Tag("long")
    void the_corrected_test_holds_its_rate_in_many_rounds() {
        rates(10_000);
    }

    /** Two models of the same kind on features that are equally informative: which one wins is chance. */
    private static void rates(int rounds) {
        int plain = 0;
        int corrected = 0;
        for (int round = 0; round < rounds; round++) {
            Random random = new Random(round);
            int n = 200;
            int[] label = random.ints(n, 0, 2).toArray();
            double[][] features = new double[2][n];
            for (int row = 0; row < n; row++) {
                features[0][row] = label[row] + 1.5 * random.nextGaussian();
                features[1][row] = label[row] + 1.5 * random.nextGaussian();
            }
            // ten times a random tenth: test rows overlap, and training rows more
            double[] a = new double[10];
            double[] b = new double[10];
            for (int i = 0; i < 10; i++) {
                Fold fold = Folds.stratified(label, 10, 31L * round + i).get(0);
                a[i] = accuracy(features[0], label, fold);
                b[i] = accuracy(features[1], label, fold);
            }
            plain += MeanTests.paired(a, b).p() <= 0.05 ? 1 : 0;
            corrected += MeanTests.crossValidated(a, b, 180, 20).p() <= 0.05 ? 1 : 0;
        }
        assertThat(plain / (double) rounds).isGreaterThan(0.1);
        assertThat(corrected / (double) rounds).isLessThan(0.06 + 4 * Math.sqrt(0.05 * 0.95 / rounds));
    }

    /** A row is given the label whose mean of the training rows is nearer. */
    private static double accuracy(double[] feature, int[] label, Fold fold) {
        double[] mean = new double[2];
        for (int wanted = 0; wanted < 2; wanted++) {
            int one = wanted;
            mean[wanted] = Arrays.stream(fold.train())
                    .filter(row -> label[row] == one)
                    .mapToDouble(row -> feature[row])
                    .average()
                    .orElseThrow();
        }
        return Arrays.stream(fold.test())
                .mapToDouble(row -> {
                    int given = Math.abs(feature[row] - mean[1]) < Math.abs(feature[row] - mean[0]) ? 1 : 0;
                    return given == label[row] ? 1 : 0;
                })
                .average()
                .orElseThrow();
    }

    private static Set<Integer> groups(int[] groups, int[] rows) {
        return Arrays.stream(rows).mapToObj(row -> groups[row]).collect(Collectors.toCollection(TreeSet::new));
    }

    private static void covered(List<Fold> folds, int rows) {
        assertThat(folds.stream()
                        .flatMapToInt(fold -> Arrays.stream(fold.test()))
                        .sorted()
                        .toArray())
                .isEqualTo(IntStream.range(0, rows).toArray());
        assertThat(folds).allSatisfy(fold -> assertThat(fold.train().length + fold.test().length)
                .isEqualTo(rows));
    }
}
