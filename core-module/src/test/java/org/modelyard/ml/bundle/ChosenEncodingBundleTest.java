package org.modelyard.ml.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.EncodingChoices;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.train.Targets;
import org.modelyard.ml.train.TrainerSpec;
import org.modelyard.ml.train.Trainers;
import org.modelyard.ml.train.TrainingData;
import org.modelyard.ml.train.TrainingSession;
import org.modelyard.testdata.SharedData;

class ChosenEncodingBundleTest {

    private static final int ROWS = 400;
    private static final Schema SCHEMA =
            SharedData.schema(Task.CLASSIFICATION, "y", "text:TEXT", "a:CATEGORICAL", "b:CATEGORICAL", "t:TIMESTAMP");

    /** The label is whether a and b agree: only their product tells. */
    private static final Table TABLE = table();

    private static final EncodingChoices CHOICES = EncodingChoices.parse(
            Map.of(
                    "text", Map.of("hashBits", 5, "surface", true, "weighting", "binary"),
                    "t", Map.of("zone", "Asia/Tokyo", "oneHot", true, "weekend", true)),
            List.of(List.of("a", "b")),
            SCHEMA.features());

    @ParameterizedTest
    @ValueSource(strings = {"logistic-regression", "gradient-boosted-trees"})
    void a_model_of_chosen_encodings_is_served_as_it_was_trained(String trainer) {
        TrainerSpec spec = Trainers.spec(trainer, trainer.startsWith("gradient") ? Map.of("rounds", 100) : Map.of());
        FeatureEncoder encoder = FeatureEncoder.fit(TABLE, spec.encoding(ROWS).with(CHOICES));
        Targets targets = Targets.of(TABLE);
        TrainingSession session = TrainingSession.start(spec, new TrainingData(encoder.encode(TABLE), targets), 42);
        while (!session.done()) {
            session.step();
        }
        List<String> labels = ((Targets.Labels) targets).names();
        ModelBundle bundle = new ModelBundle(new ModelScorer(encoder, session.finish(), labels), spec, 42);
        ModelBundle again = ModelBundle.read(bundle.write());
        InputRow input = InputRow.empty(4);
        int right = 0;
        for (int row = 0; row < ROWS; row++) {
            FeatureEncoder.fill(input, TABLE, row);
            Scores.Labelled scores = (Scores.Labelled) again.scorer().score(input);
            assertThat(scores.probabilities())
                    .isEqualTo(((Scores.Labelled) bundle.scorer().score(input)).probabilities());
            right += scores.label().equals(((Column.Categories) TABLE.target()).value(row)) ? 1 : 0;
        }
        assertThat(right).isGreaterThan(ROWS * 95 / 100);
    }

    private static Table table() {
        SplittableRandom random = new SplittableRandom(8);
        String[] texts = new String[ROWS];
        int[] a = new int[ROWS];
        int[] b = new int[ROWS];
        double[] times = new double[ROWS];
        int[] labels = new int[ROWS];
        for (int row = 0; row < ROWS; row++) {
            texts[row] = "word" + random.nextInt(50) + " Or " + random.nextInt(50) + "!";
            a[row] = random.nextInt(4);
            b[row] = random.nextInt(4);
            times[row] = 1.7e9 + random.nextInt(10_000_000);
            labels[row] = a[row] == b[row] ? 1 : 0;
        }
        String[] values = {"n", "e", "s", "w"};
        return new Table(
                SCHEMA,
                List.of(
                        new Column.Texts(texts),
                        new Column.Categories(a, values),
                        new Column.Categories(b, values),
                        new Column.Numbers(times)),
                new Column.Categories(labels, new String[] {"no", "yes"}));
    }
}
