package org.modelyard.ml.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.bundle.ModelBundle;
import org.modelyard.ml.calibration.Decision;
import org.modelyard.ml.calibration.OneVersusRest;
import org.modelyard.ml.calibration.PlattScaling;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.feature.SparseVector;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.train.Targets;
import org.modelyard.ml.train.TrainerSpec;
import org.modelyard.ml.train.Trainers;
import org.modelyard.ml.train.TrainingData;
import org.modelyard.ml.train.TrainingSession;
import org.modelyard.platform.model.Refusal;
import org.modelyard.testdata.SharedData;

class ExportTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Table ROWS = rows();

    private static final Map<String, Map<String, ?>> QUICK = Map.of(
            "gradient-boosted-trees", Map.of("rounds", 3),
            "neural-network", Map.of("epochs", 2, "hiddenUnits", 5),
            "ensemble", Map.of("members", "decision-tree,k-nearest-neighbours"),
            "factorisation-machine", Map.of("epochs", 2, "factors", 2));

    private static Table rows() {
        double[] numbers = new double[200];
        int[] colours = new int[200];
        int[] labels = new int[200];
        for (int i = 0; i < 200; i++) {
            numbers[i] = i % 17 == 0 ? Double.NaN : i % 23;
            colours[i] = i % 7 == 0 ? -1 : i % 3;
            labels[i] = Math.floorMod(i % 23 + colours[i], 3);
        }
        return new Table(
                SharedData.schema(Task.CLASSIFICATION, "y", "n:NUMERIC", "c:CATEGORICAL"),
                List.of(new Column.Numbers(numbers), new Column.Categories(colours, new String[] {"red", "green", "blue"
                })),
                new Column.Categories(labels, new String[] {"a", "b", "c"}));
    }

    private static ModelBundle trained(String trainer, Map<String, ?> hyperparameters) {
        TrainerSpec spec = Trainers.spec(trainer, hyperparameters);
        FeatureEncoder encoder = FeatureEncoder.fit(ROWS, spec.encoding(ROWS.rows()));
        Targets.Labels targets = (Targets.Labels) Targets.of(ROWS);
        TrainingSession session = TrainingSession.start(spec, new TrainingData(encoder.encode(ROWS), targets), 42);
        while (!session.done()) {
            session.step();
        }
        return new ModelBundle(new ModelScorer(encoder, session.finish(), targets.names()), spec, 42);
    }

    private static Export export(ModelBundle bundle, ExportFormat format) {
        return Export.of(bundle, bundle.write(), format, () -> ROWS);
    }

    @Test
    void each_format_is_the_same_bytes_again_and_says_what_it_takes() {
        ModelBundle bundle = trained("logistic-regression", Map.of());
        for (ExportFormat format : ExportFormat.values()) {
            Export export = export(bundle, format);
            assertThat(export(bundle, format).file()).isEqualTo(export.file()).isNotEmpty();
            Export.Part expected = format == ExportFormat.BUNDLE || format == ExportFormat.ONNX
                    ? Export.Part.INSIDE
                    : Export.Part.OUTSIDE;
            assertThat(export.facts().featureStep()).isEqualTo(expected);
            assertThat(export.facts().decision()).isEqualTo(Export.Part.NONE);
            assertThat(export.facts().verified() != null).isEqualTo(format == ExportFormat.ONNX);
        }
        assertThat(Objects.requireNonNull(
                                export(bundle, ExportFormat.ONNX).facts().verified())
                        .rows())
                .isEqualTo(200);
        assertThat(ModelBundle.read(export(bundle, ExportFormat.BUNDLE).file()).write())
                .isEqualTo(bundle.write());
    }

    @ParameterizedTest
    @CsvSource({"k-nearest-neighbours,ONNX", "k-nearest-neighbours,TRIBUO", "decision-tree,TRIBUO"})
    void what_a_model_cannot_have_is_refused_with_the_reason(String trainer, ExportFormat format) {
        ModelBundle bundle = trained(trainer, Map.of());
        String why = format.hindrance(bundle);
        assertThat(why).isNotEmpty();
        assertThatThrownBy(() -> export(bundle, format))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pmml", "savedmodel", "SavedModel", "pickle", "", "ONNX"})
    void a_format_that_there_is_not_names_those_that_there_are(String format) {
        assertThatThrownBy(() -> ExportFormat.of(format))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("bundle, json, onnx, tribuo");
        assertThat(ExportFormat.of("onnx")).isEqualTo(ExportFormat.ONNX);
    }

    @Test
    void tribuo_leaves_the_decision_to_whoever_asks() {
        ModelBundle plain = trained("logistic-regression", Map.of());
        Decision decision = new Decision(
                new OneVersusRest(List.of(new PlattScaling(1, 0), new PlattScaling(2, 0), new PlattScaling(1, 1))),
                null);
        ModelBundle bundle = new ModelBundle(plain.scorer().deciding(decision), plain.spec(), 42);
        assertThat(export(bundle, ExportFormat.TRIBUO).facts().decision()).isEqualTo(Export.Part.OUTSIDE);
        assertThat(export(bundle, ExportFormat.ONNX).facts().decision()).isEqualTo(Export.Part.INSIDE);
        assertThat(json(bundle)
                        .at("/decision/calibration/settings/maps/1/slope")
                        .asDouble())
                .isEqualTo(2);
    }

    @Test
    void rows_that_cannot_be_had_refuse_the_formats_that_need_them() {
        ModelBundle bundle = trained("logistic-regression", Map.of());
        Supplier<Table> none = () -> {
            throw new Refusal.Conflict("no rows");
        };
        assertThatThrownBy(() -> Export.of(bundle, bundle.write(), ExportFormat.ONNX, none))
                .isInstanceOf(Refusal.Conflict.class)
                .hasMessage("no rows");
        assertThat(Export.of(bundle, bundle.write(), ExportFormat.TRIBUO, none).file())
                .isNotEmpty();
    }

    /** Whoever reads the JSON gets the same answers by plain sums. */
    @Test
    void linear_weights_in_json_answer_as_the_model_does() {
        ModelBundle bundle = trained("logistic-regression", Map.of());
        JsonNode json = json(bundle);
        assertThat(json.path("shape").asText()).isEqualTo("modelyard-model/1");
        assertThat(json.at("/features/0").asText()).isEqualTo("n");
        assertThat(json.at("/inputs/1/settings/known").toString()).isEqualTo("[\"blue\",\"green\",\"red\"]");
        SparseVector vector = new SparseVector();
        InputRow row = InputRow.empty(2);
        for (int r = 0; r < 50; r++) {
            FeatureEncoder.fill(row, ROWS, r);
            bundle.scorer().encoder().encode(row, vector);
            double[] sums = new double[3];
            double total = 0;
            for (int k = 0; k < 3; k++) {
                sums[k] = json.at("/model/bias/" + k).asDouble();
                for (int i = 0; i < vector.size(); i++) {
                    sums[k] += json.at("/model/weights/" + vector.indices()[i] + "/" + k)
                                    .asDouble()
                            * vector.values()[i];
                }
                sums[k] = Math.exp(sums[k]);
                total += sums[k];
            }
            double[] ours = ((Scores.Labelled) bundle.scorer().score(row)).probabilities();
            for (int k = 0; k < 3; k++) {
                assertThat(sums[k] / total).isCloseTo(ours[k], within(1e-12));
            }
        }
    }

    /** Whoever reads the JSON walks the trees to the same leaves. */
    @Test
    void trees_in_json_answer_as_the_model_does() {
        ModelBundle bundle = trained("random-forest", Map.of("trees", 4));
        JsonNode json = json(bundle);
        assertThat(json.at("/model/trees")).hasSize(4);
        SparseVector vector = new SparseVector();
        InputRow row = InputRow.empty(2);
        for (int r = 0; r < 50; r++) {
            FeatureEncoder.fill(row, ROWS, r);
            bundle.scorer().encoder().encode(row, vector);
            float[] dense = vector.scatter(bundle.scorer().encoder().width()).clone();
            vector.gather(vector.scatter(bundle.scorer().encoder().width()));
            double[] sums = new double[3];
            for (JsonNode tree : json.at("/model/trees")) {
                JsonNode node = tree.at("/nodes/0");
                while (node.has("feature")) {
                    boolean atMost = dense[node.path("feature").asInt()]
                            <= node.path("threshold").asDouble();
                    node = tree.path("nodes")
                            .get(node.path(atMost ? "atMost" : "above").asInt());
                }
                for (int k = 0; k < 3; k++) {
                    sums[k] += node.path("values").get(k).asDouble();
                }
            }
            double[] ours = ((Scores.Labelled) bundle.scorer().score(row)).probabilities();
            for (int k = 0; k < 3; k++) {
                assertThat(sums[k]).isCloseTo(ours[k], within(1e-9));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "neural-network,perceptron,layers",
        "factorisation-machine,factorisation-machine,weights",
        "k-nearest-neighbours,nearest-neighbours,rows",
        "ensemble,ensemble,members",
        "gradient-boosted-trees,trees,trees"
    })
    void every_kind_of_model_is_written(String trainer, String kind, String numbers) {
        JsonNode model =
                json(trained(trainer, QUICK.getOrDefault(trainer, Map.of()))).path("model");
        assertThat(model.path("kind").asText()).isEqualTo(kind);
        assertThat(model.path("outputs").asInt()).isEqualTo(3);
        assertThat(model.path(numbers)).isNotEmpty();
    }

    private static JsonNode json(ModelBundle bundle) {
        try {
            return JSON.readTree(new String(export(bundle, ExportFormat.JSON).file(), StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
