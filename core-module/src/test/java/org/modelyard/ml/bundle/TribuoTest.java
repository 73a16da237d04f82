package org.modelyard.ml.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.feature.SparseVector;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scores;
import org.modelyard.testdata.SharedData;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.Output;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.regression.Regressor;

/** Tribuo's own loader and predictions, against ours, on real rows. */
class TribuoTest {

    @Test
    void two_labels_are_answered_alike() throws IOException {
        compareLabels(SharedData.adult("train").select(range(3_000)), Map.of("epochs", 2));
    }

    @Test
    void many_labels_are_answered_alike() throws IOException {
        compareLabels(SharedData.banking77("train").select(range(1_000)), Map.of("epochs", 2));
    }

    @Test
    void numbers_are_answered_alike() throws IOException {
        Table table = SharedData.bikeSharing().select(range(2_000));
        ModelBundle bundle = Trained.on(table, "linear-regression", Map.of()).bundle();
        Model<Regressor> tribuo = load(bundle).castModel(Regressor.class);
        InputRow input = InputRow.empty(table.columns().size());
        for (int row = 0; row < 500; row++) {
            FeatureEncoder.fill(input, table, row);
            Prediction<Regressor> theirs = tribuo.predict(example(bundle, input, new Regressor("value", 0)));
            double ours = ((Scores.Valued) bundle.scorer().score(input)).value();
            assertThat(theirs.getOutput().getValues()[0]).isCloseTo(ours, within(1e-9 * Math.max(1, Math.abs(ours))));
        }
    }

    private static void compareLabels(Table table, Map<String, ?> hyperparameters) throws IOException {
        ModelBundle bundle =
                Trained.on(table, "logistic-regression", hyperparameters).bundle();
        Model<Label> tribuo = load(bundle).castModel(Label.class);
        InputRow input = InputRow.empty(table.columns().size());
        for (int row = 0; row < 500; row++) {
            FeatureEncoder.fill(input, table, row);
            Prediction<Label> theirs = tribuo.predict(example(bundle, input, new Label("?")));
            Scores.Labelled ours = (Scores.Labelled) bundle.scorer().score(input);
            assertThat(theirs.getOutput().getLabel()).isEqualTo(ours.label());
            for (int k = 0; k < ours.labels().size(); k++) {
                Label label = Objects.requireNonNull(
                        theirs.getOutputScores().get(ours.labels().get(k)));
                assertThat(label.getScore()).isCloseTo(ours.probabilities()[k], within(1e-9));
            }
        }
    }

    private static Model<?> load(ModelBundle bundle) throws IOException {
        return Model.deserialize(ModelProto.parseFrom(bundle.tribuo()));
    }

    private static <T extends Output<T>> Example<T> example(ModelBundle bundle, InputRow input, T output) {
        SparseVector vector = new SparseVector();
        bundle.scorer().encoder().encode(input, vector);
        List<String> meanings = bundle.scorer().encoder().meanings();
        String[] names = IntStream.range(0, vector.size())
                .mapToObj(i -> meanings.get(vector.indices()[i]))
                .toArray(String[]::new);
        double[] values = IntStream.range(0, vector.size())
                .mapToDouble(i -> vector.values()[i])
                .toArray();
        return new ArrayExample<>(output, names, values);
    }

    private static int[] range(int rows) {
        return IntStream.range(0, rows).toArray();
    }
}
