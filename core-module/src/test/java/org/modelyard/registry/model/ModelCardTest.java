package org.modelyard.registry.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Task;
import org.modelyard.evaluation.model.LabelledTable;
import org.modelyard.ml.calibration.CalibrationReport;
import org.modelyard.ml.calibration.LabelCalibration;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.ClassificationScores;
import org.modelyard.ml.evaluation.Comparison;
import org.modelyard.ml.evaluation.ComparisonPlan;
import org.modelyard.ml.evaluation.ConstantAnswer;
import org.modelyard.ml.evaluation.CrossValidation;
import org.modelyard.ml.evaluation.CrossValidations;
import org.modelyard.ml.evaluation.DecisionThreshold;
import org.modelyard.ml.evaluation.Fairness;
import org.modelyard.ml.evaluation.Gate;
import org.modelyard.ml.evaluation.Gates;
import org.modelyard.ml.evaluation.Leakage;
import org.modelyard.ml.evaluation.Metric;
import org.modelyard.ml.evaluation.OutputEvaluation;
import org.modelyard.ml.evaluation.Slices;
import org.modelyard.ml.evaluation.ThresholdObjective;
import org.modelyard.ml.explain.FeatureImportance;
import org.modelyard.ml.explain.PermutationImportance;
import org.modelyard.stats.Interval;
import org.modelyard.testdata.SharedData;

class ModelCardTest {

    private static final String EVIL = "<script src='https://evil.example/x.js'>&\"</script>";
    private static final int ROWS = 200;

    @Test
    void a_bare_card_says_all_that_was_not_measured() {
        ModelCard card =
                card(new ModelCard.Measured(null, List.of(), null, null, null, List.of(), null, null, null, null));
        assertThat(card.notMeasured())
                .contains(
                        "The version was not evaluated.",
                        "Fairness was not measured for 'sex'.",
                        "Where it does worse than elsewhere was not measured.",
                        "What each input is worth was not measured.",
                        "Whether evaluation rows occur in training as well was not measured.");
        assertThat(card.toHtml()).contains("The version was not evaluated.", "Not for medical use.");
    }

    @Test
    void what_is_answered_beside_the_target_has_a_table_of_its_own() throws Exception {
        ClassificationScores scores =
                new ClassificationScores(List.of("high", "low"), new int[] {0, 1}, new double[] {1, 0, 0, 1});
        ModelCard card = card(new ModelCard.Measured(
                null,
                List.of(),
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                List.of(new OutputEvaluation("priority", 3, scores.evaluate()))));
        assertThat(card.toHtml()).contains("Metrics of &#39;priority&#39;, beside the target, on 2 rows");
        JsonNode output =
                new ObjectMapper().readTree(card.toJson()).required("outputs").path(0);
        assertThat(output.path("missing").asInt()).isEqualTo(3);
        assertThat(output.at("/evaluation/metrics/accuracy/value").asDouble()).isEqualTo(1);
        assertThat(output.path("evaluation").has("curves")).isFalse();
    }

    @Test
    void a_full_card_carries_every_part_and_leaves_out_only_what_has_no_interval() throws Exception {
        ModelCard card = card(full());
        assertThat(card.notMeasured())
                .allSatisfy(sentence -> assertThat(sentence).matches(".*(no interval|has no value).*"));
        JsonNode json = new ObjectMapper().readTree(card.toJson());
        for (String part : List.of(
                "lineage",
                "signature",
                "evaluation",
                "crossValidation",
                "comparison",
                "slices",
                "importance",
                "calibration",
                "threshold",
                "leakage")) {
            assertThat(json.required(part).isObject()).as(part).isTrue();
        }
        assertThat(json.required("evaluation").has("curves")).isFalse();
        assertThat(json.required("lineage").required("snapshotSha256").asText()).isEqualTo("ab".repeat(32));
        assertThat(json.at("/comparison/champion").asText()).isEqualTo("churn:1.0.0");
        assertThat(json.at("/leakage/golden").asText()).isEqualTo("hard");
        assertThat(json.at("/evaluation/baselines/0/metrics/accuracy/value").asDouble())
                .isEqualTo(0.5);
        assertThat(json.required("fairness")).hasSize(1);
        assertThat(json.required("gates")).hasSize(2);
        assertThat(json.required("description").asText()).isEqualTo(EVIL);
        String html = card.toHtml();
        assertThat(html)
                .contains(
                        "ab".repeat(32),
                        "learningRate",
                        "Fairness by sex",
                        "What its inputs are worth",
                        "Against churn:1.0.0",
                        "On the same 200 rows of customers-later",
                        "What the golden set &#39;hard&#39; and training have in common",
                        "always &#39;no&#39;, the most frequent label of training",
                        "from a probability of 0.3000 on",
                        "rows that were kept from the trainer",
                        "Not for medical use.");
    }

    @Test
    void the_page_loads_nothing_and_escapes_whatever_it_is_given() {
        String html = card(full()).toHtml();
        assertThat(html).doesNotContain("<script", "src='", "href=", "url(", "@import", "<img", "<link");
        assertThat(html).contains("&lt;script src=&#39;https://evil.example/x.js&#39;&gt;&amp;&quot;&lt;/script&gt;");
        // every element that opens also closes
        for (String tag : List.of("table", "tr", "th", "td", "ul", "li", "p", "h2", "main", "html")) {
            assertThat(html.split("<" + tag + "[ >]", -1)).as(tag).hasSameSizeAs(html.split("</" + tag + ">", -1));
        }
    }

    private static ModelCard card(ModelCard.Measured measured) {
        Lineage lineage = new Lineage(
                "customers",
                "0190",
                "ab".repeat(32),
                "job-1",
                "1.0.0",
                "0.1.0",
                Map.of("type", "gradient-boosted-trees", "learningRate", 0.05),
                42,
                0.2,
                1_000,
                "17");
        SignatureDocument signature = new SignatureDocument(
                Task.CLASSIFICATION,
                List.of(
                        new SignatureDocument.Input("sex", FeatureType.CATEGORICAL, true, true),
                        new SignatureDocument.Input(EVIL, FeatureType.NUMERIC, false, false)),
                List.of("no", "yes"));
        return new ModelCard("churn", "1.1.0", EVIL, lineage, signature, measured, List.of("Not for medical use."));
    }

    private static ModelCard.Measured full() {
        Random random = new Random(1);
        int[] actual = new int[ROWS];
        double[] probabilities = new double[2 * ROWS];
        int[] sex = new int[ROWS];
        double[] number = random.doubles(ROWS).toArray();
        Arrays.setAll(actual, row -> row % 2);
        Arrays.setAll(sex, row -> row / 2 % 2);
        for (int row = 0; row < ROWS; row++) {
            probabilities[2 * row + 1] = Math.min(1, 0.3 * random.nextDouble() + 0.5 * actual[row] + 0.1);
            probabilities[2 * row] = 1 - probabilities[2 * row + 1];
        }
        ClassificationScores scores = new ClassificationScores(List.of("no", "yes"), actual, probabilities);
        Table table = new Table(
                SharedData.schema(Task.CLASSIFICATION, "y", "sex:CATEGORICAL", "n:NUMERIC"),
                List.of(new Column.Categories(sex, new String[] {EVIL, "f"}), new Column.Numbers(number)),
                new Column.Categories(actual, new String[] {"no", "yes"}));
        Metric half = Metric.of(0.5, ROWS);
        return new ModelCard.Measured(
                new LabelledTable(scores).evaluate(null, ConstantAnswer.of(table)),
                new Gates(Map.of("accuracy", Gate.min(0.7))).check(scores.evaluate()),
                new CrossValidations(
                        3,
                        "stratified",
                        ROWS,
                        null,
                        List.of(CrossValidation.of("accuracy", new double[] {0.9, 0.91, 0.92}, 0.5, 0.05))),
                new ModelCard.Compared(
                        "churn:1.0.0",
                        "customers-later",
                        Comparison.of(
                                scores,
                                scores,
                                null,
                                new ComparisonPlan("accuracy", List.of("brier"), 0.05, 0, 200, 1))),
                Slices.of(table, scores, 30, 0.05),
                List.of(Fairness.of(table, "sex", scores, "yes", null, 30)),
                new PermutationImportance(
                        "accuracy",
                        ROWS,
                        5,
                        5,
                        List.of(new FeatureImportance(EVIL, 0.1, new Interval(0.05, 0.15, 0.95), null))),
                new CalibrationReport(
                        LabelCalibration.Method.PLATT, true, 100, half, half, half, half, List.of(), List.of()),
                new DecisionThreshold(0.3, new ThresholdObjective.FBetaScore(1), 0.8, 100),
                new ModelCard.Shared("hard", Leakage.between(table, table.select(new int[] {0, 1}), null, null)));
    }
}
