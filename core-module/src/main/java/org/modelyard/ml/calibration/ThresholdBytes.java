package org.modelyard.ml.calibration;

import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.evaluation.DecisionThreshold;
import org.modelyard.ml.evaluation.ThresholdObjective;

/** A threshold in a bundle: numbers as they are, so that the same one gives the same bytes on every JVM. */
final class ThresholdBytes {

    private static final int F_BETA = 1;
    private static final int COST = 2;
    private static final int PRECISION_AT_RECALL = 3;

    private ThresholdBytes() {}

    static void write(BinaryWriter out, DecisionThreshold threshold) {
        out.put(threshold.threshold()).put(threshold.reached()).put(threshold.rows());
        if (threshold.objective() instanceof ThresholdObjective.FBetaScore score) {
            out.put(F_BETA).put(score.beta());
        } else if (threshold.objective() instanceof ThresholdObjective.Cost cost) {
            out.put(COST).put(cost.falseAlarm()).put(cost.miss());
        } else if (threshold.objective() instanceof ThresholdObjective.PrecisionAtRecall precision) {
            out.put(PRECISION_AT_RECALL).put(precision.recall());
        }
    }

    /** @throws org.modelyard.ml.binary.CorruptContent or IllegalArgumentException when what follows is no threshold */
    static DecisionThreshold read(BinaryReader in) {
        double threshold = in.getDouble();
        double reached = in.getDouble();
        long rows = in.getLong();
        ThresholdObjective objective =
                switch (in.getInt(F_BETA, PRECISION_AT_RECALL)) {
                    case F_BETA -> new ThresholdObjective.FBetaScore(in.getDouble());
                    case COST -> new ThresholdObjective.Cost(in.getDouble(), in.getDouble());
                    default -> new ThresholdObjective.PrecisionAtRecall(in.getDouble());
                };
        return new DecisionThreshold(threshold, objective, reached, rows);
    }
}
