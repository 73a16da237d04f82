package org.modelyard.ml.calibration;

import org.jspecify.annotations.Nullable;
import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.evaluation.DecisionThreshold;
import org.modelyard.ml.score.Scores;

/**
 * What is made of a classifier's probabilities before the answer leaves: stored with the version, and applied wherever it is
 * asked.
 *
 * @param calibration null: the probabilities stay as they are
 * @param threshold on the calibrated probability of the second of two labels; null: the most probable label is answered
 */
public record Decision(@Nullable LabelCalibration calibration, @Nullable DecisionThreshold threshold) {

    /** The answer stays as it is. */
    public static final Decision NONE = new Decision(null, null);

    private static final int MAGIC = 0x4D594431; // MYD1

    public boolean none() {
        return calibration == null && threshold == null;
    }

    /** @throws IllegalArgumentException when it cannot be used with so many labels */
    public void requireLabels(int labels) {
        if (calibration != null) {
            calibration.requireLabels(labels);
        }
        if (threshold != null && labels != 2) {
            throw new IllegalArgumentException("a threshold for " + labels + " labels");
        }
    }

    /** @param stated by the model itself; handed on where there is nothing to decide */
    public Scores.Labelled decide(Scores.Labelled stated) {
        if (none()) {
            return stated;
        }
        double[] probabilities =
                calibration == null ? stated.probabilities() : calibration.calibrate(stated.probabilities());
        return new Scores.Labelled(stated.labels(), probabilities, best(probabilities));
    }

    private int best(double[] probabilities) {
        if (threshold != null) {
            return threshold.positive(probabilities[1]) ? 1 : 0;
        }
        int best = 0;
        for (int label = 1; label < probabilities.length; label++) {
            best = probabilities[label] > probabilities[best] ? label : best;
        }
        return best;
    }

    public byte[] toBytes() {
        BinaryWriter out = new BinaryWriter().put(MAGIC).put(calibration != null);
        if (calibration != null) {
            calibration.write(out);
        }
        out.put(threshold != null);
        if (threshold != null) {
            ThresholdBytes.write(out, threshold);
        }
        return out.toBytes();
    }

    /** @throws CorruptContent when the bytes are not what {@link #toBytes} gave */
    public static Decision fromBytes(byte[] content) {
        BinaryReader in = new BinaryReader(content);
        in.expect(MAGIC, "decision");
        try {
            LabelCalibration calibration = in.getBoolean() ? LabelCalibration.read(in) : null;
            DecisionThreshold threshold = in.getBoolean() ? ThresholdBytes.read(in) : null;
            in.end();
            return new Decision(calibration, threshold);
        } catch (IllegalArgumentException e) {
            throw new CorruptContent("The decision is not valid: " + e.getMessage());
        }
    }
}
