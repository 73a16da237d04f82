package org.modelyard.ml.train;

/**
 * A number's mean and standard deviation, so that one learning rate serves targets of any unit.
 *
 * @param mean 0 for labels
 * @param deviation above 0: 1 for labels, and for a target that never varies
 */
record TargetScale(double mean, double deviation) {

    /** Of the chosen rows. */
    static TargetScale of(Targets targets, int[] rows) {
        if (!(targets instanceof Targets.Values numbers)) {
            return new TargetScale(0, 1);
        }
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < rows.length; i++) {
            double before = numbers.values()[rows[i]] - mean;
            mean += before / (i + 1);
            squares += before * (numbers.values()[rows[i]] - mean);
        }
        double deviation = Math.sqrt(squares / rows.length);
        return new TargetScale(mean, deviation > 0 && Double.isFinite(deviation) ? deviation : 1);
    }

    float[] standardised(double[] values) {
        float[] standardised = new float[values.length];
        for (int row = 0; row < values.length; row++) {
            standardised[row] = (float) ((values[row] - mean) / deviation);
        }
        return standardised;
    }

    /** From variances of the target to its squared unit; for labels the loss itself. */
    double loss(double standardised) {
        return standardised * deviation * deviation;
    }
}
