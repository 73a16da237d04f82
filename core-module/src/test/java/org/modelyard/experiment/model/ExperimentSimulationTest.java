package org.modelyard.experiment.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.modelyard.experiment.analysis.ExactSequence;
import org.modelyard.experiment.analysis.Sample;
import org.modelyard.experiment.analysis.SimulatedExperiment;
import org.modelyard.experiment.analysis.Sums;
import org.modelyard.stats.MultipleTesting;
import org.modelyard.testdata.SimulatedRuns;

/**
 * Whole experiments, analysed as the server analyses them at each look: several variants after Holm, unequal shares, few units that pay, and guardrails
 * whose loss is just what is let pass. Looked at after every 100 units.
 */
class ExperimentSimulationTest {

    private static final double ALPHA = 0.05;
    private static final int ALL = 100;
    private static final List<String> NAMES = List.of("a", "b", "c", "d");
    private static final ExperimentWish.Metric BOUGHT =
            new ExperimentWish.Metric(MetricKind.PROPORTION, "bought", null, null, null);
    private static final ExperimentWish.Metric REVENUE =
            new ExperimentWish.Metric(MetricKind.MEAN, "revenue", null, null, null);

    @Test
    void what_is_not_so_is_seldom_said() {
        simulated(30, 100);
    }

    @Tag("long")
    @Test
    void what_is_not_so_is_said_in_one_of_twenty_at_most_over_a_thousand_looks() {
        simulated(2_000, 1_000);
    }

    private static void simulated(int all, int looks) {
        SoftAssertions softly = new SoftAssertions();
        new Case("four variants alike, share of 0.05", BOUGHT, quarters(0.05, 0.05), null, 0)
                .held(softly, all, looks, "a difference of any", report -> new boolean[] {anyOf(report, 0)});
        new Case("four variants, one converts 8 % and the others 5 %", BOUGHT, quarters(0.08, 0.05), null, 0)
                .held(softly, all, looks, "a difference of those alike", report -> new boolean[] {anyOf(report, 1)});
        exact(softly, all, looks);
        new Case("one unit in ten to the variant, share of 0.05", BOUGHT, parts(0.05, 10), null, 0)
                .held(softly, all, looks, "a difference", report -> new boolean[] {anyOf(report, 0)});
        for (int mine : new int[] {50, 10}) {
            new Case(
                            "revenue, one in a hundred pays, " + mine + " % to the variant",
                            REVENUE,
                            revenue(1, mine),
                            null,
                            0)
                    .held(softly, all, looks, "a difference", report -> new boolean[] {anyOf(report, 0)});
        }
        for (double[] one : new double[][] {{0.05, 0.05}, {0.005, 0.05}, {0.005, 0.5}}) {
            List<SimulatedExperiment.Side> sides = List.of(
                    SimulatedExperiment.share(one[0], ALL / 2),
                    SimulatedExperiment.share(one[0] * (1 - one[1]), ALL / 2));
            new Case("guardrail, share of " + one[0], BOUGHT, sides, BOUGHT, one[1])
                    .held(softly, all, looks, "BROKEN, HELD, either", ExperimentSimulationTest::guarded);
        }
        new Case("guardrail, revenue, one in five pays", REVENUE, revenue(0.95, 50), REVENUE, 0.05)
                .held(softly, all, looks, "BROKEN, HELD, either", ExperimentSimulationTest::guarded);
        softly.assertAll();
    }

    /** As many units each, of which the second has another share. */
    private static List<SimulatedExperiment.Side> quarters(double second, double others) {
        return IntStream.range(0, NAMES.size())
                .mapToObj(i -> SimulatedExperiment.share(i == 1 ? second : others, ALL / NAMES.size()))
                .toList();
    }

    private static List<SimulatedExperiment.Side> parts(double share, int mine) {
        return List.of(SimulatedExperiment.share(share, ALL - mine), SimulatedExperiment.share(share, mine));
    }

    /** Of a guardrail one in five pays, else one in a hundred. */
    private static List<SimulatedExperiment.Side> revenue(double times, int mine) {
        double paying = times == 1 ? 0.01 : 0.2;
        return List.of(
                SimulatedExperiment.revenue(paying, 1, ALL - mine), SimulatedExperiment.revenue(paying, times, mine));
    }

    private static boolean anyOf(ExperimentReport report, int from) {
        return report.comparisons().stream().skip(from).anyMatch(one -> one.better() || one.worse());
    }

    /** Whether the loss, which is just what is let pass, was said to be more, whether it was said to be less, and whether either: one interval promises both. */
    private static boolean[] guarded(ExperimentReport report) {
        GuardrailReading.State state = report.guardrails().get(0).state();
        boolean broken = state == GuardrailReading.State.BROKEN;
        boolean held = state == GuardrailReading.State.HELD;
        return new boolean[] {broken, held, broken || held};
    }

    /** By the rule's p-values alone: its intervals take many times as long, and no verdict rests on them. */
    private static void exact(SoftAssertions softly, int all, int looks) {
        List<SimulatedExperiment.Side> sides = quarters(0.05, 0.05);
        SimulatedRuns runs = SimulatedRuns.of(all);
        int found = runs.count(run -> {
            SplittableRandom random = new SplittableRandom(7_000_000L + run);
            List<Sums> sums = nothing(sides);
            for (int i = 0; i < looks; i++) {
                more(sums, sides, random);
                Sums control = sums.get(0);
                double[] p = sums.stream()
                        .skip(1)
                        .mapToDouble(
                                one -> ExactSequence.p((long) control.sumY(), control.n(), (long) one.sumY(), one.n()))
                        .toArray();
                for (double corrected : MultipleTesting.holm(p)) {
                    if (corrected <= ALPHA) {
                        return true;
                    }
                }
            }
            return false;
        });
        runs.tell(
                "| four variants alike, share of 0.05, exact sequence | a difference of any | %,d looks | %d | at most %d |",
                looks, found, runs.most(ALPHA));
        softly.assertThat(found).as("exact sequences").isLessThanOrEqualTo(runs.most(ALPHA));
    }

    private static List<Sums> nothing(List<SimulatedExperiment.Side> sides) {
        return new ArrayList<>(java.util.Collections.nCopies(sides.size(), Sums.NONE));
    }

    private static void more(List<Sums> sums, List<SimulatedExperiment.Side> sides, SplittableRandom random) {
        for (int i = 0; i < sums.size(); i++) {
            sums.set(i, sums.get(i).plus(sides.get(i).block(random)));
        }
    }

    /** What a report says wrongly, each at most as often as alpha. */
    private interface Wrongly {
        boolean[] said(ExperimentReport report);
    }

    /** @param guard the same figures once more, as what must not get worse */
    private record Case(
            String name,
            ExperimentWish.Metric metric,
            List<SimulatedExperiment.Side> sides,
            ExperimentWish.@Nullable Metric guard,
            double tolerance) {

        void held(SoftAssertions softly, int all, int looks, String what, Wrongly wrongly) {
            ExperimentPlan plan = plan();
            SimulatedRuns runs = SimulatedRuns.of(all);
            int things = things();
            int[] found = runs.count(things, run -> ever(plan, looks, 1_000_000L * name.hashCode() + run, wrongly));
            runs.tell(
                    "| %s | %s | %,d looks | %s | at most %d |",
                    words(), what, looks, java.util.Arrays.toString(found), runs.most(ALPHA));
            for (int one : found) {
                softly.assertThat(one).as(words()).isLessThanOrEqualTo(runs.most(ALPHA));
            }
        }

        private int things() {
            return guard == null ? 1 : 3;
        }

        private String words() {
            return guard == null ? name : name + ", tolerance " + tolerance;
        }

        private boolean[] ever(ExperimentPlan plan, int looks, long seed, Wrongly wrongly) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Sums> sums = nothing(sides);
            boolean[] ever = new boolean[things()];
            for (int look = 0; look < looks; look++) {
                more(sums, sides, random);
                List<VariantFigures> figures = new ArrayList<>();
                for (int i = 0; i < sums.size(); i++) {
                    Sample sample = sample(sums.get(i));
                    figures.add(new VariantFigures(
                            NAMES.get(i), sample.n(), sample, guard == null ? List.of() : List.of(sample)));
                }
                boolean[] said = wrongly.said(ExperimentAnalysis.report(plan, figures, true));
                for (int i = 0; i < ever.length; i++) {
                    ever[i] |= said[i];
                }
            }
            return ever;
        }

        private Sample sample(Sums sums) {
            return metric.kind() == MetricKind.PROPORTION
                    ? Sample.proportion((long) sums.sumY(), sums.n())
                    : Sample.mean(sums.n(), sums.sumY(), sums.sumYY()).withActive((long) sums.sumX());
        }

        private ExperimentPlan plan() {
            long of = sides.get(1).block(new SplittableRandom(0)).n();
            List<ExperimentWish.Variant> variants = IntStream.range(0, sides.size())
                    .mapToObj(i -> new ExperimentWish.Variant(
                            NAMES.get(i),
                            i == 0 ? (double) (ALL - of * (sides.size() - 1)) / ALL : (double) of / ALL,
                            null))
                    .toList();
            return new ExperimentWish(
                            null,
                            variants,
                            null,
                            null,
                            null,
                            null,
                            metric,
                            guard == null ? null : List.of(new ExperimentWish.Guard(guard, tolerance)),
                            AnalysisRule.SEQUENTIAL,
                            null,
                            null,
                            null,
                            null,
                            null)
                    .plan();
        }
    }
}
