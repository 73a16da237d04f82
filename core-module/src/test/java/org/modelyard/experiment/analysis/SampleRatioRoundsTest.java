package org.modelyard.experiment.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SampleRatioRoundsTest {

    @Test
    void one_round_is_pearsons_check_and_several_find_what_their_sum_hides() {
        long[] units = {520, 260, 220};
        double[] shares = {5_000, 2_500, 2_500};
        assertThat(SampleRatio.ofRounds(List.of(units), List.of(shares)).statistic())
                .isCloseTo(SampleRatio.of(units, shares).statistic(), within(1e-9));
        assertThat(SampleRatio.ofRounds(List.of(units), List.of(shares)).p())
                .isCloseTo(SampleRatio.of(units, shares).p(), within(1e-9));
        // divided as each round says: together they are far from the first round's shares
        List<double[]> moved = List.of(new double[] {5_000, 5_000}, new double[] {500, 9_500});
        assertThat(SampleRatio.ofRounds(List.of(new long[] {500, 500}, new long[] {100, 1_900}), moved)
                        .p())
                .isCloseTo(1, within(1e-9));
        assertThat(SampleRatio.ofRounds(List.of(new long[] {500, 300}, new long[] {100, 1_900}), moved)
                        .mismatch())
                .isTrue();
        assertThat(SampleRatio.ofRounds(List.of(), List.of()).p()).isNaN();
        assertThat(SampleRatio.ofRounds(List.of(new long[] {3, 6}), List.of(new double[] {1, 1}))
                        .p())
                .as("too few to expect")
                .isNaN();
    }

    /** Shares that follow what was counted, as a bandit's do: 11 to 42 of 1,000 are the binomial bounds of 99.8 % for 2.5 %. */
    @Test
    void the_check_of_rounds_rings_as_often_as_it_says() {
        SplittableRandom random = new SplittableRandom(36);
        int rung = 0;
        for (int run = 0; run < 1_000; run++) {
            List<long[]> units = new ArrayList<>();
            List<double[]> shares = new ArrayList<>();
            double[] share = {1, 1, 1};
            long[] seen = {1, 1, 1};
            for (int round = 0; round < 10; round++) {
                long[] there = new long[3];
                for (int i = 0; i < 60; i++) {
                    int place = ThompsonSampling.at(share, random.nextDouble() * Arrays.stream(share).sum());
                    there[place]++;
                    seen[place]++;
                }
                units.add(there);
                shares.add(share);
                share = new double[] {seen[0] + 20, seen[1] + 20, seen[2] + 20};
            }
            rung += SampleRatio.ofRounds(units, shares).p() < 0.025 ? 1 : 0;
        }
        assertThat(rung).isBetween(11, 42);
    }
}
