package org.modelyard.ml.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.train.Targets;
import org.modelyard.ml.train.TrainerSpec;
import org.modelyard.ml.train.Trainers;
import org.modelyard.ml.train.TrainingData;
import org.modelyard.ml.train.TrainingSession;
import org.modelyard.testdata.SharedData;

/** Random rows of every kind of column, with missing values, and models that have learnt from them. */
final class Rows {

    /** Without texts. */
    static final String[] EXPRESSIBLE = {"n:NUMERIC", "colour:CATEGORICAL", "flag:BOOLEAN", "t:TIMESTAMP", "m:NUMERIC"};

    private static final String[] COLOURS = {"red", "grün", "bleu 🟦", "__missing__", "never seen"};

    private Rows() {}

    /**
     * @param labels 0 for a number
     * @param unseen whether the last colour may occur
     */
    static Table of(int labels, int rows, long seed, boolean unseen, String... features) {
        SplittableRandom random = new SplittableRandom(seed);
        Schema schema = SharedData.schema(labels == 0 ? Task.REGRESSION : Task.CLASSIFICATION, "y", features);
        List<Column> columns = new ArrayList<>();
        double[] sums = new double[rows];
        for (FeatureSpec feature : schema.features()) {
            columns.add(column(feature.type(), random, unseen, sums));
        }
        int[] codes = Arrays.stream(sums)
                .mapToInt(sum -> labels == 0 ? 0 : Math.floorMod((int) Math.floor(sum), labels))
                .toArray();
        String[] names = Arrays.copyOf(new String[] {"a", "b 🟩", "c"}, labels);
        return new Table(schema, columns, labels == 0 ? new Column.Numbers(sums) : new Column.Categories(codes, names));
    }

    private static Column column(FeatureType type, SplittableRandom random, boolean unseen, double[] sums) {
        int rows = sums.length;
        double[] numbers = new double[rows];
        int[] codes = new int[rows];
        @Nullable String[] texts = new String[rows];
        for (int row = 0; row < rows; row++) {
            boolean missing = random.nextInt(9) == 0;
            codes[row] = missing ? -1 : random.nextInt(unseen ? COLOURS.length : COLOURS.length - 1);
            texts[row] = missing ? null : COLOURS[Math.max(0, codes[row])] + " card, " + COLOURS[random.nextInt(3)];
            numbers[row] = missing
                    ? Double.NaN
                    : switch (type) {
                        case BOOLEAN -> random.nextInt(2);
                        case TIMESTAMP -> Math.floor(1.7e9 + 4e8 * random.nextGaussian()) + 0.25;
                        default -> random.nextInt(5) == 0 ? 0 : 100 * random.nextGaussian();
                    };
            sums[row] += type.textual() ? codes[row] : type == FeatureType.NUMERIC && !missing ? numbers[row] / 70 : 0;
        }
        return switch (type) {
            case CATEGORICAL -> new Column.Categories(codes, COLOURS);
            case TEXT -> new Column.Texts(texts);
            default -> new Column.Numbers(numbers);
        };
    }

    static ModelScorer trained(Table table, String trainer, Map<String, ?> hyperparameters) {
        TrainerSpec spec = Trainers.spec(trainer, hyperparameters);
        return trained(table, spec, FeatureEncoder.fit(table, spec.encoding(table.rows())));
    }

    static ModelScorer trained(Table table, TrainerSpec spec, FeatureEncoder encoder) {
        Targets targets = Targets.of(table);
        TrainingSession session = TrainingSession.start(spec, new TrainingData(encoder.encode(table), targets), 42);
        while (!session.done()) {
            session.step();
        }
        List<String> labels = targets instanceof Targets.Labels named ? named.names() : List.of();
        return new ModelScorer(encoder, session.finish(), labels);
    }
}
