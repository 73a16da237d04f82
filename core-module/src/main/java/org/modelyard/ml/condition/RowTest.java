package org.modelyard.ml.condition;

import java.util.BitSet;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.score.InputRow;

/** A condition that is read and checked. */
sealed interface RowTest {

    BitSet rows(Table table);

    /** The same for one row, in the order of the columns. */
    boolean holds(InputRow row);

    /** Every one holds. */
    record Both(List<RowTest> all) implements RowTest {
        @Override
        public boolean holds(InputRow row) {
            for (RowTest one : all) {
                if (!one.holds(row)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public BitSet rows(Table table) {
            BitSet rows = all.get(0).rows(table);
            all.subList(1, all.size()).forEach(one -> rows.and(one.rows(table)));
            return rows;
        }
    }

    /** At least one holds. */
    record Either(List<RowTest> all) implements RowTest {
        @Override
        public boolean holds(InputRow row) {
            for (RowTest one : all) {
                if (one.holds(row)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public BitSet rows(Table table) {
            BitSet rows = all.get(0).rows(table);
            all.subList(1, all.size()).forEach(one -> rows.or(one.rows(table)));
            return rows;
        }
    }

    /** It does not hold. */
    record Not(RowTest one) implements RowTest {
        @Override
        public boolean holds(InputRow row) {
            return !one.holds(row);
        }

        @Override
        public BitSet rows(Table table) {
            BitSet rows = one.rows(table);
            rows.flip(0, table.rows());
            return rows;
        }
    }

    /** The value, or what is read from it, is missing. */
    record Missing(int column, Reading reading) implements RowTest {
        @Override
        public boolean holds(InputRow row) {
            return (row.texts()[column] == null && Double.isNaN(row.numbers()[column]))
                    || (reading != Reading.VALUE && Double.isNaN(reading.of(row, column)));
        }

        @Override
        public BitSet rows(Table table) {
            Column values = table.columns().get(column);
            BitSet rows = new BitSet(table.rows());
            for (int row = 0; row < table.rows(); row++) {
                rows.set(
                        row,
                        values.missing(row) || (reading != Reading.VALUE && Double.isNaN(reading.of(values, row))));
            }
            return rows;
        }
    }

    /** TEXT and CATEGORICAL. */
    record OfText(int column, Predicate<String> test) implements RowTest {
        @Override
        public boolean holds(InputRow row) {
            String value = row.texts()[column];
            return value != null && test.test(value);
        }

        @Override
        public BitSet rows(Table table) {
            Column values = table.columns().get(column);
            BitSet rows = new BitSet(table.rows());
            for (int row = 0; row < table.rows(); row++) {
                String value = text(values, row);
                rows.set(row, value != null && test.test(value));
            }
            return rows;
        }
    }

    /** Numbers, times, truths, and what is read as a number. */
    record OfNumber(int column, Reading reading, DoublePredicate test) implements RowTest {
        @Override
        public boolean holds(InputRow row) {
            double value = reading.of(row, column);
            return !Double.isNaN(value) && test.test(value);
        }

        @Override
        public BitSet rows(Table table) {
            Column values = table.columns().get(column);
            BitSet rows = new BitSet(table.rows());
            for (int row = 0; row < table.rows(); row++) {
                double value = reading.of(values, row);
                rows.set(row, !Double.isNaN(value) && test.test(value));
            }
            return rows;
        }
    }

    static @Nullable String text(Column values, int row) {
        return values instanceof Column.Categories categories
                ? categories.value(row)
                : ((Column.Texts) values).values()[row];
    }
}
