package org.modelyard.ml.calibration;

import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.binary.CorruptContent;

/** A map of one probability to another that never turns the order round. */
public sealed interface Calibration permits PlattScaling, IsotonicCalibration {

    /** @param probability 0-1 */
    double calibrate(double probability);

    /** The same map gives the same bytes. */
    void write(BinaryWriter out);

    /** @throws CorruptContent when what follows is no calibration */
    static Calibration read(BinaryReader in) {
        try {
            return in.getInt(PlattScaling.KIND, IsotonicCalibration.KIND) == PlattScaling.KIND
                    ? new PlattScaling(in.getDouble(), in.getDouble())
                    : new IsotonicCalibration(in.getDoubles(), in.getDoubles());
        } catch (IllegalArgumentException e) {
            throw new CorruptContent("The calibration is not valid: " + e.getMessage());
        }
    }

    /** @throws IllegalArgumentException when there are not rows of both outcomes, or what is stated is no probability */
    static void requireBoth(double[] probabilities, boolean[] happened) {
        if (probabilities.length != happened.length) {
            throw new IllegalArgumentException(
                    probabilities.length + " probabilities for " + happened.length + " outcomes");
        }
        int events = 0;
        for (int row = 0; row < happened.length; row++) {
            if (!(probabilities[row] >= 0 && probabilities[row] <= 1 + 1e-6)) {
                throw new IllegalArgumentException("a probability of " + probabilities[row]);
            }
            events += happened[row] ? 1 : 0;
        }
        if (events == 0 || events == happened.length) {
            throw new IllegalArgumentException(
                    "A calibration needs rows of both outcomes; all " + happened.length + " rows have the same.");
        }
    }
}
