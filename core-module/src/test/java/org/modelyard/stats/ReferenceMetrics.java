package org.modelyard.stats;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import org.modelyard.ml.evaluation.ClassificationScores;
import org.modelyard.ml.evaluation.ConfusionMatrix;
import org.modelyard.ml.evaluation.Evaluation;
import org.modelyard.ml.evaluation.Fairness;
import org.modelyard.ml.evaluation.GroupRates;
import org.modelyard.ml.evaluation.MetricOptions;
import org.modelyard.ml.evaluation.Ranking;
import org.modelyard.ml.evaluation.RegressionScores;

/** The reference's metrics of models and the names that they have here. */
final class ReferenceMetrics {

    private static final MetricOptions ORDERED = new MetricOptions(true, List.of(0.1, 0.5, 0.9));

    private ReferenceMetrics() {}

    static void binary(JsonNode in, Expected expected) {
        assertThat(in.required("threshold").asDouble()).isEqualTo(0.5);
        double[] score = Expected.numbers(in.required("score"));
        double[] probabilities = new double[2 * score.length];
        for (int i = 0; i < score.length; i++) {
            probabilities[2 * i] = 1 - score[i];
            probabilities[2 * i + 1] = score[i];
        }
        Evaluation evaluation = new ClassificationScores(
                        List.of("0", "1"), Expected.integers(in.required("y")), probabilities)
                .evaluate();
        is(expected, evaluation, "roc_auc", "rocAuc");
        is(expected, evaluation, "average_precision", "prAuc");
        is(expected, evaluation, "log_loss", "logLoss");
        is(expected, evaluation, "brier", "brier");
        is(expected, evaluation, "ece10", "ece");
        is(expected, evaluation, "mce10", "mce");
        is(expected, evaluation, "accuracy", "accuracy");
        is(expected, evaluation, "balanced_accuracy", "balancedAccuracy");
        is(expected, evaluation, "precision", "precision");
        is(expected, evaluation, "recall", "recall");
        is(expected, evaluation, "f1", "f1");
        is(expected, evaluation, "f2", "f2");
        is(expected, evaluation, "mcc", "mcc");
        is(expected, evaluation, "kappa", "kappa");
        is(expected, evaluation, "ks_statistic", "ks");
        is(expected, evaluation, "gini", "gini");
        is(expected, evaluation, "specificity", "specificity");
        is(expected, evaluation, "brier_skill_score", "brierSkill");
        String parts = "brier_decomposition_10_bins.";
        is(expected, evaluation, parts + "reliability", "brierReliability");
        is(expected, evaluation, parts + "resolution", "brierResolution");
        is(expected, evaluation, parts + "uncertainty", "brierUncertainty");
        is(expected, evaluation, parts + "within_bin_term", "brierWithinBins");
        expected.is(
                parts + "sum_rel_minus_res_plus_unc_plus_within",
                evaluation.value("brierReliability")
                        - evaluation.value("brierResolution")
                        + evaluation.value("brierUncertainty")
                        + evaluation.value("brierWithinBins"));
        ConfusionMatrix confusion = requireNonNull(evaluation.confusion());
        expected.is("confusion.tp", confusion.counts()[1][1]);
        expected.is("confusion.fp", confusion.counts()[0][1]);
        expected.is("confusion.fn", confusion.counts()[1][0]);
        expected.is("confusion.tn", confusion.counts()[0][0]);
    }

    static void multiclass(JsonNode in, Expected expected) {
        JsonNode rows = in.required("probabilities");
        int k = rows.get(0).size();
        double[] probabilities = new double[rows.size() * k];
        for (int row = 0; row < rows.size(); row++) {
            System.arraycopy(Expected.numbers(rows.get(row)), 0, probabilities, row * k, k);
        }
        List<String> labels = IntStream.range(0, k).mapToObj(String::valueOf).toList();
        ClassificationScores scores =
                new ClassificationScores(labels, Expected.integers(in.required("y")), probabilities);
        Evaluation evaluation = scores.evaluate(ORDERED);
        is(expected, evaluation, "accuracy", "accuracy");
        is(expected, evaluation, "balanced_accuracy", "balancedAccuracy");
        is(expected, evaluation, "macro_f1", "f1Macro");
        is(expected, evaluation, "micro_f1", "f1Micro");
        is(expected, evaluation, "weighted_f1", "f1Weighted");
        is(expected, evaluation, "macro_precision", "precisionMacro");
        is(expected, evaluation, "macro_recall", "recallMacro");
        is(expected, evaluation, "log_loss", "logLoss");
        is(expected, evaluation, "brier_sum_over_classes", "brier");
        is(expected, evaluation, "mcc", "mcc");
        is(expected, evaluation, "kappa", "kappa");
        is(expected, evaluation, "kappa_quadratic", "kappaQuadratic");
        is(expected, evaluation, "ece10_top_label", "ece");
        is(expected, evaluation, "mce10_top_label", "mce");
        is(expected, evaluation, "roc_auc_ovr_macro", "rocAuc");
        is(expected, evaluation, "roc_auc_ovo_macro", "rocAucOneVsOne");
        expected.is("top2_accuracy", evaluation.value("top2Accuracy"));
        expected.is("top3_accuracy", scores.topAccuracy(3));
        long[][] counts = requireNonNull(evaluation.confusion()).counts();
        expected.tableIs("confusion", counts);
    }

    static void regression(JsonNode in, Expected expected) {
        RegressionScores scores =
                new RegressionScores(Expected.numbers(in.required("y")), Expected.numbers(in.required("prediction")));
        Evaluation evaluation = scores.evaluate();
        is(expected, evaluation, "mse", "mse");
        is(expected, evaluation, "rmse", "rmse");
        is(expected, evaluation, "mae", "mae");
        is(expected, evaluation, "median_ae", "medianAbsoluteError");
        is(expected, evaluation, "r2", "r2");
        is(expected, evaluation, "mape", "mape");
        is(expected, evaluation, "smape_0_2", "smape");
        is(expected, evaluation, "wape", "wape");
        is(expected, evaluation, "max_error", "maxError");
        is(expected, evaluation, "explained_variance", "explainedVariance");
        is(expected, evaluation, "pinball.0\\.1", "quantileLoss10");
        is(expected, evaluation, "pinball.0\\.5", "quantileLoss50");
        is(expected, evaluation, "pinball.0\\.9", "quantileLoss90");
        is(expected, evaluation, "msle", "msle");
        is(expected, evaluation, "bias_mean_error_pred_minus_y", "bias");
        is(expected, evaluation, "pearson", "pearson");
        is(expected, evaluation, "spearman", "spearman");
        is(expected, evaluation, "kendall_tau_b", "kendall");
        expected.is(
                "spearman_p",
                Correlation.test(evaluation.value("spearman"), scores.rows()).p());
    }

    static void spearman(JsonNode in, Expected expected) {
        double[] x = Expected.numbers(in.required("x"));
        double[] y = Expected.numbers(in.required("y"));
        double rho = Correlation.spearman(x, y);
        expected.is("rho", rho);
        expected.is("p_value", Correlation.test(rho, x.length).p());
        expected.is("kendall_tau_b", Correlation.kendall(x, y));
        expected.is("pearson", Correlation.pearson(x, y));
        expected.is(
                "pearson_p",
                Correlation.test(Correlation.pearson(x, y), x.length).p());
    }

    static void ndcg(JsonNode in, Expected expected) {
        double[] relevance = Expected.numbers(in.required("relevance"));
        double[] score = Expected.numbers(in.required("score"));
        expected.is("ndcg_linear", Ranking.ndcg(relevance, score, score.length));
        expected.is("ndcg_at_5_linear", Ranking.ndcg(relevance, score, 5));
    }

    static void fairness(JsonNode in, Expected expected) {
        String[] groups = new String[in.required("group").size()];
        boolean[] actual = new boolean[groups.length];
        boolean[] given = new boolean[groups.length];
        for (int row = 0; row < groups.length; row++) {
            groups[row] = in.required("group").get(row).asText();
            actual[row] = in.required("y").get(row).asInt() == 1;
            given[row] = in.required("prediction").get(row).asInt() == 1;
        }
        String privileged = in.required("privileged").asText();
        Fairness fairness = Fairness.of(groups, actual, given, null, privileged, 1);
        for (GroupRates group : fairness.groups()) {
            String path = "by_group." + group.group() + ".";
            expected.is(path + "n", group.rows());
            expected.is(path + "base_rate", group.baseRate().value());
            expected.is(path + "selection_rate", group.selectionRate().value());
            expected.is(path + "tpr", group.truePositiveRate().value());
            expected.is(path + "fpr", group.falsePositiveRate().value());
            expected.is(path + "accuracy", group.accuracy().value());
            expected.is(path + "tp", group.confusion().counts()[1][1]);
            expected.is(path + "fp", group.confusion().counts()[0][1]);
            expected.is(path + "fn", group.confusion().counts()[1][0]);
            expected.is(path + "tn", group.confusion().counts()[0][0]);
        }
        disparity(expected, fairness, "demographic_parity_difference", "demographicParityDifference");
        disparity(expected, fairness, "demographic_parity_ratio", "demographicParityRatio");
        disparity(expected, fairness, "disparate_impact", "disparateImpact");
        disparity(expected, fairness, "statistical_parity_difference", "statisticalParityDifference");
        disparity(expected, fairness, "equal_opportunity_difference", "equalOpportunityDifference");
        disparity(expected, fairness, "equalized_odds_difference", "equalisedOddsDifference");
        disparity(expected, fairness, "average_odds_difference", "averageOddsDifference");
    }

    private static void disparity(Expected expected, Fairness fairness, String field, String name) {
        expected.is(field, requireNonNull(fairness.disparities().get(name)).value());
    }

    private static void is(Expected expected, Evaluation evaluation, String field, String metric) {
        expected.is(field, evaluation.value(metric));
    }
}
