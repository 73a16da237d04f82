package org.modelyard.ml.data;

import java.util.List;
import java.util.stream.IntStream;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;

/**
 * Rows in columns, in the order of the schema's features.
 *
 * @param columns one a feature, all of the same length
 * @param target the answers: {@link Column.Categories} (labels) for classification, {@link Column.Numbers} for
 *     regression; never missing
 * @param weights how much each row counts where it is learnt from, 0 or more; empty: all the same
 * @param outputs what is to be answered beside the target
 */
public record Table(Schema schema, List<Column> columns, Column target, double[] weights, List<Output> outputs) {

    private static final double[] ALIKE = {};

    /**
     * What a model answers beside the target, and the schema's features do not tell.
     *
     * @param answers one a row, labels or numbers; may be missing
     */
    public record Output(String name, Column answers) {}

    public Table {
        columns = List.copyOf(columns);
        outputs = List.copyOf(outputs);
        if (columns.size() != schema.features().size()) {
            throw new IllegalArgumentException(
                    columns.size() + " columns for " + schema.features().size() + " features");
        }
        for (Column column : columns) {
            if (column.rows() != target.rows()) {
                throw new IllegalArgumentException("columns of different length");
            }
        }
        for (Output output : outputs) {
            if (output.answers().rows() != target.rows()) {
                throw new IllegalArgumentException("columns of different length");
            }
        }
        if (weights.length > 0 && weights.length != target.rows()) {
            throw new IllegalArgumentException(weights.length + " weights for " + target.rows() + " rows");
        }
    }

    /** Rows with nothing to answer beside the target. */
    public Table(Schema schema, List<Column> columns, Column target, double[] weights) {
        this(schema, columns, target, weights, List.of());
    }

    /** Rows that all count the same, with nothing to answer beside the target. */
    public Table(Schema schema, List<Column> columns, Column target) {
        this(schema, columns, target, ALIKE);
    }

    /** The same rows, counting so much each. */
    public Table weighing(double[] each) {
        return new Table(schema, columns, target, each, outputs);
    }

    public int rows() {
        return target.rows();
    }

    public FeatureSpec feature(int index) {
        return schema.features().get(index);
    }

    /** A new table with these rows in this order; dictionaries are shared. */
    public Table select(int[] rows) {
        return new Table(
                schema,
                columns.stream().map(column -> Rows.select(column, rows)).toList(),
                Rows.select(target, rows),
                weights.length == 0 ? weights : Rows.select(weights, rows),
                outputs.stream()
                        .map(output -> new Output(output.name(), Rows.select(output.answers(), rows)))
                        .toList());
    }

    /**
     * Positions of the rows that have an answer of this output.
     *
     * @param output position among {@link #outputs}
     */
    public int[] known(int output) {
        Column answers = outputs.get(output).answers();
        return IntStream.range(0, rows()).filter(row -> !answers.missing(row)).toArray();
    }

    /**
     * The rows that have an answer of this output, with it as their target.
     *
     * @param output position among {@link #outputs}
     */
    public Table about(int output) {
        Output asked = outputs.get(output);
        int[] known = known(output);
        Task task = asked.answers() instanceof Column.Numbers ? Task.REGRESSION : Task.CLASSIFICATION;
        Table all = new Table(new Schema(task, asked.name(), schema.features()), columns, asked.answers(), weights);
        return known.length == rows() ? all : all.select(known);
    }
}
