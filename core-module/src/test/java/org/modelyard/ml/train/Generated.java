package org.modelyard.ml.train;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.testdata.SharedData;

/** Tables with a known rule, for tests. */
final class Generated {

    private Generated() {}

    /**
     * Features {@code x0, x1, …} are standard normal. With labels, the label is the largest of that many sums of them with noise;
     * without, the target is {@code 3 + Σ (j + 1) xj} exactly.
     */
    static Table table(int labels, int rows, int features) {
        SplittableRandom random = new SplittableRandom(1);
        double[][] x = new double[features][rows];
        double[] values = new double[rows];
        int[] codes = new int[rows];
        for (int row = 0; row < rows; row++) {
            values[row] = 3;
            double[] sums = new double[Math.max(1, labels)];
            for (int j = 0; j < features; j++) {
                x[j][row] = random.nextGaussian();
                values[row] += (j + 1) * x[j][row];
                sums[j % sums.length] += x[j][row] + 0.3 * random.nextGaussian();
            }
            for (int k = 1; k < sums.length; k++) {
                codes[row] = sums[k] > sums[codes[row]] ? k : codes[row];
            }
        }
        List<Column> columns = new ArrayList<>();
        for (double[] column : x) {
            columns.add(new Column.Numbers(column));
        }
        String[] names =
                IntStream.range(0, features).mapToObj(j -> "x" + j + ":NUMERIC").toArray(String[]::new);
        String[] dictionary =
                IntStream.range(0, labels).mapToObj(k -> "label " + k).toArray(String[]::new);
        return new Table(
                SharedData.schema(labels == 0 ? Task.REGRESSION : Task.CLASSIFICATION, "y", names),
                columns,
                labels == 0 ? new Column.Numbers(values) : new Column.Categories(codes, dictionary));
    }
}
