package org.modelyard.ml.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.model.LinearModel;
import org.modelyard.ml.model.TreeEnsemble;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scores;
import org.modelyard.testdata.SharedData;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.Prediction;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.ensemble.FullyWeightedVotingCombiner;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.classification.protos.ImmutableLabelInfoProto;
import org.tribuo.classification.sgd.linear.LogisticRegressionTrainer;
import org.tribuo.classification.sgd.objectives.Hinge;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.common.tree.protos.TreeModelProto;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.sgd.linear.LinearSGDTrainer;
import org.tribuo.regression.sgd.objectives.SquaredLoss;

/** Models that Tribuo has trained and written itself, asked beside what was made of them. */
class TribuoImportTest {

    private static final String[] FEATURES = {"width", "height", "depth"};
    private static final String[] LABELS = {"low", "middle", "high"};

    private static double[][] rows(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] rows = new double[count][FEATURES.length];
        for (double[] row : rows) {
            Arrays.setAll(row, i -> (float) random.nextDouble(-3, 3));
        }
        return rows;
    }

    private static double sum(double[] row) {
        return row[0] - 2 * row[1] + row[2] * row[0];
    }

    private static <T extends Output<T>> Example<T> example(T output, double[] row) {
        return new ArrayExample<>(output, FEATURES, row);
    }

    private static Model<Label> labelled(Trainer<Label> trainer, int labels) {
        MutableDataset<Label> data = dataset(new LabelFactory());
        for (double[] row : rows(1, 400)) {
            int label = Math.min(labels - 1, sum(row) < -2 ? 0 : sum(row) > 2 ? labels - 1 : 1);
            data.add(example(new Label(LABELS[label]), row));
        }
        return trainer.train(data);
    }

    private static <T extends Output<T>> MutableDataset<T> dataset(OutputFactory<T> factory) {
        return new MutableDataset<>(new SimpleDataSourceProvenance("test", factory), factory);
    }

    private static void compare(Model<Label> theirs, Class<?> form) {
        ModelBundle ours = TribuoImport.read(theirs.serialize().toByteArray());
        assertThat(ours.scorer().model()).isInstanceOf(form);
        List<String> labels = ours.signature().labels();
        for (double[] row : rows(2, 300)) {
            Prediction<Label> expected = theirs.predict(example(new Label("low"), row));
            Scores.Labelled answer = (Scores.Labelled) ours.scorer().score(asked(ours, row));
            for (int i = 0; i < labels.size(); i++) {
                Label score = expected.getOutputScores().get(labels.get(i));
                assertThat(answer.probabilities()[i]).isCloseTo(score == null ? 0 : score.getScore(), within(1e-5));
            }
        }
        assertThat(ModelBundle.read(ours.write()).write()).isEqualTo(ours.write());
    }

    private static InputRow asked(ModelBundle ours, double[] row) {
        InputRow asked = InputRow.empty(FEATURES.length);
        for (int i = 0; i < FEATURES.length; i++) {
            asked.numbers()[ours.signature().position(FEATURES[i])] = row[i];
        }
        return asked;
    }

    @Test
    void linear_models_answer_as_they_do_in_tribuo() {
        compare(labelled(new LogisticRegressionTrainer(), 3), LinearModel.class);
        compare(labelled(new LogisticRegressionTrainer(), 2), LinearModel.class);
    }

    @Test
    void trees_and_forests_answer_as_they_do_in_tribuo() {
        CARTClassificationTrainer tree = new CARTClassificationTrainer(5);
        compare(labelled(tree, 3), TreeEnsemble.class);
        compare(labelled(tree, 2), TreeEnsemble.class);
        CARTClassificationTrainer random = new CARTClassificationTrainer(6, 0.7f, 3);
        compare(labelled(new RandomForestTrainer<>(random, new VotingCombiner(), 12), 3), TreeEnsemble.class);
        compare(
                labelled(new RandomForestTrainer<>(random, new FullyWeightedVotingCombiner(), 12), 2),
                TreeEnsemble.class);
    }

    @Test
    void a_regression_answers_as_it_does_in_tribuo_and_absent_features_are_zero() {
        MutableDataset<Regressor> data = dataset(new RegressionFactory());
        for (double[] row : rows(3, 200)) {
            data.add(example(new Regressor("y", row[0] - 2 * row[1] + 0.5), row));
        }
        Model<Regressor> theirs = new LinearSGDTrainer(new SquaredLoss(), new AdaGrad(0.1), 10, 42).train(data);
        ModelBundle ours = TribuoImport.read(theirs.serialize().toByteArray());
        assertThat(ours.signature().inputs())
                .allMatch(input -> input.feature().type() == FeatureType.NUMERIC && !input.required());
        for (double[] row : rows(4, 100)) {
            double expected = theirs.predict(example(new Regressor("y", 0), row))
                    .getOutput()
                    .getValues()[0];
            assertThat(((Scores.Valued) ours.scorer().score(asked(ours, row))).value())
                    .isCloseTo(expected, within(1e-5));
        }
        assertThat(ours.scorer().score(InputRow.empty(3)))
                .isEqualTo(ours.scorer().score(asked(ours, new double[3])));
    }

    @Test
    void our_own_export_comes_back() {
        double[] numbers = Arrays.stream(rows(5, 60)).mapToDouble(row -> row[0]).toArray();
        int[] codes =
                Arrays.stream(numbers).mapToInt(number -> number > 0 ? 1 : 0).toArray();
        Table table = new Table(
                SharedData.schema(Task.CLASSIFICATION, "y", "n:NUMERIC"),
                List.of(new Column.Numbers(numbers)),
                new Column.Categories(codes, new String[] {"no", "yes"}));
        ModelBundle own =
                Trained.on(table, "logistic-regression", Map.of("epochs", 2)).bundle();
        ModelBundle back = TribuoImport.read(own.tribuo());
        assertThat(back.signature().labels()).isEqualTo(own.signature().labels());
        assertThat(back.signature().inputs()).hasSize(own.scorer().encoder().width());
    }

    private static void refused(byte[] file, String because) {
        assertThatThrownBy(() -> TribuoImport.read(file))
                .isInstanceOf(CorruptBundle.class)
                .hasMessageContaining(because);
    }

    @Test
    void classes_that_are_not_on_the_list_wherever_they_are_named() throws Exception {
        ModelProto good = labelled(new LogisticRegressionTrainer(), 3).serialize();
        refused(
                good.toBuilder()
                        .setClassName("org.tribuo.classification.liblinear.LibLinearClassificationModel")
                        .build()
                        .toByteArray(),
                "LibLinearClassificationModel");
        refused(
                good.toBuilder()
                        .setSerializedData(Any.newBuilder()
                                .setTypeUrl("type.googleapis.com/tribuo.common.liblinear.LibLinearModelProto")
                                .setValue(ByteString.copyFromUtf8("rO0AB")))
                        .build()
                        .toByteArray(),
                "'tribuo.common.liblinear.LibLinearModelProto'");
        org.tribuo.classification.sgd.protos.ClassificationLinearSGDProto inner = good.getSerializedData()
                .unpack(org.tribuo.classification.sgd.protos.ClassificationLinearSGDProto.class);
        org.tribuo.classification.sgd.protos.ClassificationLinearSGDProto.Builder evil = inner.toBuilder();
        evil.getMetadataBuilder().getFeatureDomainBuilder().setClassName("javax.script.ScriptEngineManager");
        refused(
                good.toBuilder()
                        .setSerializedData(Any.pack(evil.build()))
                        .build()
                        .toByteArray(),
                "'javax.script.ScriptEngineManager'");
        Model<Label> hinge = labelled(
                new org.tribuo.classification.sgd.linear.LinearSGDTrainer(new Hinge(), new AdaGrad(0.1), 2, 1), 3);
        refused(hinge.serialize().toByteArray(), "NoopNormalizer");
        refused("no protobuf".getBytes(java.nio.charset.StandardCharsets.UTF_8), "no model of Tribuo's");
        refused(new byte[0], "names no model");
    }

    /** Of a tree: so many labels, and its nodes so many times. */
    private static byte[] grown(int labels, int times) throws Exception {
        ModelProto good = labelled(new CARTClassificationTrainer(4), 3).serialize();
        TreeModelProto tree = good.getSerializedData().unpack(TreeModelProto.class);
        ImmutableLabelInfoProto.Builder info = ImmutableLabelInfoProto.newBuilder();
        for (int i = 0; i < labels; i++) {
            info.addId(i).addLabel("label " + i).addCount(1);
        }
        TreeModelProto.Builder wide = tree.toBuilder();
        for (int i = 1; i < times; i++) {
            wide.addAllNodes(tree.getNodesList());
        }
        wide.getMetadataBuilder().getOutputDomainBuilder().setSerializedData(Any.pack(info.build()));
        return good.toBuilder()
                .setSerializedData(Any.pack(wide.build()))
                .build()
                .toByteArray();
    }

    @Test
    void more_labels_or_numbers_than_the_memory_holds() throws Exception {
        refused(grown(10_001, 1), "more than 10000 labels");
        refused(grown(10_000, 1_500), "Its leaves hold too many numbers");
    }

    @Test
    @Timeout(120)
    void altered_files_are_refused_or_are_models() {
        List<byte[]> files = List.of(
                labelled(new LogisticRegressionTrainer(), 3).serialize().toByteArray(),
                labelled(new CARTClassificationTrainer(4), 3).serialize().toByteArray());
        SplittableRandom random = new SplittableRandom(9);
        int read = 0;
        for (int round = 0; round < 4_000; round++) {
            byte[] changed = files.get(round % 2).clone();
            for (int left = 1 + random.nextInt(3); left > 0; left--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            byte[] cut = random.nextInt(5) == 0 ? Arrays.copyOf(changed, random.nextInt(changed.length)) : changed;
            try {
                ModelBundle model = TribuoImport.read(cut);
                model.scorer().score(InputRow.empty(model.signature().inputs().size()));
                read++;
            } catch (CorruptContent e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
        assertThat(read).isBetween(1, 3_999);
    }
}
