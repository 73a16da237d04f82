package org.modelyard.ml.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelyard.ml.calibration.Decision;
import org.modelyard.ml.calibration.OneVersusRest;
import org.modelyard.ml.calibration.PlattScaling;
import org.modelyard.ml.compress.WeightForm;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.model.Head;
import org.modelyard.ml.model.LinearModel;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.model.Refusal;

/** Model files with smaller weights. */
class CompressedFormTest {

    private static final Map<String, List<Integer>> COMPRESSED = Map.of(
            "logistic-regression", List.of(2, 3),
            "linear-regression", List.of(0),
            "liblinear", List.of(0, 3),
            "multinomial-naive-bayes", List.of(3),
            "factorisation-machine", List.of(0, 2, 3),
            "neural-network", List.of(0, 2, 3));

    static Stream<Arguments> forms() {
        return COMPRESSED.entrySet().stream().flatMap(trainer -> trainer.getValue().stream()
                .flatMap(labels -> Stream.of(WeightForm.FLOAT16, WeightForm.INT8)
                        .map(form -> Arguments.of(trainer.getKey(), labels, form))));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void read_again_it_answers_what_it_answered_when_it_was_compressed_and_has_the_same_bytes(
            String type, int labels, WeightForm form) {
        Table table = EveryTrainerTest.table(labels);
        ModelBundle full = EveryTrainerTest.trained(table, type);
        ModelBundle smaller = full.compressed(form);
        byte[] file = smaller.write();
        ModelBundle again = ModelBundle.read(file);
        assertThat(again.form()).isEqualTo(form);
        assertThat(again.write()).isEqualTo(file);
        assertThat(again.compressed(form).write()).isEqualTo(file);
        assertThat(file.length).isLessThan(full.write().length);
        InputRow input = InputRow.empty(4);
        for (int row = 0; row < table.rows(); row++) {
            FeatureEncoder.fill(input, table, row);
            assertThat(again.scorer().score(input))
                    .usingRecursiveComparison()
                    .isEqualTo(smaller.scorer().score(input));
            assertThat(again.serving().score(input))
                    .usingRecursiveComparison()
                    .isEqualTo(again.scorer().score(input));
        }
    }

    static Stream<Arguments> ofEachTrainer() {
        return forms().filter(arguments -> COMPRESSED
                .getOrDefault(String.valueOf(arguments.get()[0]), List.of())
                .get(0)
                .equals(arguments.get()[1]));
    }

    @ParameterizedTest
    @MethodSource("ofEachTrainer")
    void lying_numbers_are_refused_or_make_another_model_that_ends(String type, int labels, WeightForm form) {
        EveryTrainerTest.requireSoundness(
                EveryTrainerTest.trained(EveryTrainerTest.table(labels), type).compressed(form));
    }

    @Test
    void decision_and_outputs_stay_and_outputs_are_compressed_too() {
        ModelBundle full = EveryTrainerTest.trained(EveryTrainerTest.table(2), "logistic-regression");
        ModelScorer plain = full.scorer();
        Decision decision = new Decision(new OneVersusRest(List.of(new PlattScaling(0.5, -1))), null);
        Head head = new Head(new Signature.Output("beside", plain.signature().labels()), plain.model());
        ModelBundle rich = new ModelBundle(plain.deciding(decision).answering(List.of(head)), full.spec(), full.seed());
        ModelBundle again = ModelBundle.read(rich.compressed(WeightForm.INT8).write());
        assertThat(again.scorer().decision().none()).isFalse();
        assertThat(again.scorer().heads()).hasSize(1);
        assertThat(((LinearModel) again.scorer().heads().get(0).model()).weights())
                .isEqualTo(((LinearModel) again.scorer().model()).weights())
                .isNotEqualTo(((LinearModel) plain.model()).weights());
    }

    @Test
    void what_has_no_weights_is_refused_in_words() {
        Map<String, String> words = Map.of(
                "decision-tree", "trees have",
                "gradient-boosted-trees", "trees have",
                "k-nearest-neighbours", "training rows",
                "ensemble", "other models");
        words.forEach((type, why) -> assertThatThrownBy(() -> EveryTrainerTest.trained(EveryTrainerTest.table(2), type)
                        .compressed(WeightForm.INT8))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining(why));
    }

    @Test
    void a_weight_beyond_float16_is_refused_and_int8_takes_it() {
        ModelBundle bundle = EveryTrainerTest.trained(EveryTrainerTest.table(0), "linear-regression");
        LinearModel model = (LinearModel) bundle.scorer().model();
        double[] weights = model.weights().clone();
        weights[0] = 70_000;
        ModelBundle large = new ModelBundle(
                new ModelScorer(
                        bundle.scorer().encoder(),
                        new LinearModel(model.link(), 1, model.width(), weights, model.bias()),
                        List.of()),
                bundle.spec(),
                bundle.seed());
        assertThatThrownBy(() -> large.compressed(WeightForm.FLOAT16)).hasMessageContaining("take int8");
        LinearModel kept =
                (LinearModel) large.compressed(WeightForm.INT8).scorer().model();
        assertThat(kept.weights()[0]).isCloseTo(70_000, org.assertj.core.data.Offset.offset(10.0));
    }
}
