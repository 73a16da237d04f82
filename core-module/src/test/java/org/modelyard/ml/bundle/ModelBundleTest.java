package org.modelyard.ml.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.calibration.Decision;
import org.modelyard.ml.calibration.OneVersusRest;
import org.modelyard.ml.calibration.PlattScaling;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.DecisionThreshold;
import org.modelyard.ml.evaluation.ThresholdObjective;
import org.modelyard.ml.feature.EncodingSpec;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.model.LinearModel;
import org.modelyard.ml.model.Link;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.train.TrainerSpec;
import org.modelyard.platform.model.Sha256;
import org.modelyard.testdata.SharedData;

class ModelBundleTest {

    private static final Table TABLE = new Table(
            SharedData.schema(Task.CLASSIFICATION, "y", "text:TEXT", "n:NUMERIC", "c:CATEGORICAL", "c missing:BOOLEAN"),
            List.of(
                    new Column.Texts(new @Nullable String[] {"card lost", "card found 😀", "lost \ud800 card", null}),
                    new Column.Numbers(new double[] {1, 2, 3, Double.NaN}),
                    new Column.Categories(new int[] {0, 0, 1, -1}, new String[] {"r\ud800d", "blue"}),
                    new Column.Numbers(new double[] {0, 1, 1, 0})),
            new Column.Categories(new int[] {0, 1, 0, 1}, new String[] {"no", "yes"}));
    private static final FeatureEncoder ENCODER =
            FeatureEncoder.fit(TABLE, new EncodingSpec(2, 3, 5, 2, 50_000, 32, 2, 1_000));

    @Test
    void read_again_it_scores_the_same_and_knows_how_it_was_trained() {
        for (int labels : new int[] {0, 2, 3}) {
            ModelBundle bundle = bundle(labels);
            ModelBundle again = ModelBundle.read(bundle.write());
            assertThat(again.spec()).isEqualTo(bundle.spec());
            assertThat(again.seed()).isEqualTo(42);
            assertThat(again.scorer().signature()).isEqualTo(bundle.scorer().signature());
            assertThat(weights(again)).isEqualTo(weights(bundle));
            InputRow input = InputRow.empty(4);
            for (int row = 0; row < TABLE.rows(); row++) {
                FeatureEncoder.fill(input, TABLE, row);
                assertThat(again.scorer().score(input))
                        .usingRecursiveComparison()
                        .isEqualTo(bundle.scorer().score(input));
            }
        }
    }

    @Test
    void the_same_model_gives_the_same_bytes_in_every_process() {
        assertThat(bundle(3).write()).isEqualTo(bundle(3).write());
        assertThat(ModelBundle.read(bundle(3).write()).write())
                .isEqualTo(bundle(3).write());
        // recorded once: another value means that files written before cannot be reproduced
        assertThat(Sha256.hex(bundle(2).write()))
                .isEqualTo("088c92d49c1d0c8f220a75d17732c48705449e238f3fc08c5fa3941bc83c52f7");
    }

    @Test
    void a_decision_is_part_of_the_bundle_and_of_every_answer() {
        ModelBundle plain = bundle(2);
        Decision decision = new Decision(
                new OneVersusRest(List.of(new PlattScaling(0.5, -1))),
                new DecisionThreshold(0.9, new ThresholdObjective.FBetaScore(1), 0.5, 100));
        ModelBundle deciding = new ModelBundle(plain.scorer().deciding(decision), plain.spec(), plain.seed());
        ModelBundle again = ModelBundle.read(deciding.write());
        assertThat(again.scorer().decision()).isEqualTo(decision);
        assertThat(again.write()).isEqualTo(deciding.write()).isNotEqualTo(plain.write());
        InputRow input = InputRow.empty(4);
        FeatureEncoder.fill(input, TABLE, 2);
        Scores.Labelled stated = (Scores.Labelled) plain.scorer().score(input);
        Scores.Labelled answer = (Scores.Labelled) again.scorer().score(input);
        assertThat(answer).usingRecursiveComparison().isEqualTo(decision.decide(stated));
        assertThat(answer.probabilities()).isNotEqualTo(stated.probabilities());
        // and back: without a decision the bytes are what they always were
        assertThat(new ModelBundle(again.scorer().deciding(Decision.NONE), again.spec(), again.seed()).write())
                .isEqualTo(plain.write());
        byte[] whole = deciding.write();
        for (int length = 0; length < whole.length; length += 7) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> ModelBundle.read(cut)).isInstanceOf(CorruptBundle.class);
        }
        Map<String, byte[]> parts = Container.read(whole, ModelBundle.decidingParts(ModelPart.LINEAR));
        parts.put("decision.bin", Decision.NONE.toBytes());
        assertThatThrownBy(() -> ModelBundle.read(Container.write(parts))).isInstanceOf(CorruptBundle.class);
        assertThatThrownBy(() -> bundle(3).scorer().deciding(decision)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_time_zone_does_not_show() {
        TimeZone before = TimeZone.getDefault();
        byte[] here = bundle(2).write();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            assertThat(bundle(2).write()).isEqualTo(here);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void every_truncation_is_refused() {
        byte[] whole = bundle(2).write();
        for (int length = 0; length < whole.length; length += 7) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> ModelBundle.read(cut)).isInstanceOf(CorruptBundle.class);
        }
    }

    @Test
    void any_altered_byte_is_refused() {
        byte[] whole = bundle(2).write();
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 500; i++) {
            byte[] altered = whole.clone();
            altered[random.nextInt(altered.length)] ^= (byte) (1 + random.nextInt(255));
            assertThatThrownBy(() -> ModelBundle.read(altered)).isInstanceOf(CorruptBundle.class);
        }
        assertThatThrownBy(() -> ModelBundle.read(Arrays.copyOf(whole, whole.length + 1)))
                .isInstanceOf(CorruptBundle.class);
    }

    @Test
    void lying_lengths_in_each_part_are_refused_without_the_memory_they_ask_for() {
        byte[] whole = bundle(2).write();
        Map<String, byte[]> parts = Container.read(whole, ModelBundle.parts(ModelPart.LINEAR));
        SplittableRandom random = new SplittableRandom(4);
        int refused = 0;
        for (String part : ModelBundle.parts(ModelPart.LINEAR)) {
            for (int i = 0; i < 500; i++) {
                byte[] altered = Objects.requireNonNull(parts.get(part)).clone();
                for (int at = random.nextInt(altered.length), n = 0; n < 4 && at + n < altered.length; n++) {
                    altered[at + n] = (byte) (n == 0 ? 0x7f : 0xff);
                }
                Map<String, byte[]> changed = new LinkedHashMap<>(parts);
                changed.put(part, altered);
                byte[] file = Container.write(changed); // the checksums are right
                try {
                    // a changed weight is another model, not a corrupt one
                    assertThat(ModelBundle.read(file).write()).isNotEqualTo(whole);
                } catch (CorruptBundle e) {
                    refused++;
                }
            }
        }
        assertThat(refused).isGreaterThan(750);
    }

    @Test
    void something_else_is_refused() {
        assertThatThrownBy(() -> ModelBundle.read(new byte[0])).isInstanceOf(CorruptBundle.class);
        assertThatThrownBy(() ->
                        ModelBundle.read("{\"not\":\"a bundle\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOf(CorruptBundle.class);
        byte[] foreign = Container.write(Map.of("readme.txt", new byte[10]));
        assertThatThrownBy(() -> ModelBundle.read(foreign)).isInstanceOf(CorruptBundle.class);
    }

    private static double[] weights(ModelBundle bundle) {
        return ((LinearModel) bundle.scorer().model()).weights();
    }

    private static ModelBundle bundle(int labels) {
        SplittableRandom random = new SplittableRandom(1);
        int outputs = labels > 2 ? labels : 1;
        double[] weights = random.doubles((long) outputs * ENCODER.width()).toArray();
        Link link = labels == 0 ? Link.IDENTITY : labels == 2 ? Link.LOGISTIC : Link.SOFTMAX;
        LinearModel model = new LinearModel(
                link, outputs, ENCODER.width(), weights, random.doubles(outputs).toArray());
        return new ModelBundle(
                new ModelScorer(ENCODER, model, List.of("maybe", "no", "yes").subList(0, labels)),
                new TrainerSpec(
                        labels == 0 ? "linear-regression" : "logistic-regression", Map.of("epochs", 3, "l2", 1e-6)),
                42);
    }
}
