package org.modelyard.ml.feature;

import org.modelyard.ml.binary.BinaryWriter;

/** True is 1, false is 0; missing has an indicator. */
final class BooleanEncoder implements ColumnEncoder.OfNumber, ColumnEncoder.Factor {

    @Override
    public void encode(double value, int base, SparseVector out) {
        if (Double.isNaN(value)) {
            out.add(base + 1, 1);
        } else if (value != 0) {
            out.add(base, 1);
        }
    }

    @Override
    public double factor(double value) {
        return Double.isNaN(value) ? Double.NaN : value != 0 ? 1 : 0;
    }

    @Override
    public int width() {
        return 2;
    }

    @Override
    public String meaning(int local) {
        return local == 0 ? "" : " missing";
    }

    @Override
    public ColumnStep step() {
        return new ColumnStep.OfFlag();
    }

    @Override
    public void write(BinaryWriter out) {
        // nothing is learnt
    }
}
