package org.modelyard.bench;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.modelyard.dataset.model.ExampleFormat;
import org.modelyard.dataset.model.ExampleReader;
import org.modelyard.dataset.model.ExampleRow;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.ReadLimits;
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

    /**
     * Rows of CSV as columns.
     *
     * @param rows how many there are
     */
    static Table read(byte[] csv, int rows, int features) {
        Schema schema = schema(features);
        double[][] values = new double[features][rows];
        int[] codes = new int[rows];
        int row = 0;
        try (ExampleReader reader =
                ExampleReader.open(new ByteArrayInputStream(csv), ExampleFormat.CSV, schema, ReadLimits.defaults())) {
            while (reader.next()) {
                ExampleRow read = reader.row();
                for (int f = 0; f < features; f++) {
                    values[f][row] = read.numbers()[f];
                }
                codes[row++] = Objects.equals(read.targetText(), "yes") ? 1 : 0;
            }
        }
        List<Column> columns = new ArrayList<>();
        for (double[] column : values) {
            columns.add(new Column.Numbers(column));
        }
        return new Table(schema, columns, new Column.Categories(codes, new String[] {"no", "yes"}));
    }
}
