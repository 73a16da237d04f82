package org.modelyard.ml.feature;

import java.util.HashSet;
import java.util.Set;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.score.InputRow;

/** The product of two features: what the one means may depend on the other. */
sealed interface Product {

    /** Far beyond any honest value, and small enough for sums of floats. */
    double LIMIT = 1e12;

    int left();

    int right();

    int width();

    String meaning(int local);

    void encode(InputRow row, int base, SparseVector out);

    /** 0 but for two categories. */
    default int bits() {
        return 0;
    }

    default void write(BinaryWriter out) {
        out.put(left()).put(right()).put(bits());
    }

    /** The product of the two numbers as they are encoded, so usually of the standardised; nothing where one is missing. */
    record OfNumbers(int left, int right, ColumnEncoder.Factor one, ColumnEncoder.Factor other) implements Product {
        @Override
        public int width() {
            return 1;
        }

        @Override
        public String meaning(int local) {
            return "";
        }

        @Override
        public void encode(InputRow row, int base, SparseVector out) {
            double product = one.factor(row.numbers()[left]) * other.factor(row.numbers()[right]);
            if (!Double.isNaN(product)) {
                out.add(base, (float) Math.max(-LIMIT, Math.min(LIMIT, product)));
            }
        }
    }

    /** The number at the place of the category, so that each category has a slope of its own. */
    record OfCategoryAndNumber(
            int left, int right, boolean categoryFirst, ColumnEncoder.Positions positions, ColumnEncoder.Factor factor)
            implements Product {
        @Override
        public int width() {
            return positions.width();
        }

        @Override
        public String meaning(int local) {
            return positions.meaning(local);
        }

        @Override
        public void encode(InputRow row, int base, SparseVector out) {
            double number = factor.factor(row.numbers()[categoryFirst ? right : left]);
            if (!Double.isNaN(number)) {
                out.add(base + positions.position(row.texts()[categoryFirst ? left : right]), (float) number);
            }
        }
    }

    /** The pair of values, hashed into 2^bits buckets; missing is a value. */
    record OfCategories(int left, int right, int bits) implements Product {
        private static final int SEED = 0x165667B1;
        static final int LEAST_BITS = 4;
        static final int MOST_BITS = 16;

        @Override
        public int width() {
            return 1 << bits;
        }

        @Override
        public String meaning(int local) {
            return " hash " + local;
        }

        @Override
        public void encode(InputRow row, int base, SparseVector out) {
            int hash =
                    HashedCategoryEncoder.hash(HashedCategoryEncoder.hash(SEED, row.texts()[left]), row.texts()[right]);
            out.add(base + HashedCategoryEncoder.bucket(hash, bits), 1);
        }
    }

    /** Twice as many buckets as there are different pairs, within bounds. */
    static int bits(Column left, Column right) {
        if (!(left instanceof Column.Categories one) || !(right instanceof Column.Categories other)) {
            return 0;
        }
        Set<Long> pairs = new HashSet<>();
        for (int row = 0; row < one.rows(); row++) {
            pairs.add(((long) one.codes()[row] << Integer.SIZE) + other.codes()[row]);
        }
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(2 * pairs.size() - 1);
        return Math.max(OfCategories.LEAST_BITS, Math.min(OfCategories.MOST_BITS, bits));
    }

    /** @throws CorruptContent when the features cannot be multiplied */
    static Product of(int left, int right, int bits, ColumnEncoder[] encoders) {
        ColumnEncoder one = encoders[left];
        ColumnEncoder other = encoders[right];
        if (one instanceof ColumnEncoder.Positions && other instanceof ColumnEncoder.Positions) {
            if (bits < OfCategories.LEAST_BITS || bits > OfCategories.MOST_BITS) {
                throw new CorruptContent("A product of categories has 2^" + bits + " buckets.");
            }
            return new OfCategories(left, right, bits);
        }
        if (one instanceof ColumnEncoder.Positions positions && other instanceof ColumnEncoder.Factor factor) {
            return new OfCategoryAndNumber(left, right, true, positions, factor);
        }
        if (one instanceof ColumnEncoder.Factor factor && other instanceof ColumnEncoder.Positions positions) {
            return new OfCategoryAndNumber(left, right, false, positions, factor);
        }
        if (one instanceof ColumnEncoder.Factor first && other instanceof ColumnEncoder.Factor second) {
            return new OfNumbers(left, right, first, second);
        }
        throw new CorruptContent("A product of features that cannot be multiplied.");
    }
}
