package org.modelyard.stats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.modelyard.testdata.SharedData;

/** Every vector of the shared reference; a function without a counterpart here fails, a field without one is printed. */
class ReferenceVectorsTest {

    private final Map<String, BiConsumer<JsonNode, Expected>> functions = new LinkedHashMap<>();

    ReferenceVectorsTest() {
        functions.put("kolmogorov_smirnov_two_sample", this::kolmogorovSmirnov);
        functions.put("psi", this::psi);
        functions.put("welch_t_test", this::welch);
        functions.put("chi2_contingency", this::chiSquared);
        functions.put("jensen_shannon_distance", this::divergence);
        functions.put("two_proportion_tests", this::twoProportions);
        functions.put("proportion_interval", this::proportion);
        functions.put("fisher_exact", this::fisher);
        functions.put("multiple_testing", this::multipleTesting);
        functions.put("sample_ratio_mismatch_chi2", this::sampleRatio);
        functions.put("mcnemar", this::mcNemar);
        functions.put("paired_t_and_nadeau_bengio", this::paired);
        functions.put("binary_classification_metrics", ReferenceMetrics::binary);
        functions.put("multiclass_metrics", ReferenceMetrics::multiclass);
        functions.put("regression_metrics", ReferenceMetrics::regression);
        functions.put("spearman", ReferenceMetrics::spearman);
        functions.put("group_fairness", ReferenceMetrics::fairness);
        functions.put("ndcg", ReferenceMetrics::ndcg);
        functions.put("mann_whitney_u", ReferenceGroups::mannWhitney);
        functions.put("wasserstein_1d", ReferenceGroups::wasserstein);
        functions.put("jensen_shannon_distance_histogram", ReferenceGroups::histogram);
        functions.put("anderson_darling_k_sample", ReferenceGroups::anderson);
        functions.put("brown_forsythe_levene", ReferenceGroups::brownForsythe);
        functions.put("anova_kruskal", ReferenceGroups::anova);
        functions.put("ddm", ReferenceGroups::ddm);
        functions.put("page_hinkley_increase", ReferenceGroups::pageHinkley);
        functions.put("msprt_normal_always_valid_p", ReferenceExperiments::mixture);
        functions.put("msprt_proportions_always_valid_p", ReferenceExperiments::mixtureOfShares);
        functions.put("asymptotic_confidence_sequence_gaussian_mixture", ReferenceExperiments::confidenceSequence);
        functions.put("sample_size_two_proportions", ReferenceExperiments::sampleSize);
        functions.put("cuped", ReferenceExperiments::cuped);
    }

    @Test
    void every_vector_agrees() throws IOException {
        Path folder = SharedData.folder("statistics");
        TreeSet<String> seen = new TreeSet<>();
        TreeSet<String> fieldsWithout = new TreeSet<>();
        List<String> absent = new ArrayList<>();
        int stated = 0;
        int vectors = 0;
        int values = 0;
        for (Path file : documents(folder)) {
            JsonNode root = new ObjectMapper().readTree(file.toFile());
            stated += root.required("count").asInt();
            for (JsonNode vector : root.required("vectors")) {
                String function = vector.required("function").asText();
                seen.add(function);
                BiConsumer<JsonNode, Expected> check = functions.get(function);
                assertThat(check).as("a counterpart of " + function).isNotNull();
                Expected expected = new Expected(vector.required("id").asText(), vector.required("expected"));
                check.accept(vector.required("inputs"), expected);
                expected.unread().forEach(field -> fieldsWithout.add(function + "." + field));
                expected.absent()
                        .forEach(field -> absent.add(vector.required("id").asText() + "." + field));
                vectors++;
                values += expected.compared();
            }
        }
        System.out.println(vectors + " vectors, " + values + " values agree within " + Expected.TOLERANCE);
        System.out.println("fields without counterpart: " + fieldsWithout);
        System.out.println("asked for, but not in the vector: " + absent);
        assertThat(vectors).isEqualTo(stated).isGreaterThanOrEqualTo(136);
        assertThat(seen).hasSizeGreaterThanOrEqualTo(31);
        // a counterpart whose vectors went away, or whose name was mistyped, compares nothing
        assertThat(seen).containsAll(functions.keySet());
    }

    /** Every document of the folder, so that one that comes later is not overlooked. */
    private static List<Path> documents(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private void kolmogorovSmirnov(JsonNode in, Expected expected) {
        double[] x = Expected.numbers(in.required("x"));
        double[] y = Expected.numbers(in.required("y"));
        double d = KolmogorovSmirnov.statistic(x, y);
        expected.is("ks_exact.statistic", d);
        expected.is("ks_asymp.statistic", d);
        expected.is(
                "ks_kolmogorov_limit.p_value",
                KolmogorovSmirnov.limit(d, x.length, y.length).p());
        expected.is(
                "ks_stephens_numerical_recipes.p_value",
                KolmogorovSmirnov.stephens(d, x.length, y.length).p());
        expected.is(
                "ks_exact.p_value",
                KolmogorovSmirnov.exact(d, x.length, y.length).p());
    }

    private void psi(JsonNode in, Expected expected) {
        double[] reference = Expected.numbers(in.required("reference"));
        int bins = in.required("bins").asInt();
        expected.is(
                "psi",
                StabilityIndex.psi(
                        reference,
                        Expected.numbers(in.required("current")),
                        bins,
                        in.required("epsilon").asDouble()));
        expected.are("inner_edges", StabilityIndex.quantileEdges(reference, bins));
    }

    private void welch(JsonNode in, Expected expected) {
        double[] x = Expected.numbers(in.required("x"));
        double[] y = Expected.numbers(in.required("y"));
        TestResult test = MeanTests.welch(x, y);
        expected.is("t_x_minus_y", test.statistic());
        expected.is("df", test.degreesOfFreedom());
        expected.is("p_value", test.p());
        expected.is("ci95", MeanTests.welchInterval(x, y, 0.95));
        expected.is("var_x_ddof1", MeanTests.variance(x));
        expected.is("mean_y", MeanTests.mean(y));
        ReferenceExperiments.welch(in, expected);
    }

    private void chiSquared(JsonNode in, Expected expected) {
        long[][] table = Expected.table(in.required("table"));
        TestResult test = ChiSquared.independence(table);
        expected.is("statistic", test.statistic());
        expected.is("p_value", test.p());
        expected.is("dof", test.degreesOfFreedom());
        expected.is("cramers_v", ChiSquared.cramersV(table));
    }

    private void divergence(JsonNode in, Expected expected) {
        long[] p = Expected.counts(in.required("p_counts"));
        long[] q = Expected.counts(in.required("q_counts"));
        expected.is("js_distance_base2", Divergence.jensenShannon(p, q));
        expected.is("kl_p_q_nats", Divergence.kullbackLeibler(p, q));
        expected.is("hellinger", Divergence.hellinger(p, q));
        expected.is("total_variation", Divergence.totalVariation(p, q));
        expected.is("psi", StabilityIndex.psi(p, q, 0));
    }

    private void twoProportions(JsonNode in, Expected expected) {
        long xA = in.required("x_a").asLong();
        long nA = in.required("n_a").asLong();
        long xB = in.required("x_b").asLong();
        long nB = in.required("n_b").asLong();
        TestResult test = Proportions.zTest(xA, nA, xB, nB);
        expected.is("z_pooled_b_minus_a", test.statistic());
        expected.is("p_value_pooled", test.p());
        expected.is("ci95_diff_newcombe", Proportions.newcombe(xA, nA, xB, nB, 0.95));
        Interval ratio = Proportions.ratio(xA, nA, xB, nB, 0.95);
        if (ratio != null) {
            expected.is("ci95_risk_ratio_log", ratio);
        }
        ReferenceExperiments.twoShares(in, expected);
        expected.is("fisher_two_sided_p", FisherExact.twoSided(xA, nA - xA, xB, nB - xB));
        expected.is(
                "chi2_no_correction",
                ChiSquared.independence(new long[][] {{xA, nA - xA}, {xB, nB - xB}})
                        .statistic());
    }

    private void proportion(JsonNode in, Expected expected) {
        long successes = in.required("successes").asLong();
        long n = in.required("n").asLong();
        double confidence = in.required("confidence").asDouble();
        expected.is("wilson", Proportions.wilson(successes, n, confidence));
        expected.is("clopper_pearson", Proportions.clopperPearson(successes, n, confidence));
    }

    private void fisher(JsonNode in, Expected expected) {
        long[][] t = Expected.table(in.required("table"));
        expected.is("p_two_sided", FisherExact.twoSided(t[0][0], t[0][1], t[1][0], t[1][1]));
        expected.is("p_greater", FisherExact.greater(t[0][0], t[0][1], t[1][0], t[1][1]));
        expected.is("p_less", FisherExact.less(t[0][0], t[0][1], t[1][0], t[1][1]));
    }

    private void multipleTesting(JsonNode in, Expected expected) {
        double[] p = Expected.numbers(in.required("p_values"));
        expected.are("holm", MultipleTesting.holm(p));
        expected.are("fdr_bh", MultipleTesting.benjaminiHochberg(p));
        expected.are("fdr_by", MultipleTesting.benjaminiYekutieli(p));
        expected.are("bonferroni", MultipleTesting.bonferroni(p));
        expected.are("sidak", MultipleTesting.sidak(p));
        expected.are("simes-hochberg", MultipleTesting.hochberg(p));
    }

    private void sampleRatio(JsonNode in, Expected expected) {
        TestResult test = ChiSquared.goodnessOfFit(
                Expected.counts(in.required("counts")), Expected.numbers(in.required("weights")));
        expected.is("chi2", test.statistic());
        expected.is("p_value", test.p());
        expected.is("dof", test.degreesOfFreedom());
    }

    private void mcNemar(JsonNode in, Expected expected) {
        long[][] table = Expected.table(in.required("table"));
        TestResult test = Proportions.mcNemar((int) table[0][1], (int) table[1][0]);
        expected.is("exact_p", test.p());
        expected.is("exact_statistic_min", test.statistic());
        for (boolean continuity : new boolean[] {true, false}) {
            TestResult chiSquared = McNemar.chiSquared(table[0][1], table[1][0], continuity);
            String name = continuity ? "chi2_continuity" : "chi2_no_continuity";
            expected.is(name + ".statistic", chiSquared.statistic());
            expected.is(name + ".p_value", chiSquared.p());
        }
    }

    private void paired(JsonNode in, Expected expected) {
        double[] a = Expected.numbers(in.required("scores_a"));
        double[] b = Expected.numbers(in.required("scores_b"));
        TestResult plain = MeanTests.paired(a, b);
        expected.is("mean_difference", MeanTests.mean(b) - MeanTests.mean(a));
        expected.is("paired_t", plain.statistic());
        expected.is("paired_p", plain.p());
        TestResult corrected = MeanTests.crossValidated(
                a, b, in.required("n_train").asInt(), in.required("n_test").asInt());
        expected.is("corrected_t", corrected.statistic());
        expected.is("corrected_p", corrected.p());
        expected.is("df", corrected.degreesOfFreedom());
        TestResult ranks = SignedRank.test(a, b);
        expected.is("wilcoxon_exact.statistic", ranks.statistic());
        expected.is("wilcoxon_exact.p_value", ranks.p());
    }
}
