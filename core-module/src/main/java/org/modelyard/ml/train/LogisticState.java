package org.modelyard.ml.train;

import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.binary.CorruptContent;

/** A logistic regression between two epochs. Weights lie as {@code [feature * outputs + output]}, the bias behind them. */
final class LogisticState {

    private static final int MAGIC = 0x4D594C31; // MYL1

    final LogisticProblem problem;
    /** Before the first epoch 0. */
    int epoch;
    /** Rows seen so far, over all epochs. */
    long time;

    float[] weights;
    /** For each feature, and the bias, the sum of squared gradients. */
    float[] squares;

    float[] best;
    int bestEpoch;
    double bestLoss = Double.POSITIVE_INFINITY;
    double trainingLoss = Double.NaN;
    double validationLoss = Double.NaN;

    LogisticState(LogisticProblem problem) {
        this.problem = problem;
        this.weights = new float[(problem.width() + 1) * problem.outputs()];
        this.squares = new float[problem.width() + 1];
        this.best = weights;
    }

    byte[] toBytes() {
        BinaryWriter out = new BinaryWriter().put(MAGIC).put(problem.fingerprint());
        out.put(epoch).put(time).put(bestEpoch).put(bestLoss).put(trainingLoss).put(validationLoss);
        out.put(weights).put(squares);
        if (bestEpoch != epoch) {
            out.put(best);
        }
        return out.toBytes();
    }

    static LogisticState fromBytes(LogisticProblem problem, byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        in.expect(MAGIC, "checkpoint of a logistic regression");
        if (in.getLong() != problem.fingerprint()) {
            throw new CorruptContent("This checkpoint belongs to another training.");
        }
        LogisticState state = new LogisticState(problem);
        int size = state.weights.length;
        state.epoch = in.getInt(0, Integer.MAX_VALUE);
        state.time = in.getLong();
        state.bestEpoch = in.getInt(0, state.epoch);
        state.bestLoss = in.getDouble();
        state.trainingLoss = in.getDouble();
        state.validationLoss = in.getDouble();
        state.weights = in.getFloats();
        state.squares = in.getFloats();
        state.best = state.bestEpoch == state.epoch ? state.weights : in.getFloats();
        in.end();
        if (state.weights.length != size || state.best.length != size || state.squares.length != problem.width() + 1) {
            throw new CorruptContent("The checkpoint's weights have another size.");
        }
        return state;
    }
}
