package org.modelyard.stats;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.IntStream;
import org.modelyard.experiment.analysis.ConfidenceSequence;
import org.modelyard.experiment.analysis.Cuped;
import org.modelyard.experiment.analysis.Effect;
import org.modelyard.experiment.analysis.FixedHorizon;
import org.modelyard.experiment.analysis.Sample;
import org.modelyard.experiment.analysis.SamplePlan;
import org.modelyard.experiment.analysis.Scale;
import org.modelyard.experiment.analysis.Side;
import org.modelyard.experiment.analysis.Sums;

/** The reference's methods of experiments and the names that they have here. */
final class ReferenceExperiments {

    private ReferenceExperiments() {}

    static void mixture(JsonNode in, Expected expected) {
        double[] differences = Expected.numbers(in.required("differences"));
        double variance = in.required("variance_of_difference").asDouble();
        double tau = in.required("tau").asDouble();
        double zero = in.required("theta0").asDouble();
        MixtureRatio[] looks = new MixtureRatio[differences.length];
        double[] means = new double[differences.length];
        MixtureRatio now = MixtureRatio.START;
        double sum = 0;
        int stopped = 0;
        for (int i = 0; i < differences.length; i++) {
            sum += differences[i];
            means[i] = sum / (i + 1);
            now = now.look(i + 1, means[i] - zero, variance, tau);
            looks[i] = now;
            stopped = stopped == 0 && now.lambda() >= 1 / 0.05 ? i + 1 : stopped;
        }
        expected.is("stopped_at_alpha_0_05", stopped);
        expected.each("path", (step, one) -> {
            int at = step.required("n").asInt() - 1;
            one.is("mean_difference", means[at]);
            one.is("lambda_", looks[at].lambda());
            one.is("always_valid_p", looks[at].p());
        });
    }

    static void mixtureOfShares(JsonNode in, Expected expected) {
        String a = in.required("a").asText();
        String b = in.required("b").asText();
        double tau = in.required("tau").asDouble();
        MixtureRatio[] looks = new MixtureRatio[a.length()];
        double[] variances = new double[a.length()];
        MixtureRatio now = MixtureRatio.START;
        int inA = 0;
        int inB = 0;
        for (int i = 0; i < looks.length; i++) {
            inA += a.charAt(i) - '0';
            inB += b.charAt(i) - '0';
            Sample sampleA = Sample.proportion(inA, i + 1);
            Sample sampleB = Sample.proportion(inB, i + 1);
            variances[i] = sampleA.variance() + sampleB.variance();
            now = now.look(i + 1, sampleB.mean() - sampleA.mean(), variances[i], tau);
            looks[i] = now;
        }
        expected.each("path", (step, one) -> {
            int at = step.required("n_per_arm").asInt() - 1;
            one.is("variance", variances[at]);
            one.is("lambda_", looks[at].lambda());
            one.is("always_valid_p", looks[at].p());
        });
    }

    static void confidenceSequence(JsonNode in, Expected expected) {
        Effect effect =
                Effect.of(sample(in, "a"), sample(in, "b"), Scale.ABSOLUTE).orElseThrow();
        ConfidenceSequence sequence = new ConfidenceSequence(
                in.required("alpha").asDouble(), in.required("rho_tuned_for_n").asDouble());
        expected.is("diff", effect.estimate());
        expected.is("rho", sequence.rho());
        expected.is("half_width", sequence.halfWidth(effect));
        expected.is("ci", sequence.at(effect).interval());
        expected.is("z", effect.z());
        expected.is("fixed_horizon_half_width", Proportions.z(0.95) * effect.standardError());
    }

    private static Sample sample(JsonNode in, String side) {
        double deviation = in.required("sd_" + side).asDouble();
        return new Sample(
                in.required("n_" + side).asLong(), in.required("mean_" + side).asDouble(), deviation * deviation);
    }

    /**
     * n_per_arm_arcsine is left out: it is (z + z)²/h², the size for one share against a fixed one; two arms need twice as many, so
     * nothing here gives it.
     */
    static void sampleSize(JsonNode in, Expected expected) {
        SamplePlan plan = new SamplePlan(
                in.required("alpha").asDouble(), in.required("power").asDouble());
        double baseline = in.required("baseline").asDouble();
        double effect = in.required("mde_absolute").asDouble();
        expected.is("n_per_arm_pooled_fleiss", plan.pooled(baseline, effect));
        expected.is("n_per_arm_unpooled", plan.unpooled(baseline, effect));
        expected.is("ceil.pooled", Math.ceil(plan.pooled(baseline, effect)));
        expected.is("ceil.unpooled", Math.ceil(plan.unpooled(baseline, effect)));
    }

    static void cuped(JsonNode in, Expected expected) {
        double[] before = Expected.numbers(in.required("pre"));
        double[] after = Expected.numbers(in.required("post"));
        int[] arm = Expected.integers(in.required("arm"));
        Sums[] arms = IntStream.range(0, 2)
                .mapToObj(which -> {
                    int[] rows = IntStream.range(0, arm.length)
                            .filter(i -> arm[i] == which)
                            .toArray();
                    return Sums.of(
                            IntStream.of(rows).mapToDouble(i -> after[i]).toArray(),
                            IntStream.of(rows).mapToDouble(i -> before[i]).toArray());
                })
                .toArray(Sums[]::new);
        Cuped cuped = Cuped.over(arms[0].plus(arms[1]));
        expected.is("theta_pooled_ddof1", cuped.theta());
        expected.is("raw_diff", arms[1].sumY() / arms[1].n() - arms[0].sumY() / arms[0].n());
        expected.is(
                "adjusted_diff",
                cuped.adjusted(arms[1]).mean() - cuped.adjusted(arms[0]).mean());
        expected.is("variance_ratio", cuped.varianceRatio());
        expected.is("correlation", cuped.correlation());
    }

    /** What the reference gives for two shares beside the tests. */
    static void twoShares(JsonNode in, Expected expected) {
        long xA = in.required("x_a").asLong();
        long nA = in.required("n_a").asLong();
        long xB = in.required("x_b").asLong();
        long nB = in.required("n_b").asLong();
        Sample a = Sample.proportion(xA, nA);
        Sample b = Sample.proportion(xB, nB);
        expected.is("diff", b.mean() - a.mean());
        expected.is(
                "z_unpooled_b_minus_a", Proportions.zUnpooled(xA, nA, xB, nB).statistic());
        expected.is("p_value_unpooled", Proportions.zUnpooled(xA, nA, xB, nB).p());
        expected.is("ci95_diff_wald", Proportions.wald(xA, nA, xB, nB, 0.95));
        expected.is("cohen_h", Proportions.cohenH(a.mean(), b.mean()));
        Interval odds = Proportions.oddsRatio(xA, nA, xB, nB, 0.95);
        if (odds != null) {
            expected.is("ci95_odds_ratio_log", odds);
        }
        Effect.of(a, b, Scale.RELATIVE).ifPresent(lift -> {
            expected.is("relative_lift", lift.estimate());
            double half = Proportions.z(0.95) * lift.standardError();
            expected.is("ci95_relative_lift_delta", new Interval(lift.estimate() - half, lift.estimate() + half, 0.95));
        });
        var posteriorA = org.modelyard.experiment.analysis.BetaPosterior.uniform(xA, nA);
        var posteriorB = org.modelyard.experiment.analysis.BetaPosterior.uniform(xB, nB);
        expected.is("bayes_prob_b_beats_a_uniform_prior", posteriorB.chanceAbove(posteriorA));
        expected.is("bayes_expected_loss_choosing_b_uniform_prior", posteriorB.lossAgainst(posteriorA));
    }

    static void welch(JsonNode in, Expected expected) {
        double[] x = Expected.numbers(in.required("x"));
        double[] y = Expected.numbers(in.required("y"));
        Effect effect = Effect.of(sample(x), sample(y), Scale.ABSOLUTE).orElseThrow();
        expected.is("se", effect.standardError());
        expected.is("df", effect.degreesOfFreedom());
        expected.is("diff_y_minus_x", effect.estimate());
        expected.is("p_value", FixedHorizon.test(effect, Side.BOTH, 0.05).p());
        expected.is("ci95", FixedHorizon.test(effect, Side.BOTH, 0.05).interval());
    }

    private static Sample sample(double[] values) {
        return new Sample(values.length, MeanTests.mean(values), MeanTests.variance(values));
    }
}
