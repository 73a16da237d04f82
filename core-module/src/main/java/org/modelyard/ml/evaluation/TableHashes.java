package org.modelyard.ml.evaluation;

import org.modelyard.dataset.model.CanonicalRow;
import org.modelyard.dataset.model.ContentHash;
import org.modelyard.dataset.model.ExampleRow;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.score.InputRow;

/** The canonical hashes of a table's rows, as its dataset has them. For one thread. */
public final class TableHashes {

    private final Table table;
    private final CanonicalRow canonical;
    private final ExampleRow row;
    private final InputRow values;

    public TableHashes(Table table) {
        this.table = table;
        this.canonical = new CanonicalRow(table.schema());
        this.row = new ExampleRow(table.schema());
        this.values = new InputRow(row.numbers(), row.texts());
    }

    /** Of inputs and target. */
    public ContentHash whole(int index) {
        FeatureEncoder.fill(values, table, index);
        if (table.target() instanceof Column.Categories categories) {
            row.target(categories.dictionary()[categories.codes()[index]]);
        } else if (table.target() instanceof Column.Numbers numbers) {
            row.target(numbers.values()[index]);
        }
        return canonical.hash(row);
    }

    /** As if the target were missing. */
    public ContentHash inputs(int index) {
        row.clear();
        FeatureEncoder.fill(values, table, index);
        return canonical.hash(row);
    }
}
