package org.modelyard.bench;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.modelyard.ml.feature.SparseRows;
import org.modelyard.ml.train.Targets;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** The same encoded rows for Tribuo's own logistic regression: {@code LogisticRegressionTrainer}'s objective, optimiser and rates. */
final class TribuoTraining {

    private static final double RATE = 1.0;
    private static final double EPSILON = 0.1;
    private static final long SEED = 42;

    private final LabelFactory labels = new LabelFactory();
    private final String[] names;

    TribuoTraining(int width) {
        names = new String[width];
        for (int feature = 0; feature < width; feature++) {
            names[feature] = String.format("%07d", feature);
        }
        Logger.getLogger("org.tribuo").setLevel(Level.WARNING);
    }

    MutableDataset<Label> dataset(SparseRows rows, Targets targets) {
        MutableDataset<Label> dataset =
                new MutableDataset<>(new SimpleDataSourceProvenance("made rows", labels), labels);
        for (int row = 0; row < rows.rows(); row++) {
            dataset.add(example(rows, targets, row));
        }
        return dataset;
    }

    private ArrayExample<Label> example(SparseRows rows, Targets targets, int row) {
        int from = rows.offsets()[row];
        int size = rows.offsets()[row + 1] - from;
        String[] features = new String[size];
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            features[i] = names[rows.indices()[from + i]];
            values[i] = rows.values()[from + i];
        }
        return new ArrayExample<>(label(targets, row), features, values);
    }

    private static Label label(Targets targets, int row) {
        Targets.Labels known = (Targets.Labels) targets;
        return new Label(known.names().get(known.codes()[row]));
    }

    Model<Label> train(MutableDataset<Label> dataset, int epochs) {
        return new LinearSGDTrainer(new LogMulticlass(), new AdaGrad(RATE, EPSILON), epochs, 1_000_000, 1, SEED)
                .train(dataset);
    }

    /** Share of the rows whose label it answers. */
    double accuracy(Model<Label> model, SparseRows rows, Targets targets) {
        int right = 0;
        for (int row = 0; row < rows.rows(); row++) {
            right += model.predict(example(rows, targets, row))
                            .getOutput()
                            .getLabel()
                            .equals(label(targets, row).getLabel())
                    ? 1
                    : 0;
        }
        return right / (double) rows.rows();
    }
}
