package org.modelyard.evaluation.model;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.modelyard.dataset.model.ContentHash;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.TableHashes;
import org.modelyard.ml.pulse.Pulse;

/** Rows by their content, features and target, so that those that a model has learnt from are known wherever they turn up. */
public final class RowHashes {

    private RowHashes() {}

    /** Of some of the table's rows. */
    public static Set<ContentHash> of(Table table, int[] rows) {
        TableHashes hashes = new TableHashes(table);
        Set<ContentHash> contents = new HashSet<>();
        for (int row : rows) {
            Pulse.beat();
            contents.add(hashes.whole(row));
        }
        return contents;
    }

    /** Those rows of the table whose content is not among the learnt ones, ascending. */
    public static int[] unlearnt(Table table, Set<ContentHash> learnt) {
        TableHashes hashes = new TableHashes(table);
        return IntStream.range(0, table.rows())
                .peek(row -> Pulse.beat())
                .filter(row -> !learnt.contains(hashes.whole(row)))
                .toArray();
    }
}
