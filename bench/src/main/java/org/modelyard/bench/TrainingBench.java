package org.modelyard.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.feature.SparseRows;
import org.modelyard.ml.model.LinearModel;
import org.modelyard.ml.train.Targets;
import org.modelyard.ml.train.TrainerSpec;
import org.modelyard.ml.train.Trainers;
import org.modelyard.ml.train.TrainingData;
import org.modelyard.ml.train.TrainingSession;
import org.modelyard.ml.tree.Workers;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;

/** Training and loading of made rows, next to Tribuo's own loop on the same encoded rows, in one run. */
public final class TrainingBench {

    private static final int ROWS = 160_000;
    private static final int OTHERS = 16_000;
    private static final int WARM_UP = 20_000;
    private static final int NUMBERS = 50;
    private static final int EPOCHS = 5;
    private static final int BATCH = 1_000;
    private static final double BATCH_RATE = 0.03;

    private final Workers two;
    private boolean met = true;

    private TrainingBench(ExecutorService executor) {
        two = new Workers(executor, 2);
    }

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) {
        ExecutorService executor = Executors.newFixedThreadPool(1);
        try {
            TrainingBench bench = new TrainingBench(executor);
            System.out.println(Row.HEAD);
            bench.texts();
            bench.numbers();
            new LoadingBench(ROWS, NUMBERS).run().forEach(bench::tell);
            System.exit(bench.met ? 0 : 1);
        } finally {
            executor.shutdown();
        }
    }

    private void texts() {
        MadeTexts made = new MadeTexts(1);
        Table table = made.next(ROWS);
        Table others = made.next(OTHERS);
        TrainerSpec spec = spec(Map.of());
        FeatureEncoder encoder = FeatureEncoder.fit(table, spec.encoding(ROWS));
        Targets targets = Targets.of(table);
        double fitting = Stopwatch.median(() -> FeatureEncoder.fit(table, spec.encoding(ROWS)));
        double encoding = Stopwatch.median(() -> TrainingData.encoded(encoder, table, targets, Workers.ALONE));
        TrainingData data = TrainingData.encoded(encoder, table, targets, Workers.ALONE);
        SparseRows rows = data.rows();
        tell(Row.plain(
                "texts: features, entries a row",
                String.format(Locale.ROOT, "%,d, %.1f", rows.width(), rows.indices().length / (double) rows.rows())));
        tell(Row.plain("texts: learning the vocabulary", Row.format(fitting) + " s"));
        tell(Row.plain("texts: encoding, 1 thread", Row.format(encoding) + " s"));
        double training = Stopwatch.median(() -> train(spec, data));
        tell(Row.atMost("texts: 5 epochs, row by row, 1 thread, encoded before", training, " s", 3));
        tell(Row.plain("texts: vocabulary, encoding and 5 epochs", Row.format(fitting + encoding + training) + " s"));
        TrainerSpec batches = spec(Map.of("batchSize", BATCH, "optimizer", "adam", "learningRate", BATCH_RATE));
        double alone = Stopwatch.median(() -> train(batches, data));
        TrainingData shared = new TrainingData(rows, targets, two);
        double both = Stopwatch.median(() -> train(batches, shared));
        tell(Row.plain("texts: 5 epochs of Adam in batches of 1,000, 1 thread", Row.format(alone) + " s"));
        tell(Row.atMost("texts: the same, 2 threads / 1 thread", both / alone, " ×", 0.6));
        SparseRows asked = encoder.encode(others);
        Targets truth = Targets.of(others);
        tell(accuracy("texts: accuracy on others, row by row", accuracy(train(spec, data), asked, truth)));
        tell(accuracy("texts: accuracy on others, in batches", accuracy(train(batches, data), asked, truth)));
        tribuo("texts", data, training, asked, truth);
        recipe(table, targets);
    }

    /** As a job trains without being told more: runs of words and of characters. */
    private void recipe(Table table, Targets targets) {
        TrainerSpec spec = Trainers.spec("logistic-regression", Map.of("epochs", EPOCHS, "patience", EPOCHS));
        FeatureEncoder encoder = FeatureEncoder.fit(table, spec.encoding(ROWS));
        double alone = Stopwatch.once(() -> TrainingData.encoded(encoder, table, targets, Workers.ALONE));
        double both = Stopwatch.once(() -> TrainingData.encoded(encoder, table, targets, two));
        TrainingData data = TrainingData.encoded(encoder, table, targets, Workers.ALONE);
        String what = "texts, the default recipe's features: ";
        tell(Row.plain(what + "encoding, 1 thread", Row.format(alone) + " s"));
        tell(Row.atMost(what + "encoding, 2 threads / 1 thread", both / alone, " ×", 0.6));
        tell(Row.plain(what + "5 epochs, row by row", Row.format(Stopwatch.once(() -> train(spec, data))) + " s"));
    }

    private void numbers() {
        Table table = MadeNumbers.table(ROWS, NUMBERS, 3);
        TrainerSpec spec = spec(Map.of("bins", 0));
        FeatureEncoder encoder = FeatureEncoder.fit(table, spec.encoding(ROWS));
        TrainingData data = new TrainingData(encoder.encode(table), Targets.of(table));
        double training = Stopwatch.median(() -> train(spec, data));
        tell(Row.atMost("numbers: 5 epochs, row by row, 1 thread, encoded before", training, " s", 0.5));
        Table others = MadeNumbers.table(OTHERS, NUMBERS, 4);
        SparseRows asked = encoder.encode(others);
        tell(accuracy("numbers: accuracy on others", accuracy(train(spec, data), asked, Targets.of(others))));
        tribuo("numbers", data, training, asked, Targets.of(others));
    }

    private void tribuo(String what, TrainingData data, double ours, SparseRows asked, Targets truth) {
        TribuoTraining tribuo = new TribuoTraining(data.rows().width());
        int[] few = new int[WARM_UP];
        Arrays.setAll(few, row -> row);
        tribuo.train(tribuo.dataset(data.rows().select(few), data.targets().select(few)), 1);
        MutableDataset<Label> dataset = tribuo.dataset(data.rows(), data.targets());
        List<Model<Label>> models = new ArrayList<>();
        double seconds = Stopwatch.once(() -> models.add(tribuo.train(dataset, EPOCHS)));
        tell(Row.plain(what + ": Tribuo's AdaGrad, 5 epochs", Row.format(seconds) + " s"));
        tell(Row.plain(what + ": ours / Tribuo's", String.format(Locale.ROOT, "%.3f ×", ours / seconds)));
        tell(accuracy(what + ": accuracy on others, Tribuo's", tribuo.accuracy(models.get(0), asked, truth)));
    }

    /** Words alone, no rows held back, as many epochs as Tribuo. */
    private static TrainerSpec spec(Map<String, ?> more) {
        Map<String, Object> given =
                new HashMap<>(Map.of("epochs", EPOCHS, "validationShare", 0, "wordNgrams", 1, "characterNgrams", 0));
        given.putAll(more);
        return Trainers.spec("logistic-regression", given);
    }

    private static LinearModel train(TrainerSpec spec, TrainingData data) {
        TrainingSession session = TrainingSession.start(spec, data, 42);
        while (!session.done()) {
            session.step();
        }
        return (LinearModel) session.finish();
    }

    private static double accuracy(LinearModel model, SparseRows rows, Targets targets) {
        int outputs = model.outputs();
        int right = 0;
        for (int row = 0; row < rows.rows(); row++) {
            double[] sums = model.bias().clone();
            for (int i = rows.offsets()[row]; i < rows.offsets()[row + 1]; i++) {
                for (int k = 0; k < outputs; k++) {
                    sums[k] += rows.values()[i] * model.weights()[rows.indices()[i] * outputs + k];
                }
            }
            int best = outputs == 1 && sums[0] > 0 ? 1 : 0;
            for (int k = 1; k < outputs; k++) {
                best = sums[k] > sums[best] ? k : best;
            }
            right += best == ((Targets.Labels) targets).codes()[row] ? 1 : 0;
        }
        return right / (double) rows.rows();
    }

    private static Row accuracy(String what, double share) {
        return Row.plain(what, String.format(Locale.ROOT, "%.4f", share));
    }

    @SuppressWarnings("SystemOut")
    private void tell(Row row) {
        met &= row.met();
        System.out.println(row);
    }
}
