package org.modelyard.monitoring.model;

/** Cells: missing, false, true. */
public record BooleanLayout(String name) implements FeatureLayout {

    @Override
    public int cells() {
        return 3;
    }

    /** @param value 0 is false, NaN missing, anything else true */
    int cell(double value) {
        return Double.isNaN(value) ? MISSING : value == 0 ? 1 : 2;
    }
}
