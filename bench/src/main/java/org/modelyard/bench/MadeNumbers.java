package org.modelyard.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;

/** Seeded rows of numbers; the label is which side of a noisy plane a row lies on. */
final class MadeNumbers {

    private MadeNumbers() {}

    static Schema schema(int features) {
        List<FeatureSpec> specs = new ArrayList<>();
        for (int f = 0; f < features; f++) {
            specs.add(new FeatureSpec("x" + f, FeatureType.NUMERIC));
        }
        return new Schema(Task.CLASSIFICATION, "label", specs);
    }

    static Table table(int rows, int features, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] x = new double[features][rows];
        int[] codes = new int[rows];
        for (int row = 0; row < rows; row++) {
            double sum = random.nextDouble() - 0.5;
            for (int f = 0; f < features; f++) {
                x[f][row] = random.nextDouble() * 2 - 1;
                sum += f % 2 == 0 ? x[f][row] : -x[f][row];
            }
            codes[row] = sum > 0 ? 1 : 0;
        }
        List<Column> columns = new ArrayList<>();
        for (double[] column : x) {
            columns.add(new Column.Numbers(column));
        }
        return new Table(schema(features), columns, new Column.Categories(codes, new String[] {"no", "yes"}));
    }
}
