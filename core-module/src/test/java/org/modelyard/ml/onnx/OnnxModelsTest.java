package org.modelyard.ml.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.model.LinearModel;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.model.NearestNeighbours;
import org.modelyard.ml.train.Trainers;

/** Every trainer's model as ONNX, asked by ONNX Runtime about rows that it has not seen. */
class OnnxModelsTest {

    private static final Map<String, Map<String, ?>> QUICK = Map.of(
            "random-forest", Map.of("trees", 5),
            "gradient-boosted-trees", Map.of("rounds", 20),
            "neural-network", Map.of("epochs", 3, "hiddenUnits", 5, "hiddenLayers", 2),
            "ensemble", Map.of("members", "decision-tree,neural-network"),
            "factorisation-machine", Map.of("epochs", 3, "factors", 3));

    static Stream<Arguments> trainings() {
        return Trainers.all().stream()
                .filter(trainer -> !trainer.type().equals("k-nearest-neighbours"))
                .flatMap(trainer -> Stream.of(0, 2, 3)
                        .filter(labels -> trainer.tasks().contains(labels == 0 ? Task.REGRESSION : Task.CLASSIFICATION))
                        .map(labels -> Arguments.of(trainer.type(), labels)));
    }

    @ParameterizedTest
    @MethodSource("trainings")
    void onnx_runtime_answers_as_we_do(String type, int labels) {
        ModelScorer scorer = Rows.trained(
                Rows.of(labels, 400, 1, false, Rows.EXPRESSIBLE), type, QUICK.getOrDefault(type, Map.of()));
        OnnxExport export = OnnxWriter.write(scorer);
        assertThat(export.featureStepInside()).isTrue();
        assertThat(OnnxWriter.write(scorer).file()).isEqualTo(export.file());
        OnnxCheck check = OnnxCheck.of(export, scorer, Rows.of(labels, 600, 2, true, Rows.EXPRESSIBLE));
        assertThat(check.rows()).isEqualTo(600);
        assertThat(check.maxDifference()).isLessThan(1e-6);
    }

    @ParameterizedTest
    @MethodSource("trainings")
    void encoded_rows_are_taken_where_a_text_is_among_the_features(String type, int labels) {
        ModelScorer scorer = Rows.trained(
                Rows.of(labels, 300, 1, false, "text:TEXT", "n:NUMERIC"), type, QUICK.getOrDefault(type, Map.of()));
        OnnxExport export = OnnxWriter.write(scorer);
        assertThat(export.outside()).extracting(OnnxExport.Outside::feature).containsExactly("text");
        assertThat(export.inputs()).extracting(OnnxExport.Input::name).containsExactly("features");
        OnnxCheck check = OnnxCheck.of(export, scorer, Rows.of(labels, 300, 2, true, "text:TEXT", "n:NUMERIC"));
        assertThat(check.maxDifference()).isLessThan(1e-6);
    }

    @Test
    void neighbours_are_not_written() {
        ModelScorer scorer = Rows.trained(Rows.of(2, 50, 1, false, "n:NUMERIC"), "k-nearest-neighbours", Map.of());
        assertThat(scorer.model()).isInstanceOf(NearestNeighbours.class);
        assertThat(OnnxWriter.hindrance(scorer.model())).contains("nearest neighbours");
        assertThatThrownBy(() -> OnnxWriter.write(scorer)).isInstanceOf(NotExpressible.class);
        ModelScorer mixed = Rows.trained(
                Rows.of(2, 50, 1, false, "n:NUMERIC"),
                "ensemble",
                Map.of("members", "decision-tree,k-nearest-neighbours"));
        assertThat(OnnxWriter.hindrance(mixed.model())).contains("nearest neighbours");
    }

    @Test
    void a_file_that_answers_otherwise_is_found_out() {
        for (int labels : new int[] {0, 2, 3}) {
            Table rows = Rows.of(labels, 200, 1, false, Rows.EXPRESSIBLE);
            ModelScorer scorer =
                    Rows.trained(rows, labels == 0 ? "linear-regression" : "logistic-regression", Map.of());
            LinearModel model = (LinearModel) scorer.model();
            double[] bias = model.bias().clone();
            bias[0] += 0.001;
            ModelScorer other = new ModelScorer(
                    scorer.encoder(),
                    new LinearModel(model.link(), model.outputs(), model.width(), model.weights(), bias),
                    scorer.signature().labels());
            OnnxExport export = OnnxWriter.write(other);
            assertThatThrownBy(() -> OnnxCheck.of(export, scorer, rows))
                    .isInstanceOf(OnnxCheck.Differs.class)
                    .hasMessageMatching("Row \\d+: it .* where the model .*");
        }
    }

    @Test
    void features_may_be_named_as_outputs_and_values_of_the_graph_are() {
        String[] names = {"value:NUMERIC", "label:CATEGORICAL", "probabilities:BOOLEAN", "v0:NUMERIC", "v7:NUMERIC"};
        for (int labels : new int[] {0, 3}) {
            Table rows = Rows.of(labels, 200, 1, false, names);
            ModelScorer scorer =
                    Rows.trained(rows, labels == 0 ? "linear-regression" : "logistic-regression", Map.of());
            OnnxExport export = OnnxWriter.write(scorer);
            assertThat(export.answer()).isEqualTo(labels == 0 ? "answer_value" : "answer_probabilities");
            assertThat(OnnxCheck.of(export, scorer, rows).maxDifference()).isLessThan(1e-9);
        }
    }

    @Test
    void what_is_no_model_is_refused_in_onnx_runtimes_words() {
        assertThatThrownBy(() -> OnnxModel.open("no model".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOf(OnnxFailure.class)
                .hasMessageContaining("cannot open");
    }

    @Test
    void a_sample_is_spread_over_all_rows() {
        Table rows = Rows.of(0, 1000, 1, false, "n:NUMERIC");
        assertThat(OnnxCheck.sample(rows, 10).rows()).isEqualTo(10);
        assertThat(OnnxCheck.sample(rows, 5000).rows()).isEqualTo(1000);
    }
}
