package org.modelyard.ml.train;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/** The answers that a model learns. */
public sealed interface Targets {

    int rows();

    /** Those of these rows in this order; labels stay known even where no row has them. */
    Targets select(int[] rows);

    /**
     * For classification.
     *
     * @param names the labels, sorted, two or more; each occurs, unless they are an earlier model's
     * @param codes one a row, positions in {@code names}
     */
    record Labels(List<String> names, int[] codes) implements Targets {

        /** @throws Refusal.Invalid when there is but one label: nothing to learn */
        public Labels {
            if (names.size() < 2) {
                throw new Refusal.Invalid(
                        "dataset", "Learning needs at least 2 labels; there is " + names.size() + ".");
            }
        }

        @Override
        public int rows() {
            return codes.length;
        }

        @Override
        public Targets select(int[] rows) {
            return new Labels(names, Arrays.stream(rows).map(row -> codes[row]).toArray());
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

        @Override
        public Targets select(int[] rows) {
            return new Values(
                    Arrays.stream(rows).mapToDouble(row -> values[row]).toArray());
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
        int[] positions = new int[dictionary.length];
        for (int i = 0; i < order.length; i++) {
            positions[order[i]] = i;
        }
        return new Labels(
                Arrays.stream(order).mapToObj(code -> dictionary[code]).toList(),
                Arrays.stream(categories.codes()).map(code -> positions[code]).toArray());
    }

    /**
     * The table's target for a model that is there already.
     *
     * @param names the model's labels, in its order; empty for regression
     * @throws Refusal.Invalid when a row has another label, or the target is of another kind
     */
    static Targets of(Table table, List<String> names) {
        if (names.isEmpty() && table.target() instanceof Column.Numbers numbers) {
            return new Values(numbers.values());
        }
        if (names.isEmpty() || !(table.target() instanceof Column.Categories categories)) {
            throw new Refusal.Invalid("dataset", "The model answers with something else than this target.");
        }
        int[] positions =
                Arrays.stream(categories.dictionary()).mapToInt(names::indexOf).toArray();
        int[] codes = new int[categories.rows()];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = positions[categories.codes()[row]];
            if (codes[row] < 0) {
                throw new Refusal.Invalid(
                        "dataset",
                        "The model does not know the label '" + Texts.brief(String.valueOf(categories.value(row)))
                                + "'; train anew, on the old rows and the new.");
            }
        }
        return new Labels(names, codes);
    }
}
