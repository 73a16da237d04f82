package org.modelyard.stats;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The reference's tests of samples and streams and the names that they have here. */
final class ReferenceGroups {

    private ReferenceGroups() {}

    static void mannWhitney(JsonNode in, Expected expected) {
        double[] x = Expected.numbers(in.required("x"));
        double[] y = Expected.numbers(in.required("y"));
        double u = MannWhitney.u(x, y);
        expected.is("u_x", u);
        expected.is("auc_prob_x_gt_y", u / x.length / y.length);
        expected.is(
                "p_value_asymptotic_continuity",
                MannWhitney.approximate(x, y, true).p());
        expected.is(
                "p_value_asymptotic_no_continuity",
                MannWhitney.approximate(x, y, false).p());
        expected.is("p_value_exact", MannWhitney.exact(x, y).p());
    }

    static void wasserstein(JsonNode in, Expected expected) {
        double[] x = Expected.numbers(in.required("x"));
        double[] y = Expected.numbers(in.required("y"));
        expected.is("distance", Wasserstein.distance(x, y));
        expected.is("normalised_by_std_ddof0_of_x", Wasserstein.normalised(x, y));
        expected.is("energy_distance", Wasserstein.energy(x, y));
    }

    static void histogram(JsonNode in, Expected expected) {
        long[][] counts = Divergence.histograms(
                Expected.numbers(in.required("x")),
                Expected.numbers(in.required("y")),
                in.required("bins").asInt());
        expected.are("counts_x", Arrays.stream(counts[0]).asDoubleStream().toArray());
        expected.are("counts_y", Arrays.stream(counts[1]).asDoubleStream().toArray());
        double distance = Divergence.jensenShannon(counts[0], counts[1]);
        expected.is("js_distance_base2", distance);
        expected.is("js_divergence_base2", distance * distance);
    }

    static void anderson(JsonNode in, Expected expected) {
        double[][] samples = groups(in.required("samples"));
        TestResult test = AndersonDarling.test(samples);
        expected.is("statistic_normalised", test.statistic());
        expected.is("p_value_capped", test.p());
        expected.are("critical_values", AndersonDarling.criticalValues(samples.length));
    }

    static void brownForsythe(JsonNode in, Expected expected) {
        TestResult test =
                GroupTests.brownForsythe(Expected.numbers(in.required("x")), Expected.numbers(in.required("y")));
        expected.is("statistic", test.statistic());
        expected.is("p_value", test.p());
    }

    static void anova(JsonNode in, Expected expected) {
        double[][] groups = groups(in.required("groups"));
        expected.is("f", GroupTests.anova(groups).statistic());
        expected.is("p_value", GroupTests.anova(groups).p());
        expected.is("kruskal_h", GroupTests.kruskalWallis(groups).statistic());
        expected.is("kruskal_p", GroupTests.kruskalWallis(groups).p());
    }

    static void ddm(JsonNode in, Expected expected) {
        String text = in.required("errors").asText();
        boolean[] errors = new boolean[text.length()];
        IntStream.range(0, errors.length).forEach(i -> errors[i] = text.charAt(i) == '1');
        DriftDetectors.ErrorDrift found =
                DriftDetectors.ddm(errors, in.required("min_instances").asInt());
        expected.is("first_warning_at", found.warningAt());
        expected.is("drift_at", found.driftAt());
        expected.is("p_min", found.leastRate());
        expected.is("s_min", found.leastDeviation());
    }

    static void pageHinkley(JsonNode in, Expected expected) {
        double delta = in.required("delta").asDouble();
        double threshold = in.required("threshold").asDouble();
        double[] values = Expected.numbers(in.required("values"));
        DriftDetectors.PageHinkley[] steps = new DriftDetectors.PageHinkley[values.length];
        DriftDetectors.PageHinkley now = DriftDetectors.PageHinkley.START;
        int detected = 0;
        for (int i = 0; i < values.length; i++) {
            now = now.next(values[i], delta);
            steps[i] = now;
            detected = detected == 0 && now.statistic() > threshold ? i + 1 : detected;
        }
        expected.is("detected_at", detected);
        expected.each("trace", (step, one) -> {
            DriftDetectors.PageHinkley at = steps[step.required("i").asInt() - 1];
            one.is("m", at.sum());
            one.is("min", at.least());
            one.is("ph", at.statistic());
        });
    }

    private static double[][] groups(JsonNode node) {
        return IntStream.range(0, node.size())
                .mapToObj(i -> Expected.numbers(node.get(i)))
                .toArray(double[][]::new);
    }
}
