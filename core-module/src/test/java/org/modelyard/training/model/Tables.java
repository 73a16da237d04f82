package org.modelyard.training.model;

import java.util.List;
import java.util.SplittableRandom;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;

/** Small seeded tables. */
final class Tables {

    static final Schema LABELLED = new Schema(
            Task.CLASSIFICATION,
            "label",
            List.of(new FeatureSpec("x", FeatureType.NUMERIC), new FeatureSpec("colour", FeatureType.CATEGORICAL)));

    static final Schema VALUED =
            new Schema(Task.REGRESSION, "price", List.of(new FeatureSpec("x", FeatureType.NUMERIC)));

    private Tables() {}

    /** Labels 'no' and 'yes': x is about 2 higher where the label is 'yes'. */
    static Table labelled(int no, int yes) {
        int rows = no + yes;
        SplittableRandom random = new SplittableRandom(7);
        double[] x = new double[rows];
        int[] colours = new int[rows];
        int[] labels = new int[rows];
        for (int row = 0; row < rows; row++) {
            labels[row] = row < no ? 0 : 1;
            x[row] = labels[row] * 2 + random.nextGaussian();
            colours[row] = random.nextInt(2);
        }
        return new Table(
                LABELLED,
                List.of(new Column.Numbers(x), new Column.Categories(colours, new String[] {"red", "blue"})),
                new Column.Categories(labels, new String[] {"no", "yes"}));
    }

    /** price = 3x + 1 + noise. */
    static Table valued(int rows) {
        SplittableRandom random = new SplittableRandom(8);
        double[] x = random.doubles(rows).toArray();
        double[] price = new double[rows];
        for (int row = 0; row < rows; row++) {
            price[row] = 3 * x[row] + 1 + random.nextGaussian() / 10;
        }
        return new Table(VALUED, List.of(new Column.Numbers(x)), new Column.Numbers(price));
    }
}
