package org.modelyard.ml.train;

import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.model.FactorisationMachine;

/** A factorisation machine between two epochs. */
final class MachineState implements Learning {

    private static final int MAGIC = 0x4D594B31; // MYK1

    final MachineProblem problem;
    private final Epochs epochs;
    /** See {@link FactorisationMachine}; the biases behind. */
    float[] weights;
    /** Sums of squared gradients. */
    float[] squares;

    private float[] best;

    MachineState(MachineProblem problem) {
        this.problem = problem;
        this.epochs =
                new Epochs(problem.spec(), problem.scale(), problem.parts().validation().length > 0);
        this.weights = problem.firstWeights();
        this.squares = new float[weights.length];
        this.best = weights;
    }

    @Override
    public void step() {
        if (epochs.heldBack() && best == weights) {
            best = weights.clone();
        }
        MachineEpoch pass = new MachineEpoch(this);
        double loss = pass.learn(DescentProblem.order(problem.parts().training(), problem.seed(), epochs.count()));
        if (epochs.end(loss, pass.loss(problem.parts().validation()))) {
            best = weights;
        }
    }

    @Override
    public boolean done() {
        return epochs.done();
    }

    @Override
    public Progress progress() {
        return epochs.progress(problem.spec().number("learningRate"));
    }

    @Override
    public byte[] toBytes() {
        BinaryWriter out = new BinaryWriter().put(MAGIC).put(problem.fingerprint());
        epochs.write(out);
        out.put(weights).put(squares);
        if (!epochs.lastIsBest()) {
            out.put(best);
        }
        return out.toBytes();
    }

    static MachineState fromBytes(MachineProblem problem, byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        in.expect(MAGIC, "checkpoint of a factorisation machine");
        if (in.getLong() != problem.fingerprint()) {
            throw new CorruptContent("This checkpoint belongs to another training.");
        }
        MachineState state = new MachineState(problem);
        int size = state.weights.length;
        state.epochs.read(in);
        state.weights = in.getFloats(size);
        state.squares = in.getFloats(size);
        state.best = state.epochs.lastIsBest() ? state.weights : in.getFloats(size);
        in.end();
        return state;
    }

    /** The target's deviation goes into the linear weights, and its root into each of two factors. */
    @Override
    public FactorisationMachine finish() {
        TargetScale scale = problem.scale();
        int outputs = problem.outputs();
        double root = Math.sqrt(scale.deviation());
        double[] scaled = new double[best.length - outputs];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = best[i] * (i % problem.block() == 0 ? scale.deviation() : root);
        }
        double[] bias = new double[outputs];
        for (int k = 0; k < outputs; k++) {
            bias[k] = best[scaled.length + k] * scale.deviation() + scale.mean();
        }
        return new FactorisationMachine(
                problem.loss().link(), outputs, problem.rows().width(), problem.factors(), scaled, bias);
    }
}
