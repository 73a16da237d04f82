package org.modelyard.evaluation.model;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.modelyard.dataset.model.CanonicalRow;
import org.modelyard.dataset.model.ContentHash;
import org.modelyard.dataset.model.ExampleRow;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;

/** Rows by their content, features and target, so that those that a model has learnt from are known wherever they turn up. */
public final class RowHashes {

    private RowHashes() {}

    /** One a row, in its order; the dataset's own content hashes. */
    public static ContentHash[] of(Table table) {
        CanonicalRow canonical = new CanonicalRow(table.schema());
        ExampleRow scratch = new ExampleRow(table.schema());
        ContentHash[] hashes = new ContentHash[table.rows()];
        for (int row = 0; row < hashes.length; row++) {
            for (int i = 0; i < table.columns().size(); i++) {
                fill(scratch, table.columns().get(i), i, row);
            }
            target(scratch, table.target(), row);
            hashes[row] = canonical.hash(scratch);
        }
        return hashes;
    }

    private static void fill(ExampleRow scratch, Column column, int feature, int row) {
        if (column instanceof Column.Numbers numbers) {
            scratch.numbers()[feature] = numbers.values()[row];
        } else if (column instanceof Column.Categories categories) {
            scratch.texts()[feature] = categories.value(row);
        } else {
            scratch.texts()[feature] = ((Column.Texts) column).values()[row];
        }
    }

    private static void target(ExampleRow scratch, Column target, int row) {
        if (target instanceof Column.Numbers numbers) {
            scratch.target(numbers.values()[row]);
        } else if (target instanceof Column.Categories labels) {
            scratch.target(labels.dictionary()[labels.codes()[row]]);
        } else {
            scratch.target(String.valueOf(((Column.Texts) target).values()[row]));
        }
    }

    /** Those rows of the table whose content is not among the learnt ones. */
    public static int[] unlearnt(Table table, Set<ContentHash> learnt) {
        ContentHash[] hashes = of(table);
        return IntStream.range(0, hashes.length)
                .filter(row -> !learnt.contains(hashes[row]))
                .toArray();
    }

    /** Of some of the table's rows. */
    public static Set<ContentHash> of(Table table, int[] rows) {
        ContentHash[] hashes = of(table.select(rows));
        return new HashSet<>(java.util.Arrays.asList(hashes));
    }
}
