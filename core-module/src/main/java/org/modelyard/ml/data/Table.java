package org.modelyard.ml.data;

import java.util.List;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.Schema;

/**
 * Rows in columns, in the order of the schema's features.
 *
 * @param columns one a feature, all of the same length
 * @param target the answers: {@link Column.Categories} (labels) for classification, {@link Column.Numbers} for
 *     regression; never missing
 * @param weights how much each row counts where it is learnt from, 0 or more; empty: all the same
 */
public record Table(Schema schema, List<Column> columns, Column target, double[] weights) {

    private static final double[] ALIKE = {};

    public Table {
        columns = List.copyOf(columns);
        if (columns.size() != schema.features().size()) {
            throw new IllegalArgumentException(
                    columns.size() + " columns for " + schema.features().size() + " features");
        }
        for (Column column : columns) {
            if (column.rows() != target.rows()) {
                throw new IllegalArgumentException("columns of different length");
            }
        }
        if (weights.length > 0 && weights.length != target.rows()) {
            throw new IllegalArgumentException(weights.length + " weights for " + target.rows() + " rows");
        }
    }

    /** Rows that all count the same. */
    public Table(Schema schema, List<Column> columns, Column target) {
        this(schema, columns, target, ALIKE);
    }

    /** The same rows, counting so much each. */
    public Table weighing(double[] each) {
        return new Table(schema, columns, target, each);
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
                weights.length == 0 ? weights : Rows.select(weights, rows));
    }
}
