package org.modelyard.experiment.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import java.util.function.Supplier;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.modelyard.experiment.analysis.SimulatedExperiment.Method;
import org.modelyard.experiment.analysis.SimulatedExperiment.Side;
import org.modelyard.experiment.model.AnalysisRule;
import org.modelyard.experiment.model.SizeQuestion;
import org.modelyard.stats.MixtureRatio;
import org.modelyard.testdata.SimulatedRuns;

/**
 * How often the methods that may be watched all the time call a winner where there is none, and where there is one. The long ones are
 * what docs/statistics.md reports; the others are the same with fewer runs.
 */
class SequentialSimulationTest {

    private static final double ALPHA = 0.05;
    private static final int LONG_RUNS = 2_000;
    private static final int LONG_LOOKS = 1_000;
    private static final int FEW_RUNS = 200;
    private static final int FEW_LOOKS = 200;

    @Test
    void no_effect_seldom_has_a_winner_however_often_it_is_looked_at() {
        noEffect(FEW_RUNS, FEW_LOOKS);
    }

    @Tag("long")
    @Test
    void no_effect_has_a_winner_in_one_of_twenty_at_most_over_a_thousand_looks() {
        noEffect(LONG_RUNS, LONG_LOOKS);
    }

    @Test
    void five_to_six_percent_is_found_at_the_planners_size() {
        found(FEW_RUNS);
    }

    @Tag("long")
    @Test
    void five_to_six_percent_is_found_in_nine_of_ten_runs() {
        found(LONG_RUNS);
    }

    @Test
    void looking_again_and_again_at_a_fixed_horizon_calls_false_winners() {
        int found = winners(
                share(0.05),
                share(0.05),
                100,
                new SimulatedRuns(0, FEW_RUNS),
                900,
                () -> fixed(SimulatedExperiment::proportion));
        assertThat(found).isGreaterThan(FEW_RUNS / 10);
    }

    private static void noEffect(int runs, int looks) {
        SoftAssertions softly = new SoftAssertions();
        int seed = 0;
        for (double p : new double[] {0.05, 0.005, 0.5}) {
            String metric = "share of " + p;
            held(softly, metric, "confidence sequence", runs, looks, share(p), seed++, () -> sequence(true));
            held(softly, metric, "exact sequence", runs, looks, share(p), seed++, SequentialSimulationTest::exact);
            held(
                    softly,
                    metric,
                    "mixture ratio",
                    runs,
                    looks,
                    share(p),
                    seed++,
                    () -> mixture(0.2 * Math.sqrt(p * (1 - p))));
        }
        held(softly, "revenue a unit", "confidence sequence", runs, looks, revenue(), seed++, () -> sequence(false));
        held(
                softly,
                "clicks a view",
                "confidence sequence",
                runs,
                looks,
                clicks(),
                seed++,
                SequentialSimulationTest::ratio);
        softly.assertAll();
    }

    private static Side share(double p) {
        return SimulatedExperiment.share(p);
    }

    private static Side revenue() {
        return SimulatedExperiment.revenue();
    }

    private static Side clicks() {
        return SimulatedExperiment.clicksPerView();
    }

    private static void held(
            SoftAssertions softly,
            String metric,
            String method,
            int all,
            int looks,
            Side side,
            int seed,
            Supplier<Method> made) {
        SimulatedRuns runs = SimulatedRuns.of(all);
        int found = winners(side, side, looks, runs, 1_000L * 1_000 * seed, made);
        int most = runs.most(ALPHA);
        runs.tell(
                "| %s | %s | %,d looks | %d of %,d had a false winner | at most %d |",
                metric, method, looks, found, runs.runs(), most);
        softly.assertThat(found).as(method + " on a " + metric).isLessThanOrEqualTo(most);
    }

    private static void found(int all) {
        SimulatedRuns runs = SimulatedRuns.of(all);
        SamplePlan plan = new SamplePlan(ALPHA, 0.9);
        double units = 2 * plan.sequentialShares(0.05, 0.01, null);
        int looks = (int) Math.ceil(units / 2 / SimulatedExperiment.BLOCK);
        ConfidenceSequence tuned = new ConfidenceSequence(ALPHA, units);
        int watched = winners(share(0.05), share(0.06), looks, runs, 77, () -> sequence(tuned, true));
        int least = runs.runs() < LONG_RUNS ? runs.fewest(0.9) : (int) Math.ceil(0.9 * runs.runs());
        runs.tell(
                "| 5 %% to 6 %% | confidence sequence, watched | %,.0f a side | found in %,d of %,d |",
                units / 2, watched, runs.runs());
        assertThat(watched).isGreaterThanOrEqualTo(least);
        double fixed = new SizeQuestion(0.05, null, 0.01, ALPHA, 0.9, 2, AnalysisRule.FIXED_HORIZON, null)
                .answer()
                .unitsPerVariant();
        int last = (int) Math.ceil(fixed / SimulatedExperiment.BLOCK);
        int once = winners(
                share(0.05),
                share(0.06),
                last,
                runs,
                78,
                () -> (a, b) -> a.n() == (long) last * SimulatedExperiment.BLOCK
                        && fixed(SimulatedExperiment::proportion).winner(a, b));
        runs.tell(
                "| 5 %% to 6 %% | fixed horizon, looked at once | %,.0f a side | found in %,d of %,d |",
                fixed, once, runs.runs());
        assertThat(once).isGreaterThanOrEqualTo(least);
    }

    private static int winners(Side a, Side b, int looks, SimulatedRuns runs, long seed, Supplier<Method> made) {
        return runs.count(run -> SimulatedExperiment.run(a, b, looks, new Method[] {made.get()}, seed + run)[0]);
    }

    private static Method sequence(boolean share) {
        return sequence(new ConfidenceSequence(ALPHA, ConfidenceSequence.TUNING), share);
    }

    private static Method sequence(ConfidenceSequence sequence, boolean share) {
        return (a, b) -> share
                ? ConfidenceSequence.enough(SimulatedExperiment.proportion(a))
                        && ConfidenceSequence.enough(SimulatedExperiment.proportion(b))
                        && significant(sequence, SimulatedExperiment.proportion(a), SimulatedExperiment.proportion(b))
                : a.n() >= ConfidenceSequence.LEAST_UNITS
                        && significant(sequence, SimulatedExperiment.mean(a), SimulatedExperiment.mean(b));
    }

    private static Method ratio() {
        ConfidenceSequence sequence = new ConfidenceSequence(ALPHA, ConfidenceSequence.TUNING);
        return (a, b) ->
                a.n() >= ConfidenceSequence.LEAST_UNITS && significant(sequence, Sample.ratio(a), Sample.ratio(b));
    }

    private static boolean significant(ConfidenceSequence sequence, Sample a, Sample b) {
        return Effect.of(a, b, Scale.ABSOLUTE)
                .map(effect -> sequence.p(effect) <= sequence.alpha())
                .orElse(false);
    }

    private static Method exact() {
        return (a, b) -> ExactSequence.p((long) a.sumY(), a.n(), (long) b.sumY(), b.n()) <= ALPHA;
    }

    private static Method mixture(double tau) {
        MixtureRatio[] now = {MixtureRatio.START};
        return (a, b) -> {
            Sample sideA = SimulatedExperiment.proportion(a);
            Sample sideB = SimulatedExperiment.proportion(b);
            if (ConfidenceSequence.enough(sideA) && ConfidenceSequence.enough(sideB)) {
                now[0] = now[0].look(a.n(), sideB.mean() - sideA.mean(), sideA.variance() + sideB.variance(), tau);
            }
            return now[0].p() <= ALPHA;
        };
    }

    private static Method fixed(Function<Sums, Sample> sample) {
        return (a, b) -> Effect.of(sample.apply(a), sample.apply(b), Scale.ABSOLUTE)
                .map(effect -> 2
                                * org.apache.commons.statistics.distribution.NormalDistribution.of(0, 1)
                                        .survivalProbability(Math.abs(effect.z()))
                        <= ALPHA)
                .orElse(false);
    }
}
