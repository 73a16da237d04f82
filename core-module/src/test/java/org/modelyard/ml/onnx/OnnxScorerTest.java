package org.modelyard.ml.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.Asked;
import org.modelyard.ml.evaluation.ClassificationScores;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;
import org.modelyard.ml.score.TooLate;
import org.modelyard.ml.score.Unanswerable;
import org.modelyard.ml.tree.Workers;

class OnnxScorerTest {

    private static final OnnxLimits LIMITS = new OnnxLimits(1, 10_000, 1 << 28);

    private static OnnxWish said(String... features) {
        return new OnnxWish(null, List.of(), List.of(), List.of(features), Map.of(), "", "");
    }

    private static OnnxScorer open(ModelProto.Builder model, OnnxWish said) {
        return OnnxScorer.open(OnnxContract.of(model.build().toByteArray(), said), LIMITS);
    }

    private static InputRow row(double... numbers) {
        return new InputRow(numbers, new String[numbers.length]);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3})
    void an_export_of_this_product_answers_as_the_model_that_it_was_made_of(int labels) {
        ModelScorer own = Rows.trained(
                Rows.of(labels, 300, 1, false, Rows.EXPRESSIBLE),
                labels == 0 ? "linear-regression" : "logistic-regression",
                Map.of());
        OnnxContract contract = OnnxContract.of(OnnxWriter.write(own).file(), OnnxWish.NOTHING);
        Table rows = Rows.of(labels, 600, 2, true, Rows.EXPRESSIBLE);
        try (OnnxScorer scorer = OnnxScorer.open(contract, LIMITS)) {
            assertThat(scorer.signature().inputs().stream().map(Signature.Input::feature))
                    .isEqualTo(own.signature().inputs().stream()
                            .map(Signature.Input::feature)
                            .toList());
            assertThat(scorer.signature().labels()).isEqualTo(own.signature().labels());
            assertThat(scorer.score(scorer.leastRow()).finite()).isTrue();
            InputRow[] asked = new InputRow[rows.rows()];
            for (int i = 0; i < asked.length; i++) {
                asked[i] = InputRow.empty(rows.columns().size());
                FeatureEncoder.fill(asked[i], rows, i);
            }
            Scores[] answers = scorer.scoreAll(asked);
            for (int i = 0; i < asked.length; i++) {
                same(answers[i], own.score(asked[i]));
            }
            same(scorer.score(asked[7]), answers[7]);
        }
        assertThat(OnnxContract.of(contract.file(), contract.said()).signature())
                .isEqualTo(contract.signature());
    }

    private static void same(Scores one, Scores other) {
        if (one instanceof Scores.Valued valued) {
            assertThat(valued.value()).isCloseTo(((Scores.Valued) other).value(), within(1e-6));
        } else {
            assertThat(((Scores.Labelled) one).label()).isEqualTo(((Scores.Labelled) other).label());
            assertThat(((Scores.Labelled) one).probabilities())
                    .containsExactly(((Scores.Labelled) other).probabilities(), within(1e-9));
        }
    }

    @Test
    void a_classifier_with_maps_and_whole_numbers_for_labels() {
        try (OnnxScorer scorer = open(ForeignFiles.sklearn(), said("width", "height"))) {
            assertThat(scorer.signature().labels()).containsExactly("3", "7");
            assertThat(scorer.signature().inputs().get(1).feature().name()).isEqualTo("height");
            assertThat(scorer.signature().inputs()).allMatch(Signature.Input::required);
            Scores.Labelled answer = (Scores.Labelled) scorer.score(row(0.25, 0.5));
            double odds = 2 * (0.25 + 2 * 0.5 + 0.5);
            assertThat(answer.label()).isEqualTo("7");
            assertThat(answer.score()).isCloseTo(1 / (1 + Math.exp(-odds)), within(1e-6));
            assertThat(((Scores.Labelled) scorer.score(row(-3, 0))).label()).isEqualTo("3");
        }
    }

    @Test
    void what_is_declared_wins_and_must_fit_the_graph() {
        OnnxWish declared = new OnnxWish(
                Task.CLASSIFICATION,
                List.of(
                        new OnnxWish.Input("w", FeatureType.NUMERIC, false, false),
                        new OnnxWish.Input("h", FeatureType.NUMERIC, true, true)),
                List.of("3", "7"),
                List.of("h", "w"),
                Map.of("w", "0.25"),
                "",
                "");
        try (OnnxScorer scorer = open(ForeignFiles.sklearn(), declared)) {
            InputRow missing = row(Double.NaN, 0.5); // w is the second of the file
            Scores.Labelled answer = (Scores.Labelled) scorer.score(missing);
            assertThat(answer.score()).isCloseTo(1 / (1 + Math.exp(-2 * (0.5 + 2 * 0.25 + 0.5))), within(1e-6));
            assertThat(scorer.signature().inputs().get(1).feature().sensitive()).isTrue();
        }
        OnnxWish others = new OnnxWish(null, List.of(), List.of("no", "yes"), List.of("w", "h"), Map.of(), "", "");
        assertThatThrownBy(() -> open(ForeignFiles.sklearn(), others))
                .isInstanceOf(RefusedOnnx.class)
                .hasMessageContaining("[no, yes]")
                .hasMessageContaining("[3, 7]");
        assertThatThrownBy(() -> open(ForeignFiles.sklearn(), said("w")))
                .isInstanceOf(RefusedOnnx.class)
                .hasMessageContaining("takes 2 features");
        assertThatThrownBy(() -> open(ForeignFiles.sklearn(), OnnxWish.NOTHING))
                .isInstanceOf(RefusedOnnx.class)
                .hasMessageContaining("'features'");
        OnnxWish texts = new OnnxWish(
                null,
                List.of(
                        new OnnxWish.Input("w", FeatureType.TEXT, true, false),
                        new OnnxWish.Input("h", FeatureType.NUMERIC, true, false)),
                List.of(),
                List.of(),
                Map.of(),
                "",
                "");
        assertThatThrownBy(() -> open(ForeignFiles.sklearn(), texts))
                .isInstanceOf(RefusedOnnx.class)
                .hasMessageContaining("'w' is TEXT")
                .hasMessageContaining("FLOAT");
    }

    @Test
    void whole_numbers_and_truth_values_have_no_place_for_what_is_missing() {
        try (OnnxScorer scorer = open(ForeignFiles.sum(DataType.INT64, DataType.BOOL, -1), OnnxWish.NOTHING)) {
            assertThat(scorer.signature().task()).isEqualTo(Task.REGRESSION);
            assertThat(scorer.signature().inputs().get(1).feature().type()).isEqualTo(FeatureType.BOOLEAN);
            assertThat(scorer.score(row(4, 1))).isEqualTo(new Scores.Valued(9));
            assertThatThrownBy(() -> scorer.score(row(4, Double.NaN)))
                    .isInstanceOf(Unanswerable.class)
                    .hasMessageContaining("'b' is missing");
            assertThatThrownBy(() -> scorer.score(row(4.5, 1)))
                    .isInstanceOf(Unanswerable.class)
                    .hasMessageContaining("whole numbers");
        }
        OnnxWish word = new OnnxWish(null, List.of(), List.of(), List.of(), Map.of("a", "-1"), "", "");
        try (OnnxScorer scorer = open(ForeignFiles.sum(DataType.INT32, DataType.DOUBLE, -1), word)) {
            assertThat(scorer.signature().inputs().get(0).required()).isFalse();
            assertThat(scorer.score(row(Double.NaN, 0.5))).isEqualTo(new Scores.Valued(-1.5));
            assertThatThrownBy(() -> scorer.score(row(3e9, 0.5)))
                    .isInstanceOf(Unanswerable.class)
                    .hasMessageContaining("'a' is 3.0E9, beyond");
        }
        OnnxWish beyond = new OnnxWish(null, List.of(), List.of(), List.of(), Map.of("a", "3e9"), "", "");
        assertThatThrownBy(() -> open(ForeignFiles.sum(DataType.INT32, DataType.DOUBLE, -1), beyond))
                .isInstanceOf(RefusedOnnx.class)
                .hasMessageContaining("'3e9' cannot stand for a missing 'a'");
    }

    @Test
    void a_file_for_one_row_at_a_time_is_asked_row_by_row() {
        try (OnnxScorer scorer = open(ForeignFiles.sum(DataType.FLOAT, DataType.FLOAT, 1), OnnxWish.NOTHING)) {
            assertThat(scorer.batch()).isEqualTo(1);
            assertThat(scorer.scoreAll(new InputRow[] {row(1, 1), row(2, 0)}))
                    .containsExactly(new Scores.Valued(3), new Scores.Valued(4));
        }
        assertThatThrownBy(() -> open(ForeignFiles.sum(DataType.FLOAT, DataType.FLOAT, 5), OnnxWish.NOTHING))
                .isInstanceOf(RefusedOnnx.class)
                .hasMessageContaining("5 rows at a time");
    }

    @Test
    void words_beyond_the_first_plane_come_through() {
        ModelProto.Builder model = ForeignFiles.model(GraphProto.newBuilder()
                .setName("words")
                .addInput(ForeignFiles.tensor("mood", DataType.STRING, -1, 1))
                .addNode(ForeignFiles.node(
                        OnnxGraph.ML,
                        "LabelEncoder",
                        List.of("mood"),
                        List.of("p"),
                        ForeignFiles.strings("keys_strings", "😀", "ö"),
                        ForeignFiles.floats("values_floats", 0.9f, 0.2f),
                        AttributeProto.newBuilder()
                                .setName("default_float")
                                .setType(AttributeProto.AttributeType.FLOAT)
                                .setF(0.5f)
                                .build()))
                .addOutput(ForeignFiles.tensor("p", DataType.FLOAT, -1, 1)));
        OnnxWish said = new OnnxWish(null, List.of(), List.of("sad", "glad"), List.of(), Map.of("mood", "ö"), "", "");
        try (OnnxScorer scorer = open(model, said)) {
            InputRow asked = InputRow.empty(1);
            asked.texts()[0] = "😀";
            assertThat(((Scores.Labelled) scorer.score(asked)).probabilities())
                    .containsExactly(new double[] {0.1, 0.9}, within(1e-6));
            assertThat(((Scores.Labelled) scorer.score(InputRow.empty(1))).label())
                    .isEqualTo("sad");
        }
    }

    @Test
    void sums_that_are_no_probabilities_are_no_answers() {
        ModelProto.Builder logits = ForeignFiles.model(GraphProto.newBuilder()
                .setName("logits")
                .addInput(ForeignFiles.tensor("X", DataType.FLOAT, -1, 2))
                .addNode(ForeignFiles.node("", "Exp", List.of("X"), List.of("logits")))
                .addOutput(ForeignFiles.tensor("logits", DataType.FLOAT, -1, 2)));
        OnnxWish said = new OnnxWish(null, List.of(), List.of("a", "b"), List.of("x", "y"), Map.of(), "", "");
        OnnxContract contract = OnnxContract.of(logits.build().toByteArray(), said);
        assertThat(OnnxTrial.problem(contract, LIMITS)).contains("softmax");
    }

    @Test
    @Timeout(60)
    void a_call_that_takes_too_long_is_ended() {
        OnnxContract contract = OnnxContract.of(ForeignFiles.endless().build().toByteArray(), said());
        OnnxLimits brief = new OnnxLimits(1, 200, 1 << 28);
        try (OnnxScorer scorer = OnnxScorer.open(contract, brief)) {
            long begun = System.nanoTime();
            assertThatThrownBy(() -> scorer.score(row(1)))
                    .isInstanceOf(TooLate.class)
                    .hasMessageContaining("200 ms");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
        }
        assertThat(OnnxTrial.problem(contract, brief)).contains("200 ms");
    }

    @Test
    void a_closed_one_answers_no_more() {
        OnnxScorer scorer = open(ForeignFiles.sklearn(), said("w", "h"));
        scorer.close();
        scorer.close();
        assertThatThrownBy(() -> scorer.score(row(1, 1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void tables_are_asked_about_in_batches() {
        Table rows = Rows.of(2, 600, 3, false, Rows.EXPRESSIBLE);
        ModelScorer own = Rows.trained(rows, "logistic-regression", Map.of());
        ClassificationScores expected = Asked.labels(own, rows, Workers.ALONE);
        try (OnnxScorer scorer =
                OnnxScorer.open(OnnxContract.of(OnnxWriter.write(own).file(), OnnxWish.NOTHING), LIMITS)) {
            ClassificationScores given = Asked.labels(scorer, rows, Workers.ALONE);
            assertThat(given.metric("accuracy")).isEqualTo(expected.metric("accuracy"));
            assertThat(given.metric("logLoss").value())
                    .isCloseTo(expected.metric("logLoss").value(), within(1e-9));
        }
    }
}
