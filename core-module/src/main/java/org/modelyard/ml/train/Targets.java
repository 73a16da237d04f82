package org.modelyard.ml.train;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.platform.model.Refusal;

/** The answers that a model learns. */
public sealed interface Targets {

    int rows();

    /**
     * For classification.
     *
     * @param names the labels, sorted; each occurs
     * @param codes one a row, positions in {@code names}
     */
    record Labels(List<String> names, int[] codes) implements Targets {
        @Override
        public int rows() {
            return codes.length;
        }
    }

    /**
     * For regression.
     *
     * @param values one a row, finite
     */
    record Values(double[] values) implements Targets {
        @Override
        public int rows() {
            return values.length;
        }
    }

    /**
     * The table's target. Labels that no row has are left out.
     *
     * @throws Refusal.Invalid when there is nothing to learn: fewer than two rows, or fewer than two labels
     */
    static Targets of(Table table) {
        if (table.rows() < 2) {
            throw new Refusal.Invalid("dataset", "Learning needs at least 2 rows; there are " + table.rows() + ".");
        }
        if (table.target() instanceof Column.Numbers numbers) {
            return new Values(numbers.values());
        }
        if (!(table.target() instanceof Column.Categories categories)) {
            throw new Refusal.Invalid(
                    "dataset", "The target '" + table.schema().target() + "' is neither label nor number.");
        }
        String[] dictionary = categories.dictionary();
        boolean[] used = new boolean[dictionary.length];
        for (int code : categories.codes()) {
            used[code] = true;
        }
        int[] order = IntStream.range(0, dictionary.length)
                .filter(code -> used[code])
                .boxed()
                .sorted((a, b) -> dictionary[a].compareTo(dictionary[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        if (order.length < 2) {
            throw new Refusal.Invalid("dataset", "Learning needs at least 2 labels; there is " + order.length + ".");
        }
        int[] positions = new int[dictionary.length];
        for (int i = 0; i < order.length; i++) {
            positions[order[i]] = i;
        }
        return new Labels(
                Arrays.stream(order).mapToObj(code -> dictionary[code]).toList(),
                Arrays.stream(categories.codes()).map(code -> positions[code]).toArray());
    }
}
